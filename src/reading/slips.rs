//! Slips that spoil more lines than their own: what follows from them is not reported.

use std::ops::Range;

use super::lines::{header_from, is_assignment, is_header, line_start};

/// A slip that the parser does not know.
pub(super) enum Slip {
    /// A header without its brackets: its line, and the name.
    Header { range: Range<usize>, name: String },
    /// Text of several lines in quotes that hold one: the quotes.
    Lines { open: Range<usize>, close: Range<usize> },
    /// Text of several lines after two quotes, which ends in three: the two.
    TwoQuotes(Range<usize>),
    /// Items of a list whose first line or bracket is missing: the first of them, and the empty value above, if there is
    /// one.
    Items { first: Range<usize>, empty: Option<Range<usize>> },
    /// A list with dashes: the lines of the items, and the items.
    Dashes { lines: Range<usize>, items: Vec<String> },
    /// Text of several lines in typographic quotes: the quotes.
    Typographic { open: Range<usize>, close: Range<usize> },
}

impl Slip {
    /// A few words and the place, for a text that is not a file of ours.
    pub(super) fn in_words(self) -> (String, Range<usize>) {
        let (words, range) = match self {
            Self::Header { range, .. } => ("this header has no brackets", range),
            Self::Lines { open, .. } => ("this string is never closed", open),
            Self::TwoQuotes(range) => ("this string is empty", range),
            Self::Items { first, .. } => ("these items are not in a list", first),
            Self::Dashes { lines, .. } => ("a list is not written with dashes", lines),
            Self::Typographic { open, .. } => ("typographic quotes do not begin a string", open),
        };
        (words.to_owned(), range)
    }
}

/// A slip, and the lines that it spoils.
type Found = (Slip, Range<usize>);

/// Text of more lines than this in single quotes is not looked for.
const MOST_LINES: usize = 200;

/// The slip that caused an error, and the lines that it spoils.
pub(super) fn find(text: &str, message: &str, error: &Range<usize>) -> Option<Found> {
    let at = crate::source::floor_char_boundary(text, error.start);
    let start = line_start(text, at);
    let line = line_at(text, start);
    if let Some(found) = two_quotes(text, start) {
        return Some(found);
    }
    if message.contains("basic string, expected") {
        return several_lines(text, start, '"');
    }
    if message.contains("literal string, expected") {
        return several_lines(text, start, '\'');
    }
    if let Some(name) = header(text, start) {
        let range = start..start + line.trim_end().len();
        let end = header_from(text, next_line(text, start));
        return Some((Slip::Header { range, name }, start..end));
    }
    if let Some(found) = typographic(text, start) {
        return Some(found);
    }
    if let Some(found) = dashes(text, start, line) {
        return Some(found);
    }
    // `steps =` above the items: the bracket is missing.
    let below = next_line(text, start);
    if line.trim_end().ends_with('=') && is_assignment(line) {
        return items(text, below).map(|(slip, spoiled)| (slip, start..spoiled.end));
    }
    // Where a comma is missing, or a value is not one, the items are in a list.
    let is_first = text[start..at].trim().is_empty() && !message.contains("comma");
    is_first.then(|| items(text, start))?
}

/// `summary = ""`, below it text, and then three quotes.
fn two_quotes(text: &str, start: usize) -> Option<Found> {
    let above = text[..start].trim_end();
    let last = above.rsplit('\n').next().unwrap_or_default();
    let is_empty = is_assignment(last) && last.ends_with("\"\"") && last.matches('"').count() == 2;
    if !is_empty || is_assignment(line_at(text, start)) {
        return None;
    }
    let below = std::iter::once((start, line_at(text, start))).chain(lines_below(text, start));
    let mut inside = below.take(MOST_LINES).take_while(|(_, line)| !is_header(line));
    let (end, line) = inside.find(|(_, line)| line.contains("\"\"\""))?;
    // `code = """` begins a string.
    let closes = line.trim_end().ends_with("\"\"\"") && !line.trim_end_matches(['"', ' ']).ends_with('=');
    closes.then(|| {
        let open = above.len() - 2..above.len();
        (Slip::TwoQuotes(open), start..next_line(text, end))
    })
}

/// Lines that can only be items of a list, or its end.
fn items(text: &str, start: usize) -> Option<Found> {
    let is_item = |line: &str| {
        let line = line.trim();
        let is_end = matches!(line, "]" | "]," | "}" | "},");
        is_end || (line.starts_with(['{', '"', '\'']) && !is_assignment(line))
    };
    let first = line_at(text, start);
    if !is_item(first) {
        return None;
    }
    let below = lines_below(text, start).take_while(|(_, line)| is_item(line)).last();
    let (last, _) = below?;
    let above = text[..start].trim_end();
    let value =
        above.rsplit('\n').next().filter(|line| is_assignment(line)).and_then(|line| line.split_once('='));
    let is_empty = |value: &&str| matches!(*value, "" | "\"\"" | "''" | "[]" | "{}");
    let value = value.map(|(_, value)| value.trim()).filter(is_empty);
    let empty = value.map(|value| above.len() - value.len()..above.len());
    let indent = first.len() - first.trim_start().len();
    let range = start + indent..start + first.trim_end().len();
    Some((Slip::Items { first: range, empty }, start..next_line(text, last)))
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
                // `key = "` begins a new string.
                let begins = line[..*close].trim_end().ends_with('=');
                if !ends || begins {
                    return None;
                }
                let close = at + close..at + close + 1;
                let slip = Slip::Lines { open: open..open + 1, close };
                return Some((slip, start..next_line(text, at)));
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

/// Text in typographic quotes that are not closed on their line.
fn typographic(text: &str, start: usize) -> Option<Found> {
    const OPEN: [char; 8] = ['“', '„', '”', '«', '»', '‘', '‚', '’'];
    const CLOSE: [char; 6] = ['”', '“', '»', '«', '’', '‘'];
    let line = line_at(text, start);
    let open = line.find('=').filter(|at| line[at + 1..].trim_start().starts_with(OPEN))?;
    let open = open + line[open..].find(OPEN)?;
    let first = line[open..].chars().next().map_or(1, char::len_utf8);
    if line[open + first..].contains(CLOSE) {
        return None;
    }
    for (at, below) in lines_below(text, start).take(MOST_LINES) {
        if let Some((close, quote)) = below.rmatch_indices(CLOSE).next() {
            let open = start + open..start + open + first;
            let close = at + close..at + close + quote.len();
            return Some((Slip::Typographic { open, close }, start..next_line(text, at)));
        }
        if is_header(below) || is_assignment(below) {
            return None;
        }
    }
    None
}

/// A list with dashes, one below the other.
fn dashes(text: &str, start: usize, line: &str) -> Option<Found> {
    let item = |line: &str| line.trim().strip_prefix("- ").map(|item| item.trim().to_owned());
    let below = || lines_below(text, start).find(|(_, line)| !line.trim().is_empty());
    let first = if item(line).is_some() {
        start
    } else {
        below().filter(|(_, below)| line.trim_end().ends_with('=') && item(below).is_some())?.0
    };
    let mut items = Vec::new();
    let mut last = first..next_line(text, first);
    for (at, line) in std::iter::once((first, line_at(text, first))).chain(lines_below(text, first)) {
        match item(line) {
            Some(item) => items.push(item),
            None if line.trim().is_empty() => {}
            None => break,
        }
        last = at..next_line(text, at);
    }
    let trimmed = text[..last.end].trim_end().len();
    Some((Slip::Dashes { lines: first..trimmed, items }, start..last.end))
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
