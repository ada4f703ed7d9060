//! What is known of a design beside its text: the checks fill it in, the document prints it.

use std::collections::BTreeMap;

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
    /// Sentences that say what is missing, in Markdown; printed at the section's end.
    pub missing: Vec<String>,
}
