//! What is said of a mistake of syntax: one sentence, and what to type instead.
//!
//! The parser says what it expected next; [`explain`] says what the author did. A message that it
//! does not know is shown as the parser words it. A fix is offered only if the line is TOML
//! afterwards.

use std::ops::Range;

mod headers;
mod marks;
mod mistake;
mod quotes;
mod slips;
mod values;

pub(super) use headers::duplicate;
pub(super) use mistake::Mistake;
pub(super) use slips::slip;

use super::rules::TOML_SYNTAX;
use crate::diagnostic::Finding;
use crate::source::{FileId, Span, floor_char_boundary};

/// What was done wrong, where, and what to type.
pub(super) fn explain(mistake: &Mistake<'_>) -> Finding {
    let said = |part: &str| mistake.message.contains(part);
    if said("key with no value") {
        mistake.lonely_key()
    } else if said("string values must be quoted") || said("invalid boolean") {
        mistake.unquoted_value()
    } else if said("unexpected key or value") {
        mistake.trailing()
    } else if said("invalid unquoted key") {
        mistake.bad_key()
    } else if said("basic string, expected `\"`") || said("literal string, expected `'`") {
        mistake.unclosed_string(if said("basic") { '"' } else { '\'' })
    } else if said("missing opening quote") {
        mistake.no_opening_quote()
    } else if said("keys cannot be empty") {
        mistake.empty_key()
    } else if said("unicode value") || said("escape") {
        mistake.escape()
    } else if said("extra comma") {
        mistake.extra_comma()
    } else if said("missing comma") {
        let comma = mistake.missing_comma(said("key-value"));
        if comma.fix.is_empty() { mistake.inner_quote().unwrap_or(comma) } else { comma }
    } else if said("unclosed table") || said("unclosed array table") {
        mistake.unclosed_header()
    } else if let Some(finding) = mistake.closing_mark() {
        finding
    } else if said("invalid date") || said("invalid time") {
        mistake.invalid_date()
    } else if said("leading zero") || said("invalid float") || said("invalid integer") {
        let like_a_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
        if !mistake.slice(mistake.word()).starts_with(like_a_number) {
            return mistake.at_value().unquoted_value();
        }
        mistake.unquoted_number()
    } else if said("recurs") {
        mistake
            .finding("this value is nested too deeply to be read")
            .help("no key of a design needs so many brackets in each other")
    } else if said("cannot extend") {
        let key = mistake.slice(mistake.range.clone());
        mistake
            .finding(format!("`{key}` already has a value"))
            .label("cannot be extended")
            .help("write all its keys in one place: in its braces, or below its own header")
    } else {
        mistake.unknown()
    }
}

impl Mistake<'_> {
    /// A mistake whose message is not known: what is most often the cause, or the parser's words.
    fn unknown(&self) -> Finding {
        let (before, rest) = (self.before().trim_end(), self.rest());
        if let Some(value) = rest.strip_prefix('=').filter(|_| before.ends_with('=')) {
            return self.equals(value.trim(), self.at()..self.at() + 1);
        }
        if let Some(finding) = self.wrong_brackets() {
            return finding;
        }
        let key = before.rsplit(['{', ',']).next().unwrap_or_default().trim();
        if rest.starts_with(':') && !key.is_empty() {
            return self.colon(key);
        }
        self.finding(format!("this is not TOML: {}", self.message))
            .help("write `KEY = VALUE` below a `[header]`, strings in quotes")
    }
}

/// A bracket that is open when the next statement begins.
pub(super) fn unclosed(text: &str, file: FileId, bracket: usize) -> Finding {
    let close = if text.get(bracket..).is_some_and(|rest| rest.starts_with('[')) { ']' } else { '}' };
    Finding::new(&TOML_SYNTAX, Span::new(file, bracket..bracket + 1), "this bracket is never closed")
        .label("opened here")
        .help(format!("close it with `{close}`"))
}

/// What is said where more mistakes follow than are looked for, after the last one.
pub(super) fn and_so_on(text: &str, file: FileId, last: usize) -> Finding {
    let at = floor_char_boundary(text, last);
    let next = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1);
    Finding::new(&TOML_SYNTAX, Span::new(file, next..next), "more syntax errors may follow")
        .label("not read any further")
        .help("fix those above, then check again")
}

/// Quotes that are open when the file ends.
pub(super) fn unclosed_quotes(text: &str, file: FileId, quotes: Range<usize>) -> Finding {
    let written = text.get(quotes.clone()).unwrap_or("\"\"\"").to_owned();
    Finding::new(&TOML_SYNTAX, Span::new(file, quotes), "these quotes are never closed")
        .label("opened here")
        .help(format!("close the string with `{written}`"))
}
