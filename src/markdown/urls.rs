//! Destinations of links and images.

use std::borrow::Cow;

/// A destination that is relative to one folder, as it is written from another: `prefix` leads
/// from there to here (`../designs`). Anything else stays as it is.
pub fn relocate<'u>(url: &'u str, prefix: &str) -> Cow<'u, str> {
    if prefix.is_empty() || !is_relative(url) {
        return Cow::Borrowed(url);
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
    let mut parts: Vec<&str> = Vec::new();
    for part in prefix.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') { "/" } else { "" };
    Cow::Owned(format!("{}{slash}{rest}", parts.join("/")))
}

/// A path without a scheme, a host or a root; an empty one and a mere fragment stay on the page.
fn is_relative(url: &str) -> bool {
    if url.is_empty() || url.starts_with(['/', '#', '?', '\\']) {
        return false;
    }
    let scheme = url.split(['/', '?', '#']).next().unwrap_or(url);
    !scheme.contains(':')
}

/// Writes out what a destination in Markdown, or in a cell of a table, cannot hold.
pub(super) fn encode(url: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '|' | '`');
    if !url.contains(breaks) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len() + 8);
    let mut buffer = [0; 4];
    for c in url.chars() {
        if breaks(c) {
            for byte in c.encode_utf8(&mut buffer).bytes() {
                encoded.push('%');
                encoded.extend([byte >> 4, byte & 15].map(hexadecimal));
            }
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{encode, relocate};

    #[test]
    fn relative_destinations_move_and_others_stay() {
        for (url, prefix, expected) in [
            ("a.png", "../designs", "../designs/a.png"),
            ("./img/a.png", "../designs/", "../designs/img/a.png"),
            ("../img/a.png", "../designs", "../img/a.png"),
            ("../../a.md#x", "designs", "../a.md#x"),
            ("folder/", "d", "d/folder/"),
            ("a.md", "", "a.md"),
            ("#x", "d", "#x"),
            ("/a", "d", "/a"),
            ("https://example.org/a", "d", "https://example.org/a"),
            ("mailto:a@example.org", "d", "mailto:a@example.org"),
            ("a/b:c", "d", "d/a/b:c"),
        ] {
            assert_eq!(relocate(url, prefix), expected, "{url} {prefix}");
        }
    }

    #[test]
    fn what_breaks_a_destination_is_written_out() {
        assert_eq!(encode("a b|c"), "a%20b%7Cc");
        assert_eq!(encode("ä/b"), "ä/b");
    }
}
