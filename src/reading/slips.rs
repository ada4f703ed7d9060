//! Slips that spoil more lines than their own: what follows from them is not reported.

use std::ops::Range;

use super::lines::{header_from, is_assignment, is_header, line_start};

/// A slip that the parser does not know.
pub(super) enum Slip {
    /// A header without its brackets: its line, and the name.
    Header { range: Range<usize>, name: String },
    /// Text of several lines in quotes that hold one: the quotes.
    Lines { open: Range<usize>, close: Range<usize> },
}

/// A slip, or the place where the parser's words fit; and the lines that are spoiled.
type Found = (Result<Slip, Range<usize>>, Range<usize>);

/// Text of more lines than this in single quotes is not looked for.
const MOST_LINES: usize = 200;

/// The slip behind an error, or only its place, and the lines that it spoils.
pub(super) fn find(text: &str, message: &str, error: &Range<usize>) -> Option<Found> {
    let at = crate::source::floor_char_boundary(text, error.start);
    let start = line_start(text, at);
    let line = line_at(text, start);
    if message.contains("basic string, expected") {
        return several_lines(text, start, '"');
    }
    if message.contains("literal string, expected") {
        return several_lines(text, start, '\'');
    }
    if let Some(name) = header(text, start) {
        let range = start..start + line.trim_end().len();
        let end = header_from(text, next_line(text, start));
        return Some((Ok(Slip::Header { range, name }), start..end));
    }
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    if value.starts_with(['“', '„', '”', '«', '»', '‘', '‚', '’']) {
        let end = typographic_end(text, start, value)?;
        return Some((Err(error.clone()), start..end));
    }
    dashes(text, start, line)
}

fn line_at(text: &str, start: usize) -> &str {
    text[start..].split('\n').next().unwrap_or_default()
}

fn next_line(text: &str, start: usize) -> usize {
    (start + line_at(text, start).len() + 1).min(text.len())
}

/// The lines below one, each with its start.
fn lines_below(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = next_line(text, start);
    std::iter::from_fn(move || {
        (at < text.len()).then(|| {
            let found = (at, line_at(text, at));
            at = next_line(text, at);
            found
        })
    })
}

/// Quotes that are open at the end of a line and close in one below: prose of several lines.
fn several_lines(text: &str, start: usize, quote: char) -> Option<Found> {
    let first = line_at(text, start);
    let open = start + *quotes(first, quote).last()?;
    for (at, line) in lines_below(text, start).take(MOST_LINES) {
        let found = quotes(line, quote);
        match found.as_slice() {
            [] if line.starts_with('[') && line.trim_end().ends_with(']') => return None,
            [] => {}
            [close] => {
                let rest = line[close + 1..].split('#').next().unwrap_or_default();
                let ends = rest.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ']' | '}'));
                // `key = "` begins a string of its own.
                let begins = line[..*close].trim_end().ends_with('=');
                if !ends || begins {
                    return None;
                }
                let close = at + close..at + close + 1;
                let slip = Slip::Lines { open: open..open + 1, close };
                return Some((Ok(slip), start..next_line(text, at)));
            }
            _ => return None,
        }
    }
    None
}

/// The places of the quotes of a line that are not escaped.
fn quotes(line: &str, quote: char) -> Vec<usize> {
    let mut found = Vec::new();
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == quote && !escaped {
            found.push(at);
        }
        escaped = c == '\\' && !escaped && quote == '"';
    }
    found
}

/// The end of the text in typographic quotes that are not closed on their line.
fn typographic_end(text: &str, start: usize, value: &str) -> Option<usize> {
    let closes = |c: char| matches!(c, '”' | '“' | '»' | '«' | '’' | '‘');
    if value.chars().skip(1).any(closes) {
        return None;
    }
    for (at, line) in lines_below(text, start).take(MOST_LINES) {
        if line.contains(closes) {
            return Some(next_line(text, at));
        }
        if is_header(line) || is_assignment(line) {
            return None;
        }
    }
    None
}

/// A list with dashes, one below the other.
fn dashes(text: &str, start: usize, line: &str) -> Option<Found> {
    let is_dash = |line: &str| line.trim_start().starts_with("- ");
    let below = || lines_below(text, start).find(|(_, line)| !line.trim().is_empty());
    let first = if is_dash(line) {
        start
    } else {
        below().filter(|(_, below)| line.trim_end().ends_with('=') && is_dash(below))?.0
    };
    let mut end = next_line(text, first);
    for (at, line) in lines_below(text, first) {
        if !is_dash(line) && !line.trim().is_empty() {
            break;
        }
        end = next_line(text, at);
    }
    let dash = first + line_at(text, first).len() - line_at(text, first).trim_start().len();
    Some((Err(dash + 2..dash + 2), start..end))
}

/// The name that a line without brackets has as its header: `{components.db}`, `monitoring:`.
fn header(text: &str, start: usize) -> Option<String> {
    let line = line_at(text, start).trim();
    let enclosed = [('{', '}'), ('(', ')'), ('<', '>')].into_iter().find_map(|(open, close)| {
        line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).map(str::trim)
    });
    let is_above = lines_below(text, start).next().is_some_and(|(_, below)| is_assignment(below));
    let is_first = text[..start].trim_end_matches([' ', '\r']).ends_with("\n\n")
        || text[..start].trim_end_matches([' ', '\r', '\n']).is_empty();
    let name = match (enclosed, line.strip_suffix(':')) {
        (Some(name), _) => name,
        (None, Some(name)) if is_above => name.trim(),
        (None, None) if is_above && (line.contains('.') || is_first) => line,
        _ => return None,
    };
    let is_part = |part: &str| {
        let part = part.trim();
        let inner = part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        inner.is_some_and(|inner| !inner.contains('"')) || !part.is_empty() && part.chars().all(bare)
    };
    name.split('.').all(is_part).then(|| name.to_owned())
}
