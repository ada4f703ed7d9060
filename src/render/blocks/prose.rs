//! One text.

use super::facts;
use crate::markdown::Builder;
use crate::render::scope::Scope;

pub(super) fn show<'a>(scope: &Scope<'a>, from: &'a str, out: &mut Builder<'a>) {
    if let Some(text) = scope.design.text_at(from) {
        scope.blocks(text, from, out);
    } else if let Some(fact) = scope.design.facts.at(from) {
        facts::blocks(scope, fact, out);
    }
}

pub(super) fn blank<'a>(hint: &'a str, out: &mut Builder<'a>) {
    out.paragraph(|out| out.text(format!("[{hint}]")));
}
