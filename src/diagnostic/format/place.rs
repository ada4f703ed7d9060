//! Spans as lines and columns.

use crate::source::{Position, Sources, Span};

/// A span as editors count it.
pub(crate) struct Place<'a> {
    /// The path by which the file opens.
    pub(crate) file: &'a str,
    /// The first character.
    pub(crate) start: Position,
    /// The place after the last character.
    pub(crate) end: Position,
}

impl<'a> Place<'a> {
    /// The location of a span, clamped to its file.
    pub(crate) fn of(span: Span, sources: &'a Sources) -> Self {
        let source = sources.get(span.file);
        let start = span.start as usize;
        let end = (span.end as usize).max(start);
        Self { file: source.shown(), start: source.position(start), end: source.position(end) }
    }
}
