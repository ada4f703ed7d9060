//! What is written around the cursor.

use std::ops::Range;

use crate::reading::{Form, Mark, Outline};

/// The key or the value that the cursor is in, or that would be there.
pub(super) struct Cursor {
    /// The mark that would be there if something were typed.
    pub(super) mark: Mark,
    /// What of it is before the cursor, without a quote.
    pub(super) typed: String,
    /// Where that begins.
    pub(super) start: usize,
    /// The offset of the cursor.
    pub(super) at: usize,
    /// The quotes before it, if there are any.
    pub(super) quotes: Option<String>,
    /// Whether the same quotes are after it on its line.
    pub(super) is_closed: bool,
}

/// What may be typed anywhere.
const TYPED: &str = "_";

impl Cursor {
    pub(super) fn of(text: &str, at: usize) -> Option<Self> {
        let (before, after) = (text.get(..at)?, text.get(at..)?);
        let probe = format!("{before}{TYPED}{after}");
        let outline = Outline::of(&probe);
        let covers = |mark: &&Mark| mark.range.start <= at && at < mark.range.end;
        let mark = outline.marks.into_iter().rev().find(|mark| covers(&mark))?;
        let written = probe.get(mark.range.clone())?;
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes));
        let start = mark.range.start + quotes.map_or(0, str::len);
        let start = start.min(at);
        let line = after.lines().next().unwrap_or_default();
        // A quote that belongs to the next string closes nothing: `["R1, "R2"]`.
        let closing = quotes.and_then(|quotes| line.find(quotes)).map(|found| &line[..found]);
        let is_closed = closing.is_some_and(|inner| !inner.contains([',', ']', '}']) || inner.is_empty());
        let typed = text.get(start..at)?.to_owned();
        let quotes = quotes.map(str::to_owned);
        Some(Self { mark, typed, start, at, quotes, is_closed })
    }

    /// From a part of what is typed to the end of the word after the cursor.
    pub(super) fn range_from(&self, text: &str, start: usize) -> Range<usize> {
        let rest = text.get(self.at..).unwrap_or_default();
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        start..self.at + word
    }

    /// All of what is typed, and the word after the cursor.
    pub(super) fn range(&self, text: &str) -> Range<usize> {
        self.range_from(text, self.start)
    }

    /// A value as it has to be written here: with the quotes that are missing.
    pub(super) fn quoted(&self, snippet: &str) -> String {
        match &self.quotes {
            None => format!("\"{snippet}\""),
            Some(quotes) if !self.is_closed => format!("{snippet}{quotes}"),
            Some(_) => snippet.to_owned(),
        }
    }

    /// Whether something follows the word on its line.
    pub(super) fn is_before(&self, text: &str, sign: char) -> bool {
        let end = self.range(text).end;
        let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', '\t', '"', '\'']);
        rest.starts_with(sign)
    }

    /// Whether nothing but blanks is before it on its line.
    pub(super) fn begins_line(&self, text: &str) -> bool {
        let line = text[..self.start].rfind('\n').map_or(0, |found| found + 1);
        self.mark.form == Form::Key && text[line..self.start].trim().is_empty()
    }
}
