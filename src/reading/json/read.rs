//! From JSON to the tree.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::reading::TomlTable;

/// How deep values may be in one another.
const DEEPEST: usize = 100;

/// Why a text is not a JSON object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotJson {
    message: String,
    /// The byte at which that shows.
    pub offset: usize,
}

/// The tree of a text that is a JSON object. A key that is `null` is absent, and of equal keys the last one
/// counts. Dates are strings.
///
/// # Errors
/// When the text is something else, or is nested too deep.
pub fn json_tree(text: &str) -> Result<TomlTable<'_>, NotJson> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return Err(in_words(&error, text));
    }
    // From here on, the text is known to be well-formed.
    let mut cursor = Cursor { text, at: 0 };
    cursor.blanks();
    match cursor.value(None, 0)? {
        Some((DeValue::Table(table), _)) => Ok(table),
        _ => Err(NotJson { message: "it is not an object".to_owned(), offset: 0 }),
    }
}

fn in_words(error: &serde_json::Error, text: &str) -> NotJson {
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message).to_owned();
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = before.map(str::len).sum();
    let offset = (line + error.column().saturating_sub(1)).min(text.len());
    NotJson { message, offset: crate::source::floor_char_boundary(text, offset) }
}

/// A place in a well-formed text.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Goes over a mark that may be here, and the blanks after it.
    fn skip(&mut self, mark: u8) -> bool {
        let is_here = self.next() == Some(mark);
        self.at += usize::from(is_here);
        self.blanks();
        is_here
    }

    /// The value that begins here, with its place; nothing for `null`. A table has the place of its key.
    fn value(
        &mut self,
        key: Option<Range<usize>>,
        depth: usize,
    ) -> Result<Option<(DeValue<'t>, Range<usize>)>, NotJson> {
        let start = self.at;
        if depth > DEEPEST {
            let message = format!("it is nested more than {DEEPEST} levels deep");
            return Err(NotJson { message, offset: start });
        }
        let value = match self.next() {
            Some(b'{') => {
                let place = key.unwrap_or(start..start + 1);
                return Ok(Some((DeValue::Table(self.table(depth)?), place)));
            }
            Some(b'[') => DeValue::Array(self.array(depth)?.into_iter().collect()),
            Some(b'"') => DeValue::String(self.string()?),
            _ => {
                let rest = self.rest();
                let ends = |c: char| matches!(c, ',' | ']' | '}') || c.is_ascii_whitespace();
                let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
                self.at += word.len();
                // A number of JSON is one of TOML, and so are `true` and `false`.
                match DeValue::parse(word) {
                    Ok(value) if word != "null" => value.into_inner(),
                    _ => return Ok(None),
                }
            }
        };
        Ok(Some((value, start..self.at)))
    }

    fn table(&mut self, depth: usize) -> Result<DeTable<'t>, NotJson> {
        let mut table = DeTable::new();
        self.skip(b'{');
        while !self.skip(b'}') && self.next().is_some() {
            let start = self.at;
            let key: DeString<'t> = self.string()?;
            let place = start..self.at;
            self.blanks();
            self.skip(b':');
            if let Some((value, span)) = self.value(Some(place.clone()), depth + 1)? {
                table.insert(Spanned::new(place, key), Spanned::new(span, value));
            }
            self.blanks();
            self.skip(b',');
        }
        Ok(table)
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Spanned<DeValue<'t>>>, NotJson> {
        let mut items = Vec::new();
        self.skip(b'[');
        while !self.ends_array() {
            let value = self.value(None, depth + 1)?;
            items.extend(value.map(|(value, span)| Spanned::new(span, value)));
            self.blanks();
            self.skip(b',');
        }
        Ok(items)
    }

    /// Whether the array ends here; its bracket is the last byte of its value.
    fn ends_array(&mut self) -> bool {
        let is_end = matches!(self.next(), Some(b']') | None);
        self.at += usize::from(self.next() == Some(b']'));
        is_end
    }

    fn string(&mut self) -> Result<DeString<'t>, NotJson> {
        let start = self.at;
        let inner = self.text.get(start + 1..).unwrap_or_default();
        let mut is_escaped = false;
        let length = inner.bytes().position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        });
        let length = length.unwrap_or(inner.len());
        self.at = (start + length + 2).min(self.text.len());
        let plain = &inner[..length];
        if !plain.contains('\\') {
            return Ok(Cow::Borrowed(plain));
        }
        let literal = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str::<String>(literal)
            .map(Cow::Owned)
            .map_err(|_| NotJson { message: "it has half of a surrogate pair".to_owned(), offset: start })
    }
}
