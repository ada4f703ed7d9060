//! Data models as code.

use super::api::{blank_code, show_code};
use super::{bracketed, two_samples};
use crate::markdown::Builder;
use crate::render::cite::FactLine;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let models = &scope.design.models;
    for model in models {
        let id = model.id.value.as_str();
        scope.name(Target::Model, id, model.name.as_ref().map_or(id, |name| name), out);
        scope.description(model.description.as_ref(), id, out);
        if let Some(table) = &model.table {
            out.paragraph(|out| {
                FactLine::new().label(words.label("table"), out);
                scope.cite(Target::Table, table, out);
            });
        }
        show_code(scope, words.label("code"), Some(&model.language), &model.code, out);
    }
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "name", "code")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| out.strong(|out| out.text(bracketed(words, "name"))));
    blank_code(words, out);
}
