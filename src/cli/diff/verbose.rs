//! For people, with the lines of both sides, as rustc prints them.

use std::collections::HashMap;

use super::text;
use crate::authoring::diff::comparison::{Alone, Comparison, word};
use crate::catalog::landscape::Reach;
use crate::cli::output::{self, Lines};
use crate::compare::{Change, Class, spelled};
use crate::diagnostic::Level;
use crate::diagnostic::format::{Excerpt, Text};
use crate::source::{FileId, Sources, Span};

pub(super) fn written(all: &[Comparison<'_>], alone: &[Alone<'_>]) -> String {
    let draw = Text { color: output::has_color() };
    let mut out = String::new();
    for one in all {
        let mut head = Lines::default();
        head.line(text::head(one, all.len() + alone.len() > 1));
        out.push_str(head.text());
        let mut both = BothSides::default();
        let excerpts: Vec<Excerpt<'_>> = one.entries().map(|entry| both.excerpt(entry, one)).collect();
        // A line apart from the first one, as between two excerpts.
        out.push_str(if excerpts.is_empty() { "" } else { "\n" });
        for excerpt in &excerpts {
            out.push_str(&draw.excerpt(excerpt, &both.sources));
        }
        let mut lines = Lines::default();
        for change in &one.changes.coverage {
            lines.line(format!("coverage: {}", spelled(&change.sentence())));
        }
        out.push_str(lines.text());
    }
    out.push_str(&text::apart(all, alone));
    format!("{}\n", out.trim_end())
}

/// The texts of both sides at one place: an excerpt shows lines of either.
#[derive(Default)]
struct BothSides {
    sources: Sources,
    /// The files that were taken over, by their side.
    known: HashMap<(bool, FileId), FileId>,
}

impl BothSides {
    fn excerpt<'a>(&mut self, (change, reach): (&'a Change, &Reach), one: &Comparison<'_>) -> Excerpt<'a> {
        let old = change.old_span.map(|span| self.take(false, span, one.old.sources));
        let new = change.new_span.map(|span| self.take(true, span, one.new.sources));
        let places = match (old, new) {
            (Some(old), Some(new)) => vec![(new, "now"), (old, "before")],
            (Some(old), None) => vec![(old, "gone")],
            (None, Some(new)) => vec![(new, "new")],
            (None, None) => Vec::new(),
        };
        let level = match change.class {
            Class::Breaking => Level::Deny,
            _ if change.look => Level::Warn,
            Class::Additive | Class::Editorial => Level::Note,
        };
        let allowed = change.allowed.as_ref().map(|reason| format!("allowed: {reason}"));
        let notes: Vec<String> = allowed.into_iter().chain(one.users(reach)).collect();
        let note = (!notes.is_empty()).then(|| notes.join("; "));
        Excerpt { level, word: word(change), message: &change.message, places, note }
    }

    /// The span in the sources of both sides.
    fn take(&mut self, is_new: bool, span: Span, from: &Sources) -> Span {
        let file = *self.known.entry((is_new, span.file)).or_insert_with(|| {
            let source = from.get(span.file);
            self.sources.add(source.shown(), source.text().clone())
        });
        Span { file, ..span }
    }
}
