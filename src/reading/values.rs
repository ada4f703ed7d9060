//! How values are read: strings, numbers, arrays.

use std::ops::{Deref, Range};

use toml::de::{DeTable, DeValue};

use super::fields::{example, quoted};
use super::rules::{UNKNOWN_VALUE, WRONG_TYPE};
use super::word_lists::{Synonyms, meant};
use super::{Node, Reader, Shape, TomlTable, Unescaped, nearest_word, quote_key};
use crate::diagnostic::{Finding, either};
use crate::source::{Sources, Span, Spanned};

/// A type that is read from a value of the tree.
pub trait Read: Sized {
    /// Reads a value. `None` means that it could not be read (already reported).
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// What the type's values look like.
    fn shape() -> Shape;
}

/// Stands in for a required value that is missing or wrong, so that reading can go on.
pub trait StandIn {
    /// The stand-in, with the place of the table that lacks the value.
    fn stand_in(span: Span) -> Self;
}

/// A plain, trimmed string: a name, a title, a label. It is not Markdown.
#[derive(Clone, Debug)]
pub struct Plain {
    /// The string.
    pub value: String,
    /// Where it is written.
    pub span: Span,
    /// Whether it stands in for a string that is missing or unreadable (already reported).
    pub is_stand_in: bool,
}

impl Plain {
    /// A string that a file of the repository has at this place.
    pub fn taken(value: String, span: Span) -> Self {
        Self { value, span, is_stand_in: false }
    }

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
        Some(Self { value: value.trim().to_owned(), span: node.span, is_stand_in: false })
    }

    fn shape() -> Shape {
        Shape::String
    }
}

impl StandIn for Plain {
    fn stand_in(span: Span) -> Self {
        Self { value: String::new(), span, is_stand_in: true }
    }
}

impl Read for bool {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Boolean(value) => Some(*value),
            DeValue::String(word) => reader.not_a_boolean(node, word),
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
                if items.is_empty() {
                    reader.note_empty(node);
                }
                // A design is kept until its last page is printed, so its lists have no room for more.
                let mut values = Vec::with_capacity(items.len());
                values.extend(items.iter().filter_map(|item| T::read(node.item(reader, item), reader)));
                Some(values)
            }
            _ => reader.not_an_array(node, &example(&Self::shape())),
        }
    }

    fn shape() -> Shape {
        Shape::Array(Box::new(T::shape()))
    }
}

impl<T> StandIn for Vec<T> {
    fn stand_in(_: Span) -> Self {
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

impl<T> StandIn for Spanned<Vec<T>> {
    fn stand_in(span: Span) -> Self {
        Spanned::new(Vec::new(), span)
    }
}

/// Whether a table has this key and nothing else.
pub fn only_table(table: &DeTable<'_>, key: &str) -> bool {
    table.len() == 1 && table.contains_key(key)
}

/// `R1, R2` as several names: words that cannot be anything else. Blanks and the like separate only
/// names with a number, since `Spring Boot` is one name.
pub fn several(text: &str) -> Option<Vec<&str>> {
    let is_name = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let by_comma: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    if by_comma.len() > 1 && by_comma.iter().all(is_name) {
        return Some(by_comma);
    }
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '&' | '+');
    let parts = text.split(is_mark).filter(|part| !matches!(*part, "" | "and" | "or"));
    let parts: Vec<&str> = parts.collect();
    let is_numbered = |part: &&str| part.contains(|c: char| c.is_ascii_digit()) && is_name(part);
    (parts.len() > 1 && parts.iter().all(is_numbered)).then_some(parts)
}

/// Names as the items of an array.
fn items(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

impl Reader<'_> {
    /// The value as a string.
    pub fn string<'t>(&mut self, node: Node<'t>) -> Option<&'t str> {
        match node.value {
            DeValue::String(text) => Some(text),
            _ => self.wrong_type(node, "a string"),
        }
    }

    /// The value as a string, which should be one of some words.
    pub fn word<'t>(&mut self, node: Node<'t>, words: &[&str]) -> Option<&'t str> {
        match node.value {
            DeValue::String(text) => Some(text),
            _ => {
                let help = format!("write {}, in quotes", either(&quoted(words)));
                self.mistyped(node, "a string", Some(help), None)
            }
        }
    }

    /// The value as a table, of the given shape.
    pub fn table<'t>(&mut self, node: Node<'t>, shape: &Shape) -> Option<&'t TomlTable<'t>> {
        let DeValue::Table(table) = node.value else {
            let example = example(shape);
            let header = self.sources.get(self.file).slice(node.span);
            let by_header = header.starts_with("[[");
            let plain = match shape {
                Shape::Cites { shape, .. } => shape,
                shape => shape,
            };
            let has_ids = match plain {
                Shape::OneOf(shapes) => shapes.iter().any(|shape| matches!(shape, Shape::Map { .. })),
                shape => matches!(shape, Shape::Map { .. }),
            };
            let single =
                header.strip_prefix('[').and_then(|rest| rest.split_once("]]")).map(|(name, _)| name);
            if let Some(single) = single.filter(|_| by_header && !has_ids) {
                return self.mistyped(node, "a table", Some(format!("write `{single}]`")), None);
            }
            let help = if node.is_item {
                format!("write a table: `{example}`")
            } else if by_header {
                let name = node.name;
                format!(
                    "its entries have ids: write `[{name}.ID]` with an id of your choice, not `[[{name}]]`"
                )
            } else {
                format!("write a table: `{} = {example}`, or below its header", quote_key(node.name))
            };
            return self.mistyped(node, "a table", Some(help), None);
        };
        Some(table)
    }

    /// Reports a value of another type. Always gives `None`, so that a caller can return it.
    pub fn wrong_type<T>(&mut self, node: Node<'_>, expected: &str) -> Option<T> {
        if self.report_split_names(node) {
            return None;
        }
        // Quoting a boolean would not help: `not-applicable = "true"` is not a reason.
        let quotable = matches!(node.value, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_));
        if quotable && expected.contains("string") {
            let quoted = format!("\"{}\"", self.sources.get(self.file).slice(node.span));
            return self.mistyped(
                node,
                expected,
                Some(format!("write it as a string: `{quoted}`")),
                Some(quoted),
            );
        }
        let is_flag = matches!(node.value, DeValue::Boolean(_)) && expected.contains("string");
        let help = if is_flag && !node.is_item {
            format!("say it in words: `{} = \"…\"`", quote_key(node.name))
        } else {
            format!("write {expected}")
        };
        self.mistyped(node, expected, Some(help), None)
    }

    /// Reports a value of another type, with what to type instead and, if that is certain, the text
    /// that replaces it.
    pub fn mistyped<T>(
        &mut self,
        node: Node<'_>,
        expected: &str,
        help: Option<String>,
        fix: Option<String>,
    ) -> Option<T> {
        let message = format!("{} is {}, but {expected} is expected", node.subject(), node.type_name());
        let mut finding = Finding::new(&WRONG_TYPE, node.span, message).label(format!("expected {expected}"));
        finding.help = help;
        self.report(match fix {
            Some(fix) => finding.fix(node.span, fix),
            None => finding,
        });
        None
    }

    /// Reports a word that is not in its list.
    pub fn unknown_word(&mut self, node: Node<'_>, word: &str, words: &[&str], synonyms: Synonyms) {
        let message = format!("`{word}` is not a value of `{}`", node.name);
        let finding = Finding::new(&UNKNOWN_VALUE, node.span, message);
        let finding = finding.label("unknown word");
        let same = words.iter().find(|known| known.eq_ignore_ascii_case(word));
        self.report(if let Some(same) = same {
            finding.help(format!("write `\"{same}\"`")).fix(node.span, format!("\"{same}\""))
        } else if let Some(meant) =
            meant(word, synonyms).or_else(|| nearest_word(word, words.iter().copied()))
        {
            finding
                .help(format!("did you mean `\"{meant}\"`? Allowed: {}", either(&quoted(words))))
                .suggest(node.span, format!("\"{meant}\""))
        } else {
            finding.help(format!("write {}", either(&quoted(words))))
        });
    }

    fn not_a_boolean<T>(&mut self, node: Node<'_>, word: &str) -> Option<T> {
        let meant = match word.trim().to_lowercase().as_str() {
            "true" | "yes" | "y" | "on" | "1" => "true",
            "false" | "no" | "n" | "off" | "0" => "false",
            _ => {
                return self.mistyped(
                    node,
                    "`true` or `false`",
                    Some("write `true` or `false`".to_owned()),
                    None,
                );
            }
        };
        let help = format!("write `{meant}`, without quotes");
        self.mistyped(node, "`true` or `false`", Some(help), Some(meant.to_owned()))
    }

    fn not_an_array<T>(&mut self, node: Node<'_>, example: &str) -> Option<T> {
        if self.report_split_names(node) {
            return None;
        }
        let written = self.sources.get(self.file).slice(node.span).to_owned();
        let whole = match node.value {
            DeValue::String(_) => true,
            DeValue::Table(table) => {
                let is_item = |key: &str| example.contains(&format!("{key} = "));
                written.starts_with('{')
                    && (table.is_empty() || table.keys().any(|key| is_item(key.get_ref())))
            }
            _ => false,
        };
        if !whole {
            return self.mistyped(node, "an array", Some(format!("write an array: `{example}`")), None);
        }
        let bracketed = match node.value {
            DeValue::String(text) => format!("[{}]", several(text).map_or(written, |names| items(&names))),
            _ => format!("[{written}]"),
        };
        let help = if bracketed.contains('\n') {
            "put it in brackets: `[…]`".to_owned()
        } else {
            format!("put it in brackets: `{bracketed}`")
        };
        self.mistyped(node, "an array", Some(help), Some(bracketed))
    }
}
