//! Risks: what may go wrong, how it is rated, and what is done about it.

use super::{bracketed, sample};
use crate::design::{Entity, Risk, Text};
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        for risk in &scope.design.risks {
            out.item(|out| show_one(scope, risk, words, out));
        }
    });
}

pub(super) fn hint(words: &Words) -> String {
    sample(words, "text").to_owned()
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.text(bracketed(words, "text"));
            out.list(|out| {
                super::blank_item(words, "mitigation", out);
                super::blank_item(words, "owner", out);
            });
        });
    });
}

fn show_one<'a>(scope: &Scope<'a>, risk: &'a Entity<Risk>, words: &'a Words, out: &mut Builder<'a>) {
    let id = risk.id.value.as_str();
    scope.anchor(Target::Risk, id, out);
    out.code(id);
    if risk.text.is_given() {
        scope.after(&risk.text, id, out);
    }
    let rated = [
        ("likelihood", risk.likelihood.as_ref().map(|rating| rating.value.word())),
        ("impact", risk.impact.as_ref().map(|rating| rating.value.word())),
        ("status", risk.status.as_ref().map(|status| status.value.word())),
    ];
    let texts = [("mitigation", risk.mitigation.as_ref()), ("owner", risk.owner.as_ref())];
    let is_rated = rated.iter().any(|(_, word)| word.is_some());
    let is_said = texts.iter().any(|(_, text)| text.is_some_and(Text::is_given));
    if !is_rated && !is_said && risk.concerns.is_empty() {
        return;
    }
    out.list(|out| {
        for (key, word) in rated {
            if let Some(word) = word {
                labelled(words.label(key), |out| out.text(words.label(word)), out);
            }
        }
        for (key, text) in texts {
            scope.labelled(words.label(key), text, &format!("{id}-{key}"), out);
        }
        if !risk.concerns.is_empty() {
            labelled(words.label("concerns"), |out| scope.cite_concerned(&risk.concerns, out), out);
        }
    });
}

fn labelled<'a>(label: &'a str, value: impl FnOnce(&mut Builder<'a>), out: &mut Builder<'a>) {
    out.item(|out| {
        out.strong(|out| out.text(label));
        out.text(": ");
        value(out);
    });
}
