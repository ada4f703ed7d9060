//! From the tree to JSON: a key a line, and the same bytes for the same tree.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use serde::de::IgnoredAny;
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeValue};

/// Writes a tree as JSON.
pub struct JsonWriter<'r> {
    /// Texts that take the place of values, by the places of these.
    replaced: &'r HashMap<Range<usize>, &'r str>,
    out: String,
    depth: usize,
}

/// The value of an entry.
#[derive(Clone, Copy)]
pub enum Piece<'t> {
    /// One of a tree, as it is written there.
    Tree(&'t Spanned<DeValue<'t>>),
    /// One that is JSON already.
    Json(&'t serde_json::Value),
}

impl<'r> JsonWriter<'r> {
    /// A writer that puts texts in the place of values.
    pub fn new(replaced: &'r HashMap<Range<usize>, &'r str>) -> Self {
        Self { replaced, out: String::new(), depth: 0 }
    }

    /// An object of these entries, in their order.
    pub fn object<'t, 'k>(mut self, entries: impl Iterator<Item = (&'k str, Piece<'t>)>) -> String
    where
        't: 'k,
    {
        self.list('{', '}', entries, |out, (key, piece)| {
            out.string(key);
            out.out.push_str(": ");
            match piece {
                Piece::Tree(value) => out.value(value),
                Piece::Json(value) => out.json(value),
            }
        });
        self.out
    }

    fn json(&mut self, value: &serde_json::Value) {
        match value {
            serde_json::Value::Array(items) => self.list('[', ']', items.iter(), Self::json),
            serde_json::Value::Object(entries) => {
                self.list('{', '}', entries.iter(), |out, (key, value)| {
                    out.string(key);
                    out.out.push_str(": ");
                    out.json(value);
                });
            }
            plain => self.push(plain),
        }
    }

    fn entries<'t, 'k>(&mut self, entries: impl Iterator<Item = (&'k str, &'t Spanned<DeValue<'t>>)>)
    where
        't: 'k,
    {
        self.list('{', '}', entries, |out, (key, value)| {
            out.string(key);
            out.out.push_str(": ");
            out.value(value);
        });
    }

    fn list<T>(
        &mut self,
        open: char,
        close: char,
        items: impl Iterator<Item = T>,
        mut item: impl FnMut(&mut Self, T),
    ) {
        self.out.push(open);
        self.depth += 1;
        let mut is_empty = true;
        for value in items {
            self.out.push_str(if is_empty { "" } else { "," });
            self.line();
            item(self, value);
            is_empty = false;
        }
        self.depth -= 1;
        if !is_empty {
            self.line();
        }
        self.out.push(close);
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        if let Some(text) = self.replaced.get(&value.span()) {
            return self.string(text);
        }
        match value.get_ref() {
            DeValue::String(text) => self.string(text),
            DeValue::Boolean(value) => self.push(value),
            DeValue::Integer(number) => self.number(&integer(number)),
            DeValue::Float(number) => self.number(&float(number)),
            DeValue::Datetime(moment) => self.string(&moment.to_string()),
            DeValue::Array(items) => self.list('[', ']', items.iter(), Self::value),
            DeValue::Table(table) => {
                self.entries(table.iter().map(|(key, value)| (&**key.get_ref(), value)));
            }
        }
    }

    /// A number, or as a string what is none in JSON.
    fn number(&mut self, text: &str) {
        if serde_json::from_str::<IgnoredAny>(text).is_ok() {
            self.out.push_str(text);
        } else {
            self.string(text);
        }
    }

    fn string(&mut self, text: &str) {
        let text = serde_json::Value::from(text);
        self.push(&text);
    }

    fn push(&mut self, value: &dyn std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{value}");
    }
}

/// A whole number in tens.
fn integer(number: &DeInteger<'_>) -> String {
    let digits = number.as_str().trim_start_matches('+');
    match number.radix() {
        10 => digits.to_owned(),
        radix => i128::from_str_radix(digits, radix).map_or_else(|_| number.to_string(), |n| n.to_string()),
    }
}

fn float(number: &DeFloat<'_>) -> String {
    number.as_str().trim_start_matches('+').to_owned()
}
