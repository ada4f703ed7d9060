//! Labelled statements that the author names.

use super::{bracketed, facts, hint_only, two_samples};
use crate::design::Design;
use crate::markdown::Builder;
use crate::render::page::Page;
use crate::template::{Entry, Words};

pub(super) fn show<'a>(page: &Page<'a>, entry: &'a Entry, out: &mut Builder<'a>) {
    if let Some(reason) = page.design.facts.not_applicable(&entry.from) {
        return page.nothing(reason, out);
    }
    if !is_given(page.design, &entry.from) {
        return hint_only(two_samples(&entry.words, "name", "text"), out);
    }
    let Some(table) = page.design.facts.table(&entry.from) else { return };
    out.list(|out| {
        for fact in table.iter().filter(|fact| facts::says_something(fact)) {
            out.item(|out| {
                out.strong(|out| out.text(fact.key.value.as_str()));
                facts::behind(page, fact, out);
            });
        }
    });
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.strong(|out| out.text(bracketed(words, "name")));
            out.text(": ");
            out.text(bracketed(words, "text"));
        });
    });
}

pub(super) fn is_given(design: &Design, from: &str) -> bool {
    design.facts.not_applicable(from).is_some()
        || design.facts.table(from).is_some_and(|table| table.iter().any(facts::says_something))
}
