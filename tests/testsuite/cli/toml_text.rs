//! Strings of TOML that people can read: on several lines, and escaped only if necessary.

use std::fmt::Write as _;

pub(super) fn key(text: &str) -> String {
    format!("\"{}\"", text.escape_default())
}

pub(super) fn string(text: &str) -> String {
    let is_plain = |c: char| c == '\n' || c == '\t' || (!c.is_control() && c != '\u{feff}');
    if text.chars().all(is_plain) && !text.contains("'''") && !text.ends_with('\'') {
        let in_one_line = !text.contains(['\n', '\'']);
        return if in_one_line { format!("'{text}'") } else { format!("'''\n{text}'''") };
    }
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\n' => escaped.push('\n'),
            '\\' | '"' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' => escaped.push_str("\\r"),
            c if !is_plain(c) => write!(escaped, "\\U{:08X}", u32::from(c)).expect("a string"),
            c => escaped.push(c),
        }
    }
    format!("\"\"\"\n{escaped}\"\"\"")
}
