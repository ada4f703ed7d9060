//! Spans as lines and columns.

use crate::source::{Position, Sources, Span};

/// A span in the words of editors.
pub(super) struct Place<'a> {
    /// The path by which the file opens.
    pub(super) file: &'a str,
    /// The first character.
    pub(super) start: Position,
    /// The place behind the last character.
    pub(super) end: Position,
}

impl<'a> Place<'a> {
    /// Where a span lies; what is out of bounds is clamped.
    pub(super) fn of(span: Span, sources: &'a Sources) -> Self {
        let source = sources.get(span.file);
        let start = span.start as usize;
        let end = (span.end as usize).max(start);
        Self { file: source.shown(), start: source.position(start), end: source.position(end) }
    }
}
