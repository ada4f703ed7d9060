//! One text.

use super::facts;
use crate::markdown::Builder;
use crate::render::page::Page;

pub(super) fn show<'a>(page: &Page<'a>, from: &'a str, out: &mut Builder<'a>) {
    if let Some(text) = page.design.text_at(from) {
        page.blocks(text, from, out);
    } else if let Some(fact) = page.design.facts.at(from) {
        facts::blocks(page, fact, out);
    }
}

pub(super) fn blank<'a>(hint: &'a str, out: &mut Builder<'a>) {
    out.paragraph(|out| out.text(format!("[{hint}]")));
}
