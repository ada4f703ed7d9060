//! Where keys and values are written in a text that may be half typed.
//!
//! The tree of [`parse`](super::parse) is for checking: it exists only if the text is TOML. An editor asks
//! about texts in which a quote is open or a line is not finished. What can be read of those is here, in
//! the order of the text: each key with the path that it ends, each string, and each other word.

mod scan;
mod tokens;

use std::ops::Range;

use super::edit::Step;
use super::escapes::Unescaped;

/// The keys and values of a text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// What was found, in the order of the text.
    pub marks: Vec<Mark>,
}

/// A key or a value, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The path to it; that of a key ends with the key.
    pub path: Vec<Step>,
    /// The place, quotes included.
    pub range: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A key in a header.
    Header,
    /// A key before `=`, or one that is not finished.
    Key,
    /// A string.
    Text,
    /// A number, a date, a boolean, or a word without its quotes.
    Word,
}

impl Outline {
    /// Reads a text, whatever is wrong with it.
    pub fn of(text: &str) -> Self {
        Self { marks: scan::marks(text) }
    }

    /// The mark that covers an offset, or touches it.
    pub fn at(&self, offset: usize) -> Option<&Mark> {
        let covers = |mark: &&Mark| mark.range.start <= offset && offset <= mark.range.end;
        // Where two touch, the one that begins here is what is pointed at.
        self.marks.iter().filter(covers).max_by_key(|mark| mark.range.start)
    }

    /// The value of the string at a path.
    pub fn text<'t>(&'t self, text: &'t str, path: &[&str]) -> Option<(String, Range<usize>)> {
        let is_there = |mark: &&Mark| {
            mark.form == Form::Text
                && mark.path.len() == path.len()
                && mark.path.iter().zip(path).all(|(step, name)| step.name() == Some(*name))
        };
        let mark = self.marks.iter().find(is_there)?;
        Some((mark.value(text), mark.range.clone()))
    }

    /// The keys directly below a path, each as often as it is written.
    pub fn keys_below<'t>(&'t self, path: &'t [Step]) -> impl Iterator<Item = &'t str> {
        let below = move |mark: &'t Mark| {
            let is_key = matches!(mark.form, Form::Header | Form::Key);
            let (last, above) = mark.path.split_last()?;
            last.name().filter(|_| is_key && above == path)
        };
        self.marks.iter().filter_map(below)
    }
}

impl Mark {
    /// What it says: the value of a string, and anything else as it is written.
    pub fn value(&self, text: &str) -> String {
        self.decoded(text).text
    }

    /// The place of a part of its value.
    pub fn locate(&self, text: &str, part: Range<usize>) -> Range<usize> {
        let inner = self.decoded(text).locate(part);
        self.range.start + inner.start..self.range.start + inner.end
    }

    /// Whether it is a key.
    pub fn is_key(&self) -> bool {
        matches!(self.form, Form::Header | Form::Key)
    }

    /// The place, without quotes.
    pub fn inner(&self, text: &str) -> Range<usize> {
        let end = self.decoded(text).text.len();
        if end == 0 {
            // Nothing is between the quotes.
            let written = text.get(self.range.clone()).unwrap_or_default();
            let quotes = quotes(written).map_or(0, str::len);
            return self.range.start + quotes
                ..(self.range.start + quotes).max(self.range.end.saturating_sub(quotes));
        }
        self.locate(text, 0..end)
    }

    /// The value. The last quotes of a string may be missing.
    fn decoded(&self, text: &str) -> Unescaped {
        let written = text.get(self.range.clone()).unwrap_or_default();
        match quotes(written) {
            Some(quotes) if !is_closed(written, quotes) => Unescaped::of(&format!("{written}{quotes}")),
            _ => Unescaped::of(written),
        }
    }
}

/// The quotes that a string begins with.
pub(super) fn quotes(written: &str) -> Option<&'static str> {
    ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes))
}

/// Whether a string ends with the quotes that it begins with.
pub(super) fn is_closed(written: &str, quotes: &str) -> bool {
    let inner = written.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
    let escapes = |inner: &str| inner.len() - inner.trim_end_matches('\\').len();
    inner.is_some_and(|inner| quotes.starts_with('\'') || escapes(inner) % 2 == 0)
}
