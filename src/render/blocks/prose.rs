//! One text.

use super::{facts, hint_only};
use crate::design::{Design, Text};
use crate::markdown::Builder;
use crate::render::page::Page;

pub(super) fn show<'a>(page: &Page<'a>, from: &'a str, hint: &'a str, out: &mut Builder<'a>) {
    if let Some(text) = own_text(page.design, from) {
        return page.blocks(text, from, out);
    }
    let reason = table_of(from).and_then(|table| page.design.facts.not_applicable(table));
    match (page.design.facts.at(from).filter(|fact| facts::says_something(fact)), reason) {
        (Some(fact), _) => facts::blocks(page, fact, out),
        (None, Some(reason)) => page.nothing(reason, out),
        (None, None) => hint_only(hint, out),
    }
}

pub(super) fn blank<'a>(hint: &'a str, out: &mut Builder<'a>) {
    out.paragraph(|out| out.text(format!("[{hint}]")));
}

pub(super) fn is_given(design: &Design, from: &str) -> bool {
    own_text(design, from).is_some()
        || design.facts.at(from).is_some_and(facts::says_something)
        || table_of(from).is_some_and(|table| design.facts.not_applicable(table).is_some())
}

fn table_of(from: &str) -> Option<&str> {
    from.rsplit_once('.').map(|(table, _)| table)
}

/// The text of a typed table that a template may show as prose.
fn own_text<'a>(design: &'a Design, from: &str) -> Option<&'a Text> {
    let text = match from {
        "design.summary" => design.meta.summary.as_ref(),
        _ => None,
    };
    text.filter(|text| text.is_given())
}
