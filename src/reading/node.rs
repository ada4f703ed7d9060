//! A value of the tree with its place and its name.

use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Reader;
use crate::source::Span;

/// A table of the tree; keys keep their order and their places.
pub type Table<'t> = DeTable<'t>;

/// A value that is about to be read.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    /// The value.
    pub value: &'t DeValue<'t>,
    /// Where it stands; of a table the header, or its first key where it has none.
    pub span: Span,
    /// The key it stands under; of an array's item the key of the array.
    pub name: &'t str,
    /// Where the key stands.
    pub key: Span,
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
        }
    }

    /// An item of an array, which goes by the array's name.
    #[must_use]
    pub fn item(self, reader: &Reader<'_>, value: &'t TomlSpanned<DeValue<'t>>) -> Self {
        Node { value: value.get_ref(), span: reader.span(value.span()), ..self }
    }

    /// The value as a table.
    pub fn table(self) -> Option<&'t Table<'t>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// An article and the type's name, as findings say it.
    pub fn type_name(self) -> &'static str {
        match self.value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        }
    }

    /// Whether a dot split a name in two: `Node.js = …` is a table `Node` that holds `js`.
    /// Gives the place of the whole name and the name.
    pub fn split_name(self, reader: &Reader<'_>) -> Option<(Span, String)> {
        let (inner, _) = self.table()?.iter().next()?;
        let inner_span = reader.span(inner.span());
        let text = reader.text();
        let between = text.get(self.key.end as usize..inner_span.start as usize)?;
        (between.trim() == ".").then(|| {
            let whole = Span { end: inner_span.end, ..self.key };
            (whole, format!("{}.{}", self.name, inner.get_ref()))
        })
    }
}
