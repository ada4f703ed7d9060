//! One text that is being added to another.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Addition, Into, Left};
use crate::reading::Step;
use crate::source::{FileId, Sources};

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// How alike two texts are if one is the other, changed.
pub(super) const CHANGED: f64 = 0.4;

/// Adds one text to another.
pub(super) struct Merge<'m> {
    pub(super) into: &'m Into<'m>,
    pub(super) design: &'m str,
    pub(super) added: &'m str,
    pub(super) addition: &'m Addition<'m>,
    pub(super) is_known: bool,
    pub(super) file: FileId,
    pub(super) left: Vec<Left>,
    /// Texts whose key is taken: the section that keeps them, and the text.
    pub(super) notes: Vec<(String, String)>,
    pub(super) edits: Vec<Edit>,
    /// The name of the item of an array that is being added to.
    pub(super) item: Option<String>,
    /// The roots of a design in the order of their tables.
    pub(super) order: Vec<String>,
    /// The words of the design's notes.
    pub(super) noted: String,
}

/// A change of the design.
pub(super) enum Edit {
    /// Takes a value of the addition.
    Take { to: Vec<Step>, from: Vec<Step>, mark: Option<String> },
    /// Takes an item of an array of the addition.
    Push { to: Vec<Step>, from: Vec<Step> },
}

impl<'m> Merge<'m> {
    pub(super) fn of(
        into: &'m Into<'m>,
        design: &'m str,
        added: &'m str,
        addition: &'m Addition<'m>,
        is_known: bool,
    ) -> Self {
        let file = Sources::new().add("design.toml", design);
        let (left, notes, edits) = (Vec::new(), Vec::new(), Vec::new());
        let order = Vec::new();
        let (noted, item) = (spoken_below(design), None);
        Self { into, design, added, addition, is_known, file, left, notes, edits, item, order, noted }
    }

    /// The line of an offset in the design, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.design.get(..at).unwrap_or_default().matches('\n').count() + 1
    }

    /// The line of the file that the table around an offset of the addition is from.
    pub(super) fn mark(&self, at: usize) -> Option<usize> {
        let above = self.added.get(..at)?;
        let start = format!("# guessed from {}:", self.addition.file);
        let mut lines = above.lines().rev();
        // Up to the header of the entity, and the comment above it.
        lines.find_map(|line| line.trim_start().strip_prefix(start.as_str()))?.trim().parse().ok()
    }
}

pub(super) fn table<'t, 'v>(value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// The words of a value, text by text.
pub(super) fn flat(value: &Value<'_>) -> String {
    match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => items.iter().map(flat).collect::<Vec<_>>().join("\n\n"),
        DeValue::Table(table) => table.values().map(flat).collect::<Vec<_>>().join("\n\n"),
    }
}

/// The words of a design's notes, in their order.
fn spoken_below(design: &str) -> String {
    let mut at = 0;
    for line in design.split_inclusive('\n') {
        if line.trim_start().starts_with("[notes") || line.trim_start().starts_with("notes.") {
            return spoken(design.get(at..).unwrap_or_default());
        }
        at += line.len();
    }
    String::new()
}

/// The words of a text in their order, with a blank on both sides of each.
pub(super) fn spoken(text: &str) -> String {
    let plain = text.replace("\\n", " ").replace('\\', "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |text, word| text + &word.to_lowercase() + " ")
}
