//! The lines of a chapter's text.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{FileId, Span};

/// The text of a chapter that is searched for directives.
#[derive(Clone, Copy)]
pub(super) struct ChapterText<'t> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
}

impl<'t> ChapterText<'t> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The first start of a line at or after `at`, or the end of the text.
    pub(super) fn boundary(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at.saturating_sub(1)..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |found| at.saturating_sub(1) + found + 1)
    }

    /// The text that findings quote. A long text is cut.
    pub(super) fn shown(&self, range: &Range<usize>) -> Cow<'t, str> {
        const LONGEST: usize = 80;
        let text = self.slice(range.clone());
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
            None => text.into(),
        }
    }

    /// The line that contains an offset, without the line break.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let start = self.slice(0..at).rfind('\n').map_or(0, |found| found + 1);
        let rest = self.slice(start..self.text.len());
        let line = rest.split('\n').next().unwrap_or_default();
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The line before one that begins at `start`.
    pub(super) fn line_before(&self, start: usize) -> Option<Range<usize>> {
        start.checked_sub(1).map(|at| self.line(at))
    }

    /// The line after one that ends at `end`.
    pub(super) fn line_after(&self, end: usize) -> Option<Range<usize>> {
        let rest = self.text.get(end..)?;
        rest.find('\n').map(|found| self.line(end + found + 1))
    }

    /// The break at the end of a line; for the last line of the text, `\n`.
    pub(super) fn line_break(&self, line: &Range<usize>) -> &'static str {
        if self.slice(line.end..self.text.len()).starts_with('\r') { "\r\n" } else { "\n" }
    }

    /// The break after a line or, of the last line, the one before it.
    pub(super) fn usual_break(&self, line: &Range<usize>) -> &'static str {
        if line.end < self.text.len() {
            return self.line_break(line);
        }
        if self.slice(0..line.start).ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    pub(super) fn is_blank(&self, line: Range<usize>) -> bool {
        self.slice(line).trim().is_empty()
    }
}
