//! Labelled statements with labels of the author.

use super::{bracketed, facts};
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::template::{EntryList, Words};

pub(super) fn show<'a>(scope: &Scope<'a>, entry: &'a EntryList, out: &mut Builder<'a>) {
    let Some(table) = scope.design.facts.table(&entry.from) else { return };
    out.list(|out| {
        for fact in table.iter().filter(|fact| facts::says_something(fact)) {
            out.item(|out| {
                out.strong(|out| out.text(fact.key.value.as_str()));
                facts::after(scope, fact, out);
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
