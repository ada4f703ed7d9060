//! A message and the lines that it is about, without a rule: what `diff --verbose` prints.

use annotate_snippets::Level as Severity;

use super::window::{Marked, elements};
use super::{Text, arrows, without_margin};
use crate::diagnostic::{Level, guarded, printable};
use crate::source::{Sources, Span};

/// What an excerpt says.
#[derive(Clone, Debug)]
pub struct Excerpt<'a> {
    /// How grave it is, which is a matter of colour.
    pub level: Level,
    /// The word for that: `breaking`.
    pub word: &'static str,
    /// The message.
    pub message: &'a str,
    /// The places with their labels; the first one is underlined as the place of the message.
    pub places: Vec<(Span, &'static str)>,
    /// What else is to be known.
    pub note: Option<String>,
}

impl Text {
    /// Draws an excerpt, with an empty line at its end.
    pub fn excerpt(self, excerpt: &Excerpt<'_>, sources: &Sources) -> String {
        let severity = super::severity(excerpt.level).with_name(excerpt.word);
        let mut places = excerpt.places.iter().map(|&(span, label)| (span, label.to_owned()));
        let first = places.next().map(|(span, label)| Marked::primary(span, label));
        let others = places.map(|(span, label)| Marked::context(span, label));
        let marked = first.into_iter().chain(others).collect();
        let title = severity.primary_title(printable(excerpt.message));
        let mut group = title.elements(elements(marked, sources));
        if let Some(note) = &excerpt.note {
            group = group.element(Severity::NOTE.message(printable(note)));
        }
        let drawn = self.renderer().render(&[group]);
        guarded(&arrows(&format!("{}\n\n", without_margin(&drawn))), self.color)
    }
}
