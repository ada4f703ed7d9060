//! Files of others as one tree of values with places, whether they are written in JSON, YAML or TOML.

mod json;
mod yaml;

use std::rc::Rc;

use toml::de::DeValue;

use super::TomlTable;
use crate::source::{FileId, Span, Spanned};

/// A value and its place. A value that several places name, such as an anchor of YAML, is one.
#[derive(Debug)]
pub struct Datum {
    /// Where it is; of an object and of a list where it begins.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// A value of JSON, YAML or TOML.
#[derive(Debug)]
pub enum Data {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A string, or a date.
    Text(String),
    /// A list.
    List(Vec<Rc<Datum>>),
    /// An object, in the order of the file. Of equal keys the last one counts.
    Object(Vec<(Spanned<String>, Rc<Datum>)>),
}

/// Why a text is not a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoData {
    /// Where that shows.
    pub span: Span,
    /// The end of a sentence.
    pub why: String,
}

/// How deep values may be in one another.
const DEEPEST: usize = 100;

impl Datum {
    /// Reads JSON, or YAML: a text that begins with a brace is JSON.
    ///
    /// # Errors
    /// When it is not well-formed, or too deep.
    pub fn read(text: &str, file: FileId) -> Result<Rc<Self>, NoData> {
        if text.trim_start().starts_with('{') { json::read(text, file) } else { yaml::read(text, file) }
    }

    /// The tree of a file of TOML.
    pub fn of_toml(table: &TomlTable<'_>, file: FileId) -> Rc<Self> {
        Rc::new(Self { span: Span::new(file, 0..0), data: of_table(table, file) })
    }

    /// The value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Rc<Datum>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A key of an object and its value.
    pub fn entry(&self, key: &str) -> Option<&(Spanned<String>, Rc<Datum>)> {
        self.entries().iter().rev().find(|(name, _)| name.value == key)
    }

    /// The entries of an object; none of another value.
    pub fn entries(&self) -> &[(Spanned<String>, Rc<Datum>)] {
        if let Data::Object(entries) = &self.data { entries } else { &[] }
    }

    /// The items of a list; none of another value.
    pub fn items(&self) -> &[Rc<Datum>] {
        if let Data::List(items) = &self.data { items } else { &[] }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.data, Data::Object(_))
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        if let Data::Text(text) = &self.data { Some(text) } else { None }
    }

    /// A string, a number or a truth value, as it is written.
    pub fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) | Data::Number(text) => Some(text),
            Data::Boolean(true) => Some("true"),
            Data::Boolean(false) => Some("false"),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        matches!(self.data, Data::Boolean(true))
    }

    /// A text and its place.
    pub fn spanned(&self) -> Option<Spanned<String>> {
        self.scalar().map(|text| Spanned::new(text.to_owned(), self.span))
    }

    /// The text of a key, if it says something.
    pub fn said(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key)?.spanned().filter(|text| !text.value.trim().is_empty())
    }

    /// The same without its place; empty where nothing is said.
    pub fn word(&self, key: &str) -> String {
        self.said(key).map(|text| text.value).unwrap_or_default()
    }

    /// The place that a JSON pointer names below this one, such as `/components/schemas/Order`.
    pub fn pointed(self: &Rc<Self>, pointer: &str) -> Option<Rc<Self>> {
        let mut at = Rc::clone(self);
        for part in pointer.split('/').skip(1) {
            let part = unescaped(part);
            let next = match &at.data {
                Data::List(items) => items.get(part.parse::<usize>().ok()?).cloned(),
                _ => at.get(&part).cloned(),
            };
            at = next?;
        }
        Some(at)
    }

    /// The value as JSON, unless it has more than `most` values.
    pub fn to_json(&self, most: usize) -> Option<serde_json::Value> {
        self.json(&mut { most })
    }

    fn json(&self, left: &mut usize) -> Option<serde_json::Value> {
        use serde_json::Value;
        *left = left.checked_sub(1)?;
        Some(match &self.data {
            Data::Null => Value::Null,
            Data::Boolean(value) => Value::Bool(*value),
            Data::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())),
            Data::Text(text) => Value::from(text.as_str()),
            Data::List(items) => {
                Value::Array(items.iter().map(|item| item.json(left)).collect::<Option<_>>()?)
            }
            Data::Object(entries) => Value::Object(
                entries
                    .iter()
                    .map(|(key, value)| Some((key.value.clone(), value.json(left)?)))
                    .collect::<Option<_>>()?,
            ),
        })
    }
}

/// A part of a pointer: `~1` is a slash, `~0` a tilde; in the address of a reference `%7B` is a brace.
fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let coded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%');
        bytes.push(coded.unwrap_or(byte));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).replace("~1", "/").replace("~0", "~")
}

fn of_table(table: &TomlTable<'_>, file: FileId) -> Data {
    let entries = table.iter().map(|(key, value)| {
        let name = Spanned::new(key.get_ref().to_string(), Span::new(file, key.span()));
        (name, of_value(value.get_ref(), Span::new(file, value.span())))
    });
    Data::Object(entries.collect())
}

fn of_value(value: &DeValue<'_>, span: Span) -> Rc<Datum> {
    let data = match value {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Boolean(value) => Data::Boolean(*value),
        DeValue::Integer(number) => Data::Number(number.to_string()),
        DeValue::Float(number) => Data::Number(number.to_string()),
        DeValue::Datetime(moment) => Data::Text(moment.to_string()),
        DeValue::Array(items) => Data::List(
            items.iter().map(|item| of_value(item.get_ref(), Span::new(span.file, item.span()))).collect(),
        ),
        DeValue::Table(table) => of_table(table, span.file),
    };
    Rc::new(Datum { span, data })
}
