//! Addresses: of links and images, whoever wrote them.
//!
//! An address is judged as the most obliging reader would read it: entities, percent signs and
//! backslashes undone, as often as they were written over each other, letters small, white space
//! and control characters taken out. Only then is the scheme looked for.

use std::borrow::Cow;

/// The schemes of addresses that are allowed on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schemes {
    more: Vec<String>,
}

/// What an address is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A reader goes there.
    Link,
    /// It is loaded with the page.
    Image,
}

/// The schemes that are allowed in every book.
const KNOWN: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Schemes that no book can allow: each of them runs script, or contains a page that does.
const NEVER: [&str; 3] = ["javascript", "vbscript", "data"];

impl Schemes {
    /// The schemes that are allowed in every book, and others.
    pub fn with(more: impl IntoIterator<Item = String>) -> Self {
        let more = more.into_iter().map(|scheme| scheme.to_lowercase());
        Self { more: more.filter(|scheme| Self::can_add(scheme)).collect() }
    }

    /// Whether a book may add a scheme: it is valid and cannot run script.
    pub fn can_add(scheme: &str) -> bool {
        let scheme = scheme.to_lowercase();
        is_scheme(&scheme) && !NEVER.contains(&scheme.as_str())
    }

    /// Whether an address is allowed on a page: it is relative, or has a scheme that passes. One
    /// that begins with `//` takes the page's own scheme, so it passes.
    pub fn pass(&self, address: &str, used: Use) -> bool {
        if !address.contains([':', '&', '%']) || has_plain_scheme(address) {
            return true;
        }
        let Some(address) = undone(address) else { return false };
        let head = address.split(['/', '\\', '?', '#']).next().unwrap_or(&address);
        let Some((scheme, _)) = head.split_once(':') else { return true };
        KNOWN.contains(&scheme)
            || self.more.iter().any(|more| more == scheme)
            || (used == Use::Image && is_picture(&address))
    }

    /// An address as a page may contain it, moved from one folder to another: `prefix` leads from the
    /// page's folder to the one that the address is relative to. `None` if it is not allowed.
    pub fn address<'u>(&self, address: &'u str, prefix: &str, used: Use) -> Option<Cow<'u, str>> {
        self.pass(address, used).then(|| relocate(address, prefix))
    }
}

/// Whether it is the name of a scheme (RFC 3986, 3.1), in small letters.
fn is_scheme(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
}

/// A quick test that nearly all addresses pass.
fn has_plain_scheme(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

/// Whether a `data:` address is a picture that cannot run script.
fn is_picture(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("data:image/") else { return false };
    let kind = rest.split([';', ',']).next().unwrap_or(rest);
    !kind.is_empty()
        && !kind.contains("svg")
        && !kind.contains("xml")
        && kind.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
}

/// How often an address may be written over itself.
const ROUNDS: usize = 8;

/// An address with everything undone that a reader might undo; `None` if there is no end to it.
fn undone(address: &str) -> Option<String> {
    let mut address = bare(address);
    for _ in 0..ROUNDS {
        let next = bare(&without_percent(&without_entities(&address)));
        if next == address {
            return Some(address);
        }
        address = next;
    }
    None
}

/// Small letters, without what no reader sees, and without backslashes before punctuation.
fn bare(address: &str) -> String {
    let mut bare = String::with_capacity(address.len());
    let mut rest = address.chars().filter(|c| !is_unseen(*c)).peekable();
    while let Some(c) = rest.next() {
        let escapes =
            c == '\\' && rest.peek().is_some_and(|next| next.is_ascii_punctuation() && *next != '\\');
        if !escapes {
            bare.extend(c.to_lowercase());
        }
    }
    bare
}

/// White space, control characters, and those that only say how others are laid out.
pub(in crate::markdown) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Undoes the entities that can be in a scheme: numbers, and the names of its characters.
fn without_entities(address: &str) -> Cow<'_, str> {
    if !address.contains('&') {
        return Cow::Borrowed(address);
    }
    let mut decoded = String::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, behind)) = rest.split_once('&') {
        decoded.push_str(before);
        let (character, after) = entity(behind);
        decoded.push_str(&character);
        rest = after;
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// What follows an ampersand: the characters that it means, and what is left.
fn entity(behind: &str) -> (Cow<'static, str>, &str) {
    const NAMES: [(&str, &str); 14] = [
        ("tab", ""),
        ("newline", ""),
        ("colon", ":"),
        ("amp", "&"),
        ("percnt", "%"),
        ("num", "#"),
        ("sol", "/"),
        ("bsol", "\\"),
        ("fjlig", "fj"),
        ("period", "."),
        ("plus", "+"),
        ("shy", ""),
        ("nbsp", ""),
        ("zerowidthspace", ""),
    ];
    if let Some(number) = behind.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(&digits[..end], radix).ok();
        if let Some(c) = code.and_then(char::from_u32) {
            let after = &digits[end..];
            return (c.to_string().into(), after.strip_prefix(';').unwrap_or(after));
        }
    }
    let named = NAMES.iter().find_map(|(name, means)| {
        behind.strip_prefix(name).and_then(|after| after.strip_prefix(';')).map(|after| (*means, after))
    });
    named.map_or((Cow::Borrowed("&"), behind), |(means, after)| (Cow::Borrowed(means), after))
}

fn without_percent(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return Cow::Borrowed(address);
    }
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// A destination that is relative to one folder, as it is written from another: `prefix` leads
/// from there to here (`../designs`). Anything else stays as it is.
fn relocate<'u>(url: &'u str, prefix: &str) -> Cow<'u, str> {
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
    Cow::Owned(format!("{}{slash}{rest}", on_page(&parts.join("/"))))
}

/// The path of a file as an address. A colon in its first part would end a scheme.
fn on_page(path: &str) -> Cow<'_, str> {
    let first = path.split(['/', '?', '#']).next().unwrap_or(path);
    if first.contains(':') { Cow::Owned(format!("./{path}")) } else { Cow::Borrowed(path) }
}

/// A path without a scheme, a host or a root; an empty one and a mere fragment stay on the page.
fn is_relative(url: &str) -> bool {
    if url.is_empty() || url.starts_with(['/', '#', '?', '\\']) {
        return false;
    }
    let scheme = url.split(['/', '?', '#']).next().unwrap_or(url);
    !scheme.contains(':')
}

/// Writes out what a destination in Markdown, or in a cell of a table, cannot contain.
pub(in crate::markdown) fn encode(url: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '|' | '`');
    if !url.contains(breaks) {
        return Cow::Borrowed(url);
    }
    let mut encoded = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        if breaks(c) {
            write_out(c, &mut encoded);
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}

/// The path of a file as an address: characters that would end the path or are not allowed in an
/// address are escaped.
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c) {
            encoded.push(c);
        } else {
            write_out(c, &mut encoded);
        }
    }
    on_page(&encoded).into_owned()
}

/// The path that an address means: what is escaped by percent signs is itself. One that is not UTF-8 then
/// stays as it is.
pub fn decode_path(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits =
            after.get(..2).filter(|digits| first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

fn write_out(c: char, encoded: &mut String) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        encoded.push('%');
        encoded.extend([byte >> 4, byte & 15].map(hexadecimal));
    }
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{Schemes, Use, decode_path, encode, encode_path, relocate};

    #[test]
    fn a_path_is_encoded_and_decoded() {
        for path in ["a b/ü(1).md", "100%25", "a", "%zz", "日"] {
            assert_eq!(decode_path(&encode_path(path)), path);
        }
        assert_eq!(decode_path("a%20b%"), "a b%");
        assert_eq!(decode_path("%ff"), "%ff");
    }

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
            // The text after a slash must not become a scheme.
            ("../javascript:alert(1)", "d", "./javascript:alert(1)"),
        ] {
            assert_eq!(relocate(url, prefix), expected, "{url} {prefix}");
        }
    }

    #[test]
    fn what_breaks_a_destination_is_written_out() {
        assert_eq!(encode("a b|c"), "a%20b%7Cc");
        assert_eq!(encode("ä/b"), "ä/b");
        assert_eq!(encode_path("../sp ace/100%#?.md"), "../sp%20ace/100%25%23%3F.md");
        assert_eq!(encode_path("a:b.md"), "./a:b.md");
    }

    #[test]
    fn only_known_schemes_pass_however_they_are_spelt() {
        let schemes = Schemes::with(["Matrix".to_owned(), "javascript".to_owned(), "data".to_owned()]);
        for address in [
            "",
            "a.md",
            "../a/b.md#c",
            "#x",
            "?q=a:b",
            "/a:b",
            "a/b:c",
            "//example.org/x",
            "https://e.org:80/?a=b:c",
            "HTTP://e.org",
            "mailto:a@e.org",
            "tel:+1",
            "matrix:r/x",
            "a&b.md",
            "100%.md",
            "a?b&c:d",
        ] {
            assert!(schemes.pass(address, Use::Link), "{address:?}");
        }
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "java&#115;cript:x",
            "java&amp;#115;cript:x",
            "javascript&colon;x",
            "javascript&#x3A;x",
            "javascript&#58x",
            "java%73cript:x",
            "javascript%3Ax",
            "javascript%253Ax",
            "java&Tab;script:x",
            "java&NewLine;script&Colon;x",
            "java\u{200b}script:x",
            "java\u{ad}script:x",
            "javascript\\:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/png,x",
            "file:///etc/passwd",
            "blob:x",
            "C:\\x",
            "x:y",
            "unknown&thing;:x",
        ] {
            assert!(!schemes.pass(address, Use::Link), "{address:?}");
        }
        for (address, passes) in [
            ("data:image/png;base64,AAAA", true),
            ("DATA:image/gif,x", true),
            ("data:image/svg+xml,<svg>", false),
            ("data:image/s%76g+xml,x", false),
            ("data:image/,x", false),
            ("data:text/html,image/png", false),
            ("javascript:alert(1)", false),
            ("a.svg", true),
        ] {
            assert_eq!(schemes.pass(address, Use::Image), passes, "{address:?}");
        }
    }
}
