//! The results of checking a Mermaid text.

use std::ops::Range;

/// The result of checking a Mermaid text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Mermaid's grammar accepts it.
    Valid,
    /// Nothing wrong was found, but the text was not parsed: the parser is not built in, it does not know
    /// this kind of diagram, or it did not answer in time.
    NotChecked,
    /// Mermaid would not draw it. Never empty, in the order of the text.
    Invalid(Vec<Fault>),
}

/// One reason why Mermaid would not draw a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A range of bytes of the text; both ends are on character boundaries within it.
    pub range: Range<usize>,
    /// The line on which the range begins, counted from 1.
    pub line: usize,
    /// What is wrong: one line, without a final full stop.
    pub message: String,
    /// What to do about it, if that is known.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at `range`, brought onto character boundaries within `text`.
    pub(super) fn new(text: &str, range: Range<usize>, message: impl Into<String>) -> Self {
        let on_boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
        let start = on_boundary(range.start).unwrap_or(0);
        let end = on_boundary(range.end).unwrap_or(0).max(start);
        Self {
            range: start..end,
            line: 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count(),
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
