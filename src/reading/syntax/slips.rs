//! What is said of slips that spoil more lines than their own.

use std::ops::Range;

use crate::diagnostic::Finding;
use crate::reading::rules::TOML_SYNTAX;
use crate::reading::slips::Slip;
use crate::source::{FileId, Span};

/// What was done wrong, and what to type.
pub(in crate::reading) fn slip(text: &str, file: FileId, slip: Slip) -> Finding {
    match slip {
        Slip::Header { range, name } => bare_header(text, file, range, &name),
        Slip::Lines { open, close } => several_lines(text, file, open, close),
        Slip::TwoQuotes(range) => two_quotes(file, range),
        Slip::Items { first, empty } => items(text, file, first, empty),
        Slip::Dashes { lines, items } => dashes(text, file, lines, &items),
        Slip::Typographic { open, close } => typographic(file, open, close),
    }
}

/// A header that is not in brackets.
fn bare_header(text: &str, file: FileId, range: Range<usize>, name: &str) -> Finding {
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

/// Two quotes before a text of several lines.
fn two_quotes(file: FileId, range: Range<usize>) -> Finding {
    let end = Span::new(file, range.end..range.end);
    Finding::new(&TOML_SYNTAX, Span::new(file, range), "two quotes are an empty string")
        .label("the text below is outside of it")
        .help("write `\"\"\"` before text of several lines")
        .fix(end, "\"")
}

/// Items of a list whose first line is missing.
fn items(text: &str, file: FileId, first: Range<usize>, empty: Option<Range<usize>>) -> Finding {
    let finding = Finding::new(&TOML_SYNTAX, Span::new(file, first), "these items are not in a list")
        .label("the first of them");
    let Some(empty) = empty else {
        return finding.help("write the key and an opening bracket above them: `KEY = [`");
    };
    let written = text.get(empty.clone()).unwrap_or_default();
    finding.help(format!("write `[` in place of the `{written}` above them")).fix(Span::new(file, empty), "[")
}

/// Text of several lines in quotes that are for one line.
fn several_lines(text: &str, file: FileId, open: Range<usize>, close: Range<usize>) -> Finding {
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

/// A list as Markdown and YAML have it.
fn dashes(text: &str, file: FileId, lines: Range<usize>, items: &[String]) -> Finding {
    let quoted = |item: &String| {
        let item = item.trim_end_matches(',');
        let inner = item.strip_prefix(['"', '\'']).and_then(|inner| inner.strip_suffix(['"', '\'']));
        format!("\"{}\"", inner.unwrap_or(item).replace('\\', "\\\\").replace('"', "\\\""))
    };
    let list = format!("[{}]", items.iter().map(quoted).collect::<Vec<_>>().join(", "));
    // From the end of the line with the key, whose blank may be missing.
    let written = text.get(..lines.start).unwrap_or_default();
    let key_end = written.trim_end().len();
    let has_key = written.get(..key_end).is_some_and(|before| before.ends_with('='));
    let finding =
        Finding::new(&TOML_SYNTAX, Span::new(file, lines.clone()), "a list is not written with dashes")
            .label("these items")
            .help(format!("write `{list}`"));
    if has_key { finding.fix(Span::new(file, key_end..lines.end), format!(" {list}")) } else { finding }
}

/// Text of several lines in typographic quotes.
fn typographic(file: FileId, open: Range<usize>, close: Range<usize>) -> Finding {
    let (open, close) = (Span::new(file, open), Span::new(file, close));
    Finding::new(&TOML_SYNTAX, open, "typographic quotes do not begin a string")
        .label("opened here")
        .related(close, "closed here")
        .help("text of several lines is written between `\"\"\"` and `\"\"\"`")
        .fix(open, "\"\"\"")
        .fix(close, "\"\"\"")
}
