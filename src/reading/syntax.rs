//! Messages for syntax errors: one sentence, and what to type instead.
//!
//! The parser says what it expected next; [`explain`] says what the author did. Unknown messages
//! are shown in the parser's words.

use std::ops::Range;

use super::rules::TOML_SYNTAX;
use super::{dates, quote_key};
use crate::diagnostic::Finding;
use crate::source::{FileId, Span, floor_char_boundary};

/// A mistake as the parser reports it.
pub(super) struct Mistake<'t> {
    /// The file's text.
    pub(super) text: &'t str,
    /// The file.
    pub(super) file: FileId,
    /// The parser's words.
    pub(super) message: &'t str,
    /// Where the parser noticed it.
    pub(super) range: Range<usize>,
}

/// Says what is wrong, where, and what to type.
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
        let quote = if said("basic") { '"' } else { '\'' };
        mistake
            .finding("the string is never closed")
            .label("a quote is missing")
            .help(format!("close it with `{quote}`; a string of several lines goes in `\"\"\"`"))
    } else if said("missing opening quote") {
        mistake.finding("the string has no opening quote").help("write `\"` before it")
    } else if said("keys cannot be empty") {
        mistake.finding("there is no key before the `=`").help("write `KEY = VALUE`")
    } else if said("unicode value") || said("escape") {
        mistake.finding("a backslash begins an escape that does not exist").label("not an escape").help(
            "write `\\\\` for a backslash, or put the string in single quotes, which take everything as it is",
        )
    } else if said("extra comma") {
        mistake.extra_comma()
    } else if said("missing comma") {
        let pair = if said("key-value") { "pairs" } else { "items" };
        mistake
            .finding(format!("a comma is missing between two {pair}"))
            .label("expected `,` before this")
            .help("write `,` between them")
    } else if said("unclosed table") || said("unclosed array table") {
        mistake
            .finding("the header is not closed")
            .label("expected `]`")
            .help("close it with `]`; quote a name with spaces or other characters")
    } else if said("invalid date") || said("invalid time") {
        let detail = mistake.message.replacen(", expected", ": expected", 1);
        mistake.finding(detail).help("write year, month and day, without quotes: `2026-01-31`")
    } else if said("leading zero") || said("invalid float") || said("invalid integer") {
        let like_a_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
        if !mistake.text.get(mistake.word()).unwrap_or_default().starts_with(like_a_number) {
            return mistake.at_value().unquoted_value();
        }
        mistake.unquoted_number()
    } else if said("recurs") {
        mistake
            .finding("this value is nested too deeply to be read")
            .help("no key of a design needs brackets this deep")
    } else if said("cannot extend") {
        let key = mistake.text.get(mistake.range.clone()).unwrap_or_default();
        mistake
            .finding(format!("`{key}` already has a value"))
            .label("cannot be extended")
            .help("write all its keys in one place: in its braces, or below one header")
    } else {
        mistake
            .finding(format!("this is not TOML: {}", mistake.message))
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

/// A header that is not in brackets.
pub(super) fn bare_header(text: &str, file: FileId, range: Range<usize>, name: &str) -> Finding {
    let written = text.get(range.clone()).unwrap_or_default();
    let blanks = written.len() - written.trim_start().len();
    let span = Span::new(file, range.start + blanks..range.end);
    let message = format!("the header `{}` is not in brackets", written.trim());
    let header = format!("[{name}]");
    Finding::new(&TOML_SYNTAX, span, message)
        .label("a header, as it seems")
        .help(format!("write `{header}`"))
        .fix(span, header)
}

/// Text of several lines in quotes that are for one line.
pub(super) fn several_lines(text: &str, file: FileId, open: Range<usize>, close: Range<usize>) -> Finding {
    let quote = text.get(open.clone()).unwrap_or("\"");
    let three = quote.repeat(3);
    let (open, close) = (Span::new(file, open), Span::new(file, close));
    Finding::new(&TOML_SYNTAX, open, "the string is never closed on its line")
        .label("opened here")
        .related(close, "closed here")
        .help(format!("text of several lines is written between `{three}` and `{three}`"))
        .fix(open, three.as_str())
        .fix(close, three.as_str())
}

/// What is said where more mistakes follow than are looked for, behind the last one.
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

/// A table or a key that stands twice.
pub(super) fn duplicate(mistake: &Mistake<'_>, first: Option<Range<usize>>, others: usize) -> Finding {
    let line = mistake.line();
    let header = mistake.text.get(line).unwrap_or_default().trim();
    let finding = if header.starts_with('[') {
        let header = header.split('#').next().unwrap_or(header).trim();
        mistake
            .finding(format!("the table `{header}` stands twice"))
            .help("give one of them another name, or put the keys of both below one header")
    } else if others > 0 {
        let key = mistake.text.get(mistake.range.clone()).unwrap_or_default();
        mistake
            .finding(format!("the keys `{key}` and {others} more below it are in one table twice"))
            .help("write the header, such as `[components.ID]`, that is missing above them")
    } else {
        let key = mistake.text.get(mistake.range.clone()).unwrap_or_default();
        mistake
            .finding(format!("the key `{key}` is set twice in one table"))
            .help("delete or rename one of them")
    };
    let finding = finding.label("declared again");
    match first {
        Some(first) => finding.related(Span::new(mistake.file, first), "first declared here"),
        None => finding,
    }
}

impl Mistake<'_> {
    /// A finding at the place. A bare line break is drawn at the end of its line.
    fn finding(&self, message: impl Into<String>) -> Finding {
        let there = self.text.get(self.range.clone()).unwrap_or_default();
        let range =
            if there.trim().is_empty() { self.range.start..self.range.start } else { self.range.clone() };
        Finding::new(&TOML_SYNTAX, Span::new(self.file, range), message)
    }

    /// The comma at the place, or the last one before it, should go.
    fn cut_comma(&self, message: &str) -> Finding {
        let at = floor_char_boundary(self.text, self.range.start);
        let (before, rest) = self.text.split_at(at);
        let comma =
            if rest.starts_with(',') { Some(at) } else { before.trim_end().strip_suffix(',').map(str::len) };
        let finding = self.finding(message).help("delete it");
        match comma {
            Some(comma) => {
                let span = Span::new(self.file, comma..comma + 1);
                Finding { span, ..finding }.fix(span, "")
            }
            None => finding,
        }
    }

    /// A comma after another or at the beginning; after a `=`, the value is missing.
    fn extra_comma(&self) -> Finding {
        let before = self.before().trim_end().trim_end_matches(',').trim_end();
        match before.strip_suffix('=') {
            Some(key) => {
                let key = key.rsplit(['{', ',']).next().unwrap_or(key).trim();
                self.finding("there is no value after the `=`").help(format!("write `{key} = \"…\"`"))
            }
            None => self.cut_comma("unexpected comma"),
        }
    }

    /// The line of the mistake, without its line break.
    fn line(&self) -> Range<usize> {
        let at = floor_char_boundary(self.text, self.range.start);
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |found| at + found);
        start..end
    }

    /// The rest of the line, from the place on, without a comment.
    fn rest(&self) -> &str {
        let at = floor_char_boundary(self.text, self.range.start);
        let rest = self.text.get(at..self.line().end).unwrap_or_default();
        rest.split(" #").next().unwrap_or(rest).trim_end()
    }

    /// The line up to the place.
    fn before(&self) -> &str {
        let at = floor_char_boundary(self.text, self.range.start);
        self.text.get(self.line().start..at).unwrap_or_default()
    }

    /// The bytes of the value around the place.
    fn word(&self) -> Range<usize> {
        let end = |c: char| c.is_whitespace() || matches!(c, '=' | ',' | '[' | ']' | '{' | '}' | '#');
        let before = self.before();
        let start =
            before.rfind(end).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let rest = self.rest();
        let length = rest.find(end).unwrap_or(rest.len());
        let from = self.line().start + start;
        from..self.line().start + before.len() + length
    }

    /// A date that is not written as in TOML.
    fn unquoted_day(&self, range: Range<usize>) -> Option<Finding> {
        let word = self.text.get(range.clone())?;
        let (day, sure) = dates::day(word)?;
        let span = Span::new(self.file, range);
        let finding = Finding { span, ..self.finding(format!("`{word}` is not a TOML date")) };
        Some(finding.help(format!("write year, month and day: `{day}`")).fix_if(sure, span, day))
    }

    /// A value that begins like a number or a date, and is neither.
    fn unquoted_number(&self) -> Finding {
        let range = self.word();
        let word = self.text.get(range.clone()).unwrap_or_default();
        if let Some(finding) = self.unquoted_day(range.clone()) {
            return finding;
        }
        let span = Span::new(self.file, range);
        let finding = self
            .finding(format!("`{word}` is not a number"))
            .help(format!("write it as a string: `\"{word}\"`"));
        // A version has more dots than a number.
        let is_version = word.split('.').count() > 2 && word.split('.').all(|part| !part.is_empty());
        if is_version && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')) {
            return finding.fix(span, format!("\"{word}\""));
        }
        finding
    }

    /// The same mistake, at the beginning of its value.
    fn at_value(&self) -> Self {
        let before = self.before();
        let start = before.rfind(['=', '[', '{', ',']).map_or(0, |at| at + 1);
        let blanks = before[start..].len() - before[start..].trim_start().len();
        let start = self.line().start + start + blanks;
        Self { range: start..self.range.end.max(start), ..*self }
    }

    fn lonely_key(&self) -> Finding {
        let line = self.text.get(self.line()).unwrap_or_default().trim();
        let key = self.before().trim();
        if line.starts_with("- ") {
            return self
                .finding("TOML has no lists with dashes")
                .help("write the list in brackets: `KEY = [\"…\", \"…\"]`");
        }
        let rest = self.rest().trim_start();
        if let Some((more, _)) = rest.split_once('=').filter(|(more, _)| !more.trim().is_empty()) {
            let whole = format!("{key} {}", more.trim());
            return self
                .finding(format!("the key `{whole}` has a space"))
                .help(format!("a key must be one word or quoted: `{} = …`", quote_key(&whole)));
        }
        let value = if rest.is_empty() { "\"…\"" } else { rest };
        self.finding(format!("the key `{key}` has no value"))
            .label("expected `=`")
            .help(format!("write `{key} = {value}`"))
    }

    fn unquoted_value(&self) -> Finding {
        let rest = self.rest().trim();
        if rest.is_empty() {
            let key = self.before().trim_end_matches([' ', '=']).trim();
            return self.finding("there is no value after the `=`").help(format!("write `{key} = \"…\"`"));
        }
        // In brackets and braces other values follow.
        let is_inside = self.before().contains(['{', '[']);
        let bare = if is_inside { rest.split([',', ']', '}']).next().unwrap_or(rest) } else { rest };
        let bare = bare.trim_end_matches([',', ']', '}', ' ']);
        let inner = bare.trim_matches(['“', '”', '„', '«', '»', '‘', '’', '`']);
        let range = self.range.start..self.range.start + bare.len();
        let span = Span::new(self.file, range.clone());
        if let Some(finding) = self.unquoted_day(range) {
            return finding;
        }
        match bare.to_ascii_lowercase().as_str() {
            word @ ("true" | "false") => {
                return Finding { span, ..self.finding(format!("`{bare}` is not a TOML value")) }
                    .help(format!("write `{word}`, in lower case"))
                    .fix(span, word);
            }
            "null" | "nil" | "none" | "undefined" => {
                return self
                    .finding(format!("`{bare}` is not a TOML value"))
                    .help("delete the key: TOML leaves out what has no value");
            }
            _ => {}
        }
        let finding = self.finding(format!("the string `{bare}` has no quotes"));
        let quoted = format!("\"{inner}\"");
        let finding = finding.help(format!("write it in straight quotes: `{quoted}`"));
        if bare.is_empty() || inner.contains(['"', '\\', '\'', ',', '=']) {
            return finding;
        }
        finding.fix(span, quoted)
    }

    fn trailing(&self) -> Finding {
        let rest = self.rest();
        if rest.starts_with("//") {
            return self.comment();
        }
        if rest == "," {
            return self.cut_comma("unexpected comma after the value");
        }
        if rest.starts_with([']', '}']) {
            return self
                .finding("this bracket closes nothing")
                .help("delete it, or write the one that it closes");
        }
        let finding = self.finding("unexpected text after the value").label("expected the end of the line");
        if self.before().ends_with(['"', '\'']) {
            finding.help("the string ended before it; write a quote inside a string as `\\\"`")
        } else {
            finding.help("write one key and its value per line")
        }
    }

    fn comment(&self) -> Finding {
        let start = self.range.start;
        let span = Span::new(self.file, start..start + 2);
        Finding { span, ..self.finding("`//` does not begin a comment") }
            .help("a comment begins with `#`")
            .fix(span, "#")
    }

    fn bad_key(&self) -> Finding {
        let rest = self.rest();
        if rest.starts_with("//") {
            return self.comment();
        }
        let key = self.before().rsplit(['{', ',']).next().unwrap_or_default().trim();
        if rest.starts_with(':') && !key.is_empty() {
            let span = Span::new(self.file, self.range.start..self.range.start + 1);
            let finding = self.finding("TOML writes `=` between a key and its value, not `:`");
            return finding.help(format!("write `{key} = …`")).fix(span, " =");
        }
        let shown = match rest.chars().next() {
            Some(c) if c.is_control() => "a control character".to_owned(),
            Some(c) => format!("`{c}`"),
            None => "nothing".to_owned(),
        };
        self.finding(format!("{shown} is not a key"))
            .help("write a key with letters a to z, digits, `-` and `_`, or in quotes")
    }
}
