//! What is known of a design beside its text: the checks fill it in, the document prints it.

use std::collections::BTreeMap;

use crate::template::{Words, fill};

/// How complete a design is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// How many of the required facts and blocks are answered; justified gaps and answers of the
    /// template itself count.
    pub answered: usize,
    /// How many are required.
    pub required: usize,
    /// How many of those answered are justified gaps.
    pub justified: usize,
}

/// What the checks found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Nothing required is missing, and nothing is denied.
    pub complete: bool,
    /// How many findings are denied.
    pub denied: usize,
    /// The whole design.
    pub completeness: Completeness,
    /// The sections, by their keys.
    pub sections: BTreeMap<String, SectionReport>,
}

/// What the checks found in a section.
#[derive(Clone, Debug, Default)]
pub struct SectionReport {
    /// The section.
    pub completeness: Completeness,
    /// What is missing or wrong; printed at the section's end.
    pub missing: Vec<Notice>,
}

/// Something that a page says of a section. The sentence is a label of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said of it.
    pub what: NoticeKind,
    /// What it is said of, as the document or the design file calls it.
    pub names: Vec<String>,
}

/// What a page says of something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoticeKind {
    /// It is not there.
    Missing,
    /// It is there and says nothing.
    Empty,
    /// It still has to be written.
    Placeholder,
    /// A rule has found something else, which its page explains.
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

    /// The key of the label that is its sentence.
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
