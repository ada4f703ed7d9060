//! Whether real Mermaid would draw a text, and if not, where it stumbles.
//!
//! Cheap checks of our own come first: they need no dependency and word the common mistakes in the
//! author's terms. With the cargo feature `mermaid` a whole parser follows; without it, a text
//! that passes the cheap checks is [`Verdict::NotChecked`].
//!
//! To add a check of our own: a file beside this one with a function from the text to faults, and
//! a line in [`own_faults`]. The corpus in `tests/mermaid/` must agree with it.

use std::ops::Range;

use super::header::{self, Header};
#[cfg(feature = "mermaid")]
use super::parser;
use super::{c4, hard_space};

/// What is known of a Mermaid text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Mermaid's grammar accepts it.
    Valid,
    /// Nothing wrong was found, and nobody parsed it: the parser is not built in, it does not know
    /// this kind of diagram, or it did not answer in time.
    NotChecked,
    /// Mermaid would not draw it. Never empty, in the order of the text.
    Invalid(Vec<Fault>),
}

/// One reason why Mermaid would not draw a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the text; both ends lie on character boundaries within it.
    pub range: Range<usize>,
    /// The line on which the range begins, counted from 1.
    pub line: usize,
    /// What is wrong: one line, without a final full stop.
    pub message: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
}

/// Judges a Mermaid text. Never panics, and answers within about two seconds.
pub fn check(text: &str) -> Verdict {
    let faults = own_faults(text);
    if !faults.is_empty() {
        return Verdict::Invalid(faults);
    }
    #[cfg(feature = "mermaid")]
    return parser::parse(text);
    #[cfg(not(feature = "mermaid"))]
    Verdict::NotChecked
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

fn own_faults(text: &str) -> Vec<Fault> {
    match header::find(text) {
        Header::Fault(fault) => vec![fault],
        Header::Known(family) => {
            let mut faults = hard_space::faults(text, family);
            faults.extend(c4::faults(text, family));
            faults.sort_by_key(|fault| fault.range.start);
            faults
        }
    }
}
