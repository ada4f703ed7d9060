//! Values that are not written as TOML writes them: without quotes, as other languages have them.

use std::ops::Range;

use super::mistake::Mistake;
use crate::diagnostic::Finding;
use crate::reading::dates::{self, Day};

impl Mistake<'_> {
    /// The bytes of the value around the place.
    pub(super) fn word(&self) -> Range<usize> {
        let end = |c: char| c.is_whitespace() || matches!(c, '=' | ',' | '[' | ']' | '{' | '}' | '#' | ';');
        let before = self.before();
        let start =
            before.rfind(end).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let rest = self.rest();
        let length = rest.find(end).unwrap_or(rest.len());
        let from = self.line().start + start;
        from..self.line().start + before.len() + length
    }

    /// A day that is written in another way than TOML's.
    pub(super) fn unquoted_day(&self, range: Range<usize>) -> Option<Finding> {
        let word = self.text.get(range.clone())?;
        let day = dates::day(word)?;
        let finding = self.finding_at(range.clone(), format!("`{word}` is not how TOML writes a day"));
        let finding = finding.help(day.help());
        Some(match day {
            Day::Sure(day) => finding.fix(self.span(range), day),
            Day::Likely(day) => finding.suggest(self.span(range), day),
            Day::Either(..) => finding,
        })
    }

    /// A value that begins as a number or a date does, and is neither.
    pub(super) fn unquoted_number(&self) -> Finding {
        let range = self.word();
        let word = self.slice(range.clone());
        if let Some(finding) = self.unquoted_day(range.clone()) {
            return finding;
        }
        let finding = self
            .finding_at(range.clone(), format!("`{word}` is not a number"))
            .help(format!("write it as a string: `\"{word}\"`"));
        // A version has more dots than a number.
        let is_version = word.split('.').count() > 2 && word.split('.').all(|part| !part.is_empty());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
        let sure = is_version && word.chars().all(is_plain);
        self.fix_line(finding, sure, range, format!("\"{word}\""))
    }

    /// A date or a time that does not exist, or is not written in full.
    pub(super) fn invalid_date(&self) -> Finding {
        let range = self.word();
        if let Some(finding) = self.unquoted_day(range) {
            return finding;
        }
        let detail = self.message.replacen(", expected", ": expected", 1);
        let day = dates::last_of_month(self.slice(self.word())).unwrap_or_else(|| "2026-01-31".to_owned());
        self.finding(detail).help(format!("write year, month and day, without quotes: `{day}`"))
    }

    /// A value that is not a string, number, date, boolean, array or table.
    pub(super) fn unquoted_value(&self) -> Finding {
        let rest = self.rest().trim();
        if rest.is_empty() {
            let key = self.before().trim_end_matches([' ', '=']).trim();
            return self.finding("there is no value after the `=`").help(format!("write `{key} = \"…\"`"));
        }
        if let Some(value) = rest.strip_prefix('>').filter(|_| self.before().trim_end().ends_with('=')) {
            return self.equals(value.trim(), self.at()..self.at() + 1);
        }
        if let Some(finding) = self.closing_mark() {
            return finding;
        }
        let bare = if self.is_inside() { first_item(rest) } else { rest };
        let whole = bare.trim_end_matches([',', ']', '}', ' ']);
        // What ends a statement elsewhere goes with the value.
        let bare = whole.trim_end_matches([';', ' ']);
        let range = self.at()..self.at() + whole.len();
        if let Some(finding) = self.unquoted_day(range.clone()) {
            return finding;
        }
        let no_value = || self.finding_at(range.clone(), format!("`{bare}` is not a value of TOML"));
        match bare.to_ascii_lowercase().as_str() {
            word @ ("true" | "false") => {
                let finding = no_value().help(format!("write `{word}`, in small letters"));
                return finding.fix(self.span(range.clone()), word);
            }
            word @ ("yes" | "on" | "no" | "off") => {
                let meant = if matches!(word, "yes" | "on") { "true" } else { "false" };
                return no_value().help(format!("write `{meant}`")).suggest(self.span(range.clone()), meant);
            }
            "today" | "now" | "yesterday" | "tomorrow" => {
                return no_value().help("write year, month and day, without quotes: `2026-01-31`");
            }
            "null" | "nil" | "none" | "undefined" | "~" => return self.null(no_value(), range.clone()),
            _ => {}
        }
        let inner = bare.trim_matches(['“', '”', '„', '«', '»', '‘', '’', '`']);
        let quoted = format!("\"{inner}\"");
        let finding = self.finding_at(range.clone(), format!("the string `{bare}` has no quotes"));
        let finding = finding.help(format!("write it in straight quotes: `{quoted}`"));
        if bare.is_empty()
            || inner.contains(['"', '\\', '\'', '='])
            || inner.contains(',') && !inner.contains('(')
        {
            return finding;
        }
        let finding = finding.fix(self.span(range.clone()), quoted);
        self.other_quotes(range.end)
            .into_iter()
            .fold(finding, |finding, (range, quoted)| finding.fix(self.span(range), quoted))
    }

    /// The further strings of the line that are in typographic quotes, and how to write them.
    fn other_quotes(&self, from: usize) -> Vec<(Range<usize>, String)> {
        let line = self.line();
        let mut found = Vec::new();
        let mut at = from;
        while let Some(start) = self.slice(at..line.end).find(['“', '„', '«']).map(|found| at + found) {
            let inner = start + self.slice(start..line.end).chars().next().map_or(1, char::len_utf8);
            let Some(length) = self.slice(inner..line.end).find(['”', '“', '»']) else { break };
            let end = inner + length;
            let close = self.slice(end..line.end).chars().next().map_or(1, char::len_utf8);
            let text = self.slice(inner..end);
            // A quotation inside of a string is the author's.
            if self.slice(at..start).contains('"') || text.contains(['"', '\\']) {
                break;
            }
            found.push((start..end + close, format!("\"{text}\"")));
            at = end + close;
        }
        found
    }

    /// Without its key nothing is said, which is what `null` says.
    fn null(&self, finding: Finding, value: Range<usize>) -> Finding {
        let finding = finding.help("delete the key: what is not there is not written");
        let line = self.line();
        let before = self.slice(line.start..value.start);
        let after = self.slice(value.end..line.end);
        if !before.contains(['{', '[']) {
            // A comment would be lost with the line.
            if !after.trim().is_empty() || before.trim().is_empty() {
                return finding;
            }
            let rest = self.slice(line.end..self.text.len());
            let line_break = ["\r\n", "\n"].into_iter().find(|ending| rest.starts_with(ending));
            let end = line.end + line_break.map_or(0, str::len);
            return finding.fix(self.span(line.start..end), "");
        }
        let Some(start) = before.rfind([',', '{']).filter(|at| before[*at..].contains('=')) else {
            return finding;
        };
        let is_first = before[start..].starts_with('{');
        let from = line.start + start + usize::from(is_first);
        let comma = after.trim_start().starts_with(',').then(|| after.find(',').map_or(0, |at| at + 1));
        let end = value.end + if is_first { comma.unwrap_or(0) } else { 0 };
        self.fix_line(finding, true, from..end, "")
    }
}

/// The text up to the comma or the bracket that ends an item; those in parentheses do not.
fn first_item(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ']' | '}' if depth == 0 => return &text[..at],
            _ => {}
        }
    }
    // A parenthesis that is never closed hides nothing.
    if depth > 0 { text.split([',', ']', '}']).next().unwrap_or(text) } else { text }
}
