//! Where statements, headers and lines of a text begin, whether it is TOML or not.

use toml::de::DeTable;

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

/// The text up to the end of a table with this header, as TOML. None without such a line, or if no end of it is
/// found soon: what looks like the next header may be a line of a text.
pub fn up_to_end_of<'t>(text: &'t str, header: &str) -> Option<&'t str> {
    const TRIES: usize = 8;
    let mut end = 0;
    while !text.get(end..)?.starts_with(header) {
        end += text.get(end..)?.find('\n')? + 1;
    }
    for _ in 0..TRIES {
        end += text.get(end..)?.find('\n')? + 1;
        end = header_from(text, end);
        let first = text.get(..end)?;
        if DeTable::parse_recoverable(first).1.is_empty() {
            return Some(first);
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::up_to_end_of;

    #[test]
    fn a_table_ends_where_the_next_one_begins() {
        let first = "a = 1\n[t]\nb = \"\"\"\n[no] header\n\"\"\"\n";
        let text = format!("{first}[u]\nc = \"\n[t]\n");
        assert_eq!(up_to_end_of(&text, "[t]"), Some(first));
        assert_eq!(up_to_end_of(first, "[t]"), Some(first));
        assert_eq!(up_to_end_of(&text, "[v]"), None);
        assert_eq!(up_to_end_of("[t]\nb = \"\"\"\n[u]\n", "[t]"), None);
    }
}
