//! What stands for a text that is still to be written.

use std::ops::Range;

use crate::template::{Kind, Template};

/// Where a text is a placeholder, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether the whole value is one: then it answers nothing.
    pub whole: bool,
}

/// Finds the first placeholder of a text.
pub fn find(text: &str, template: &Template) -> Option<Placeholder> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let whole = Some(Placeholder { range: start..start + trimmed.len(), whole: true });
    let inner = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if inner.is_some_and(|inner| is_hint(inner, template)) || MARKS.contains(&trimmed) {
        return whole;
    }
    None
}

/// Whether a whole text is nothing but a placeholder.
pub fn is_whole(text: &str, template: &Template) -> bool {
    find(text, template).is_some_and(|found| found.whole)
}

const MARKS: [&str; 5] = ["TODO", "TBD", "TBC", "FIXME", "???"];

fn is_hint(words: &str, template: &Template) -> bool {
    template.blocks().any(|(_, block)| match &block.kind {
        Kind::Prose { hint, .. } => hint == words,
        Kind::Facts { fields, .. } => fields.iter().any(|field| field.hint == words),
        kind => kind.words().is_some_and(|own| own.sample.values().any(|hint| hint == words)),
    })
}
