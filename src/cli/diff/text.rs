//! For people: a line a change.

use crate::authoring::diff::comparison::{Alone, Comparison, word};
use crate::cli::output::Lines;
use crate::compare::spelled;
use crate::markdown::one_line;

pub(super) fn written(all: &[Comparison<'_>], alone: &[Alone<'_>]) -> String {
    let mut lines = Lines::default();
    for one in all {
        // Of several designs each line says which it is about.
        lines.line(head(one, all.len() + alone.len() > 1));
        if one.is_same() {
            continue;
        }
        for (change, reach) in one.entries() {
            let place = one.place(change).unwrap_or_else(|| one.new.file().to_owned());
            let allowed = change.allowed.as_deref().map(|reason| format!(", allowed: {}", one_line(reason)));
            let allowed = allowed.unwrap_or_default();
            let users = one.users(reach).map(|users| format!("; {users}")).unwrap_or_default();
            lines.line(format!("{place}: {} ({}{allowed}){users}", change.message, word(change)));
        }
        for change in &one.changes.coverage {
            lines.line(format!("coverage: {}", spelled(&change.sentence())));
        }
    }
    lines.text().to_owned() + &apart(all, alone)
}

/// The designs that are only on one side, or that nothing changed.
pub(super) fn apart(all: &[Comparison<'_>], alone: &[Alone<'_>]) -> String {
    let mut lines = Lines::default();
    for one in alone {
        lines.line(format!("{}: {}, {}", one.design.file(), one.word(), one.state()));
    }
    if all.is_empty() && alone.is_empty() {
        lines.line("nothing changed in meaning");
    }
    lines.text().to_owned()
}

/// What is said of a comparison as a whole; of several, with the file.
pub(super) fn head(one: &Comparison<'_>, with_file: bool) -> String {
    let name = if with_file { format!("{}: ", one.new.file()) } else { String::new() };
    let versions = one.versions();
    if one.is_same() {
        return format!("{name}{versions}: nothing changed in meaning");
    }
    format!("{name}{versions}: {}", one.counts())
}
