//! Whether what a template asks for is answered: the one place that decides it, for rules,
//! figures and pages alike.
//!
//! [`of`] decides for a block, [`fact`] for one statement, [`drawing`] for a diagram wherever it is
//! shown. A missing answer prints its hint. Placeholders are a part of the question: a text that is
//! one answers nothing.

mod blocks;
pub mod completeness;
pub mod placeholder;
mod section;

pub use blocks::{asks, drawing, fact, of, own_drawing, table_of};
pub use completeness::{Completeness, SectionCompleteness};
pub use section::{holds, section_of, section_of_block};

use crate::design::Text;

/// How a fact or a block is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The design says it.
    Given,
    /// The template's own default says it.
    Default,
    /// The design says why there is nothing to say.
    Justified,
    /// It is not answered.
    Missing(Lack),
}

/// Why something counts as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lack {
    /// Nobody wrote anything.
    Absent,
    /// The text says nothing: it is empty, or a reason that gives no reason (already reported).
    Empty,
    /// The text is a placeholder (already reported).
    Placeholder,
    /// The text could not be read (already reported).
    Unreadable,
}

impl Answer {
    /// Whether it is not answered.
    pub fn is_missing(self) -> bool {
        matches!(self, Answer::Missing(_))
    }

    /// Whether nobody wrote anything, not even something that is reported.
    pub fn is_absent(self) -> bool {
        self == Answer::Missing(Lack::Absent)
    }
}

/// The answer of a block.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    /// How it is answered.
    pub how: Answer,
    /// Why there is nothing to say, if that is the answer.
    pub reasons: Vec<Reason<'a>>,
}

/// Why there is nothing to say.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    /// The name of the part that the reason is about, unless it is about the whole block.
    pub about: Option<&'a str>,
    /// The reason.
    pub text: &'a Text,
}

impl<'a> Answered<'a> {
    fn because(text: &'a Text) -> Self {
        Self { how: Answer::Justified, reasons: vec![Reason { about: None, text }] }
    }
}

impl From<Answer> for Answered<'_> {
    fn from(how: Answer) -> Self {
        Self { how, reasons: Vec::new() }
    }
}
