//! How values are read: strings, numbers, arrays.

use std::ops::{Deref, Range};

use toml::de::{DeTable, DeValue};

use super::fields::list;
use super::rules::{UNKNOWN_VALUE, WRONG_TYPE};
use super::{Node, Reader, Shape, Table, Unescaped, nearest};
use crate::diagnostic::Finding;
use crate::source::{Sources, Span, Spanned};

/// A type that is read from a value of the tree.
pub trait Read: Sized {
    /// Reads it. `None` means that it could not be read and that this was reported.
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// What its values look like.
    fn shape() -> Shape;
}

/// A stand-in for a required value that is missing or wrong, so that reading goes on.
pub trait Missing {
    /// The stand-in, placed at the table that lacks it.
    fn missing(span: Span) -> Self;
}

/// A plain, trimmed string: a name, a title, a label. It is not Markdown.
#[derive(Clone, Debug)]
pub struct Plain {
    /// The string.
    pub value: String,
    /// Where it stands.
    pub span: Span,
    /// It is not there, which was reported.
    pub missing: bool,
}

impl Plain {
    /// The place of a range of the string.
    pub fn locate(&self, sources: &Sources, range: Range<usize>) -> Span {
        let unescaped = Unescaped::of(sources.get(self.span.file).slice(self.span));
        let trimmed = unescaped.text.len() - unescaped.text.trim_start().len();
        let inner = unescaped.locate(range.start + trimmed..range.end + trimmed);
        let start = self.span.start as usize;
        Span::new(self.span.file, start + inner.start..start + inner.end)
    }
}

impl Deref for Plain {
    type Target = str;
    fn deref(&self) -> &str {
        &self.value
    }
}

impl Read for Plain {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let value = reader.string(node)?;
        Some(Self { value: value.trim().to_owned(), span: node.span, missing: false })
    }

    fn shape() -> Shape {
        Shape::String
    }
}

impl Missing for Plain {
    fn missing(span: Span) -> Self {
        Self { value: String::new(), span, missing: true }
    }
}

impl Read for bool {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Boolean(value) => Some(*value),
            _ => reader.wrong_type(node, "`true` or `false`"),
        }
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl Read for Spanned<bool> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        bool::read(node, reader).map(|value| Spanned::new(value, node.span))
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Array(items) => {
                Some(items.iter().filter_map(|item| T::read(node.item(reader, item), reader)).collect())
            }
            _ => reader.not_an_array(node),
        }
    }

    fn shape() -> Shape {
        Shape::Array(Box::new(T::shape()))
    }
}

impl<T> Missing for Vec<T> {
    fn missing(_: Span) -> Self {
        Vec::new()
    }
}

impl<T: Read> Read for Spanned<Vec<T>> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Vec::read(node, reader).map(|items| Spanned::new(items, node.span))
    }

    fn shape() -> Shape {
        Vec::<T>::shape()
    }
}

impl<T> Missing for Spanned<Vec<T>> {
    fn missing(span: Span) -> Self {
        Spanned::new(Vec::new(), span)
    }
}

/// Whether a table holds one key and nothing else.
pub fn only_table(table: &DeTable<'_>, key: &str) -> bool {
    table.len() == 1 && table.contains_key(key)
}

impl Reader<'_> {
    /// The value as a string.
    pub fn string<'t>(&mut self, node: Node<'t>) -> Option<&'t str> {
        match node.value {
            DeValue::String(text) => Some(text),
            _ => self.wrong_type(node, "a string"),
        }
    }

    /// The value as a table.
    pub fn table<'t>(&mut self, node: Node<'t>) -> Option<&'t Table<'t>> {
        match node.value {
            DeValue::Table(table) => Some(table),
            _ => self.wrong_type(node, "a table"),
        }
    }

    /// Reports a value of another type. Always gives `None`, so that a caller can return it.
    pub fn wrong_type<T>(&mut self, node: Node<'_>, expected: &str) -> Option<T> {
        if node.split_name(self).is_some() {
            self.report_split_name(node);
            return None;
        }
        let message = format!("`{}` is {}, but {expected} is expected", node.name, node.type_name());
        let mut finding = Finding::new(&WRONG_TYPE, node.span, message).label(format!("expected {expected}"));
        let quotable = matches!(
            node.value,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
        );
        if quotable && expected.contains("string") {
            let quoted = format!("\"{}\"", self.sources.get(self.file).slice(node.span));
            finding = finding.help(format!("write it as a string: `{quoted}`")).fix(node.span, quoted);
        }
        self.report(finding);
        None
    }

    /// Reports a word outside its list.
    pub fn unknown_word(&mut self, node: Node<'_>, word: &str, words: &[&str]) {
        let message = format!("`{word}` is not a value of `{}`", node.name);
        let finding = Finding::new(&UNKNOWN_VALUE, node.span, message);
        self.report(match nearest(word, words.iter().copied()) {
            Some(near) => finding
                .label("unknown word")
                .help(format!("a similar word exists: `\"{near}\"`"))
                .fix(node.span, format!("\"{near}\"")),
            None => finding.label("unknown word").help(format!("one of {}", list(words))),
        });
    }

    fn not_an_array<T>(&mut self, node: Node<'_>) -> Option<T> {
        if !matches!(node.value, DeValue::String(_)) {
            return self.wrong_type(node, "an array");
        }
        let message = format!("`{}` is a string, but an array is expected", node.name);
        let bracketed = format!("[{}]", self.sources.get(self.file).slice(node.span));
        let finding = Finding::new(&WRONG_TYPE, node.span, message).label("expected an array");
        let finding = if bracketed.contains('\n') {
            finding.help("put it in brackets: `[…]`")
        } else {
            finding.help(format!("put it in brackets: `{bracketed}`"))
        };
        self.report(finding.fix(node.span, bracketed));
        None
    }
}
