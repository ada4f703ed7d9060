//! Writes TOML 1.0 values as people write them.

use std::fmt::Write as _;

/// A string on one line.
pub(crate) fn string(text: &str) -> String {
    let plain = |c: char| !c.is_control() && c != '\'';
    if text.contains(['"', '\\']) && text.chars().all(plain) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    escape(text, &mut quoted, |c| c == '"');
    quoted.push('"');
    quoted
}

/// A string on one line if it has one, and in multi-line quotes otherwise.
pub(super) fn text(text: &str) -> String {
    if !text.contains('\n') {
        return string(text);
    }
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    // A literal string cannot contain three apostrophes, or end with one.
    let literal = !text.contains("'''") && !text.ends_with('\'') && text.chars().all(plain);
    if literal && text.contains(['\\', '"']) {
        return format!("'''\n{text}'''");
    }
    let mut quoted = String::from("\"\"\"\n");
    escape(text, &mut quoted, |c| c == '"');
    quoted.push_str("\"\"\"");
    quoted
}

/// An array on one line.
pub(super) fn list<'i>(items: impl IntoIterator<Item = &'i str>) -> String {
    let items: Vec<String> = items.into_iter().map(string).collect();
    format!("[{}]", items.join(", "))
}

/// A text, or a list of texts.
pub(super) fn texts(texts: &[String]) -> String {
    match texts {
        [only] => text(only),
        texts => list(texts.iter().map(String::as_str)),
    }
}

fn escape(text: &str, out: &mut String, quote: impl Fn(char) -> bool) {
    let multiline = out.ends_with('\n');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            c if quote(c) => out.extend(['\\', c]),
            '\n' if multiline => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Writing to a string cannot fail.
            c if c.is_control() => _ = write!(out, "\\u{:04X}", c as u32),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn value(literal: &str) -> toml::Value {
        let table: toml::Table = format!("a = {literal}").parse().unwrap();
        table["a"].clone()
    }

    #[test]
    fn the_plainest_form_is_taken() {
        assert_eq!(super::string("a"), "\"a\"");
        assert_eq!(super::string("{\"a\": 1}"), "'{\"a\": 1}'");
        assert_eq!(super::string("\"it's\""), "\"\\\"it's\\\"\"");
        assert_eq!(super::text("a\nb"), "\"\"\"\na\nb\"\"\"");
        assert_eq!(super::text("a\n\"b\""), "'''\na\n\"b\"'''");
        assert_eq!(super::list(["a", "b"]), "[\"a\", \"b\"]");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in "[a-c'\"\\\\\n\r\t\u{1}\u{7f}é]{0,12}") {
            let expected = toml::Value::from(text.as_str());
            prop_assert_eq!(&value(&super::string(&text)), &expected);
            prop_assert_eq!(&value(&super::text(&text)), &expected);
        }
    }
}
