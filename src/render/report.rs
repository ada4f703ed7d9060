//! The results of the checks that a document prints.

use std::collections::BTreeMap;

use crate::template::{Words, fill};

/// How complete a design is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// How many of the required facts and blocks are answered; reasons why something is not applicable and
    /// defaults of the template count as answers.
    pub answered: usize,
    /// How many are required.
    pub required: usize,
    /// How many of those answered are reasons why something is not applicable.
    pub justified: usize,
}

/// What the checks found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Whether nothing required is missing and nothing is denied.
    pub complete: bool,
    /// How many findings are denied.
    pub denied: usize,
    /// The completeness of the whole design.
    pub completeness: Completeness,
    /// How many texts are still placeholders, some of them in what counts as answered.
    pub placeholders: usize,
    /// The sections, by their keys.
    pub sections: BTreeMap<String, SectionReport>,
}

/// What the checks found in a section.
#[derive(Clone, Debug, Default)]
pub struct SectionReport {
    /// The completeness of the section.
    pub completeness: Completeness,
    /// What is missing or wrong. It is printed at the section's end.
    pub missing: Vec<Notice>,
}

/// A remark about a section that its page prints. The sentence is a label of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The kind of remark.
    pub what: NoticeKind,
    /// The names of the facts it is about, as the document or the design file spells them.
    pub names: Vec<String>,
}

/// The kinds of remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The fact is absent.
    Missing,
    /// The fact is there, but empty.
    Empty,
    /// The fact is a placeholder.
    Placeholder,
    /// A rule found something else; its page explains it.
    Found {
        /// The rule's name.
        rule: &'static str,
    },
}

impl Notice {
    /// The notice in the words of a template.
    pub(super) fn sentence(&self, words: &Words) -> String {
        let named: Vec<String> =
            self.names.iter().map(|name| fill(words.label("notice-name"), &[("name", name)])).collect();
        let names = match named.as_slice() {
            [first @ .., last] if !first.is_empty() => {
                fill(words.label("notice-list"), &[("first", &first.join(", ")), ("last", last)])
            }
            _ => named.concat(),
        };
        let rule = match &self.what {
            NoticeKind::Found { rule } => *rule,
            _ => "",
        };
        fill(words.label(self.label()), &[("names", &names), ("rule", rule)])
    }

    /// The key of the label with the notice's sentence.
    fn label(&self) -> &'static str {
        match self.what {
            NoticeKind::Missing if self.names.len() == 1 => "is-missing",
            NoticeKind::Missing => "are-missing",
            NoticeKind::Empty => "is-empty",
            NoticeKind::Placeholder => "is-placeholder",
            NoticeKind::Found { .. } => "is-found",
        }
    }
}
