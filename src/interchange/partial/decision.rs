//! Decisions of a folder of records.

use crate::design::DecisionStatus;
use crate::source::{Span, Spanned};

/// A decision, as its file records it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// `ADR-7` of `0007-title.md`, else the file's stem without its date.
    pub id: String,
    /// Its title, without a number.
    pub title: Spanned<String>,
    /// Its status; `proposed`, at the title, where the file gives none.
    pub status: Spanned<DecisionStatus>,
    /// Whether the file gives a status.
    pub has_status: bool,
    /// The day it was made, as it is written: `2026-03-10`.
    pub date: Option<Spanned<String>>,
    /// The titles of the options that were considered.
    pub options: Vec<Spanned<String>>,
    /// The title of the option that was chosen, as it is written.
    pub chosen: Option<Spanned<String>>,
    /// The id of the decision that replaces this one.
    pub superseded_by: Option<Spanned<String>>,
    /// The record in Markdown, where it is a part of a file.
    pub text: Option<Spanned<String>>,
    /// The whole record.
    pub span: Span,
}
