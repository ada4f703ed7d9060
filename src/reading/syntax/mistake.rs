//! A mistake as the parser reports it, and what is around it.

use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::Finding;
use crate::reading::rules::TOML_SYNTAX;
use crate::source::{FileId, Span, floor_char_boundary};

/// A mistake as the parser reports it.
pub(in crate::reading) struct Mistake<'t> {
    /// The file's text.
    pub(in crate::reading) text: &'t str,
    /// The file.
    pub(in crate::reading) file: FileId,
    /// The parser's words.
    pub(in crate::reading) message: &'t str,
    /// Where it noticed.
    pub(in crate::reading) range: Range<usize>,
}

impl<'t> Mistake<'t> {
    /// A finding at the place; what is only a line break is drawn at the end of its line.
    pub(super) fn finding(&self, message: impl Into<String>) -> Finding {
        let there = self.text.get(self.range.clone()).unwrap_or_default();
        let range =
            if there.trim().is_empty() { self.range.start..self.range.start } else { self.range.clone() };
        self.finding_at(range, message)
    }

    /// A finding at another place of the file.
    pub(super) fn finding_at(&self, range: Range<usize>, message: impl Into<String>) -> Finding {
        Finding::new(&TOML_SYNTAX, self.span(range), message)
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where it is noticed, between two characters.
    pub(super) fn at(&self) -> usize {
        floor_char_boundary(self.text, self.range.start)
    }

    /// The line that contains it, without its end.
    pub(super) fn line(&self) -> Range<usize> {
        let at = self.at();
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |found| at + found);
        start..end
    }

    /// The rest of the line, from the place on, without a comment.
    pub(super) fn rest(&self) -> &'t str {
        let rest = self.slice(self.at()..self.line().end);
        rest.split(" #").next().unwrap_or(rest).trim_end()
    }

    /// The line up to the place.
    pub(super) fn before(&self) -> &'t str {
        self.slice(self.line().start..self.at())
    }

    /// The line without its comment.
    pub(super) fn statement(&self) -> Range<usize> {
        let line = self.line();
        let end = self.at() + self.rest().len();
        let blanks = self.slice(line.start..end).len() - self.slice(line.start..end).trim_start().len();
        line.start + blanks..end.max(line.start + blanks)
    }

    /// Whether others follow in the same brackets or braces.
    pub(super) fn is_inside(&self) -> bool {
        self.before().contains(['{', '['])
    }

    /// The same mistake, at the beginning of the value that contains it.
    pub(super) fn at_value(&self) -> Self {
        let before = self.before();
        let start = before.rfind(['=', '[', '{', ',']).map_or(0, |at| at + 1);
        let blanks = before[start..].len() - before[start..].trim_start().len();
        let start = self.line().start + start + blanks;
        Self { range: start..self.range.end.max(start), ..*self }
    }

    /// Whether the line is TOML after an edit: as a statement, or as an item of an array.
    pub(super) fn mends_the_line(&self, range: &Range<usize>, replacement: &str) -> bool {
        let line = self.line();
        if range.start < line.start || range.end > line.end {
            return false;
        }
        let edited =
            [self.slice(line.start..range.start), replacement, self.slice(range.end..line.end)].concat();
        let parses = |text: &str| DeTable::parse(text).is_ok();
        parses(&edited) || parses(&format!("x = [\n{edited}\n]"))
    }

    /// A fix if the line is TOML afterwards; otherwise nothing is added.
    pub(super) fn fix_line(
        &self,
        finding: Finding,
        sure: bool,
        range: Range<usize>,
        replacement: impl Into<String>,
    ) -> Finding {
        let replacement = replacement.into();
        if self.mends_the_line(&range, &replacement) {
            finding.fix_if(sure, self.span(range), replacement)
        } else {
            finding
        }
    }
}
