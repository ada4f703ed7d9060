//! For people: a line a change.

use super::comparison::{Comparison, word};
use crate::cli::output::Lines;
use crate::compare::spelled;
use crate::markdown::one_line;

pub(super) fn written(all: &[Comparison<'_>]) -> String {
    let mut lines = Lines::default();
    for one in all {
        // Of several designs each line says which it is about.
        let name = if all.len() > 1 { format!("{}: ", one.new.file()) } else { String::new() };
        let versions = one.versions();
        if one.is_same() {
            lines.line(format!("{name}{versions}: nothing changed in meaning"));
            continue;
        }
        lines.line(format!("{name}{versions}: {}", one.counts()));
        for change in &one.changes.entries {
            let place = one.place(change).unwrap_or_else(|| one.new.file().to_owned());
            let allowed = change.allowed.as_deref().map(|reason| format!(", allowed: {}", one_line(reason)));
            let allowed = allowed.unwrap_or_default();
            lines.line(format!("{place}: {} ({}{allowed})", change.message, word(change)));
        }
        for change in &one.changes.coverage {
            lines.line(format!("coverage: {}", spelled(&change.sentence())));
        }
    }
    lines.text().to_owned()
}
