//! Data models as code.

use super::api::{blank_code, show_code};
use super::{bracketed, two_samples};
use crate::markdown::Builder;
use crate::render::cite::Line;
use crate::render::page::Page;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(page: &Page<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let models = &page.design.models;
    for model in models {
        let id = model.id.value.as_str();
        page.name(Target::Model, id, model.name.as_ref().map_or(id, |name| name), out);
        if let Some(description) = model.description.as_ref().filter(|text| text.is_given()) {
            page.blocks(description, id, out);
        }
        if let Some(table) = &model.table {
            out.paragraph(|out| {
                Line::new().label(words.label("table"), out);
                page.cite(Target::Table, table, out);
            });
        }
        show_code(page, Some(&model.language), &model.code, out);
    }
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "name", "code")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| out.strong(|out| out.text(bracketed(words, "name"))));
    blank_code(words, out);
}
