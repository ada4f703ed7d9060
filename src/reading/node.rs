//! A value of the tree, with its place and its name.

use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Reader;
use crate::source::Span;

/// A table of the tree, in which keys keep their order and places.
pub type TomlTable<'t> = DeTable<'t>;

/// Who chose the name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The format: it is a key.
    Key,
    /// The author, within the characters of ids.
    Id,
    /// The author, freely.
    Name,
}

/// A value that is about to be read.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    /// The value.
    pub value: &'t DeValue<'t>,
    /// Where it is written; for a table, its header, or its first key if it has none.
    pub span: Span,
    /// The value's key; for an item of an array, the key of the array.
    pub name: &'t str,
    /// Where the key is written.
    pub key: Span,
    /// Who chose the name.
    pub naming: Naming,
    /// Whether it is an item of an array.
    pub is_item: bool,
    /// Whether its table was made from a plain value.
    pub is_short: bool,
}

impl<'t> Node<'t> {
    /// An entry of a table.
    pub fn entry(
        reader: &Reader<'_>,
        key: &'t TomlSpanned<DeString<'t>>,
        value: &'t TomlSpanned<DeValue<'t>>,
    ) -> Self {
        Node {
            value: value.get_ref(),
            span: reader.span(value.span()),
            name: key.get_ref(),
            key: reader.span(key.span()),
            naming: Naming::Key,
            is_item: false,
            is_short: false,
        }
    }

    /// An entry whose name the author chose.
    #[must_use]
    pub fn named(self, naming: Naming) -> Self {
        Node { naming, ..self }
    }

    /// The value's name in findings, after its key.
    pub fn subject(self) -> String {
        let name = self.name;
        if self.is_item { format!("an item of `{name}`") } else { format!("`{name}`") }
    }

    /// An item of an array, under the array's name.
    #[must_use]
    pub fn item(self, reader: &Reader<'_>, value: &'t TomlSpanned<DeValue<'t>>) -> Self {
        Node { value: value.get_ref(), span: reader.span(value.span()), is_item: true, ..self }
    }

    /// The value as a table.
    pub fn table(self) -> Option<&'t TomlTable<'t>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The type's name with its article, for findings.
    pub fn type_name(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(datetime) if datetime.date.is_none() => "a time",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        }
    }

    /// Whether a dot split a name that the author chose, so that `key` is only its end:
    /// `Node.js = …` is a table `Node` that contains `js`. Keys that are `known` below the name are
    /// not a part of it.
    pub fn split_at(
        self,
        key: &TomlSpanned<DeString<'_>>,
        reader: &Reader<'_>,
        known: &[&str],
    ) -> Option<Split> {
        if self.naming == Naming::Key || self.is_item || self.is_short {
            return None;
        }
        let text = reader.text();
        let before = text.get(..key.span().start)?.trim_end_matches([' ', '\t']);
        let before = before.strip_suffix('.')?.trim_end_matches([' ', '\t']);
        let start = before.trim_end_matches(['"', '\'']).strip_suffix(self.name)?.len();
        // Quotes around the first part belong to the name.
        let start = start - (before.len() - start - self.name.len());
        let mut name = format!("{}.{}", self.name, key.get_ref());
        let mut last = key.span();
        // `ASP.NET.Core` is split twice.
        let mut inner = self.table()?.get(key.get_ref().as_ref())?.get_ref();
        while let Some((next, value)) = inner.as_table().and_then(|table| table.iter().next()) {
            let is_known = known.contains(&next.get_ref().as_ref());
            if is_known || text.get(last.end..next.span().start).map(str::trim) != Some(".") {
                break;
            }
            name = format!("{name}.{}", next.get_ref());
            last = next.span();
            inner = value.get_ref();
        }
        let whole = text.get(start..last.end)?;
        let mut places = Vec::new();
        for place in reader.keys().same(last.start) {
            let from = place.end.checked_sub(whole.len())?;
            // Written differently elsewhere: only the author can say what is meant.
            if text.get(from..place.end) != Some(whole) {
                places.clear();
                break;
            }
            places.push(reader.span(from..place.end));
        }
        Some(Split { span: reader.span(start..last.end), name, places })
    }
}

/// A name that a dot split.
pub struct Split {
    /// Where it is written first.
    pub span: Span,
    /// The whole name.
    pub name: String,
    /// Every place where it is written, if all are alike.
    pub places: Vec<Span>,
}
