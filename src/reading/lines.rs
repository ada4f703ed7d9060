//! Where statements, headers and lines of a text begin, whether it is TOML or not.

/// The beginning of the statement that contains `offset`.
pub(super) fn statement_start(text: &str, offset: usize) -> usize {
    let mut start = line_start(text, offset);
    while start > 0 && !is_header(&text[start..]) && !is_assignment(&text[start..]) {
        start = line_start(text, start - 1);
    }
    start
}

/// The first header that begins at `at` or in a line below.
pub(super) fn header_from(text: &str, mut at: usize) -> usize {
    while at < text.len() && !is_header(&text[at..]) {
        at = text[at..].find('\n').map_or(text.len(), |next| at + next + 1);
    }
    at
}

pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

pub(super) fn is_header(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    line.starts_with('[')
        && line[1..].starts_with(|c: char| c == '[' || c.is_alphanumeric() || c == '"')
        && !line.contains(',')
}

pub(super) fn is_assignment(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let key = line.split('=').next().unwrap_or_default();
    line.contains('=')
        && key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''))
}
