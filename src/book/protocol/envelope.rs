//! Splits `[context, book]` without parsing either half.

use super::ProtocolError;
use super::scan::{not_utf8, value_length};
use crate::book::directive::marker;

/// The two halves of the input, as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// The JSON object of the context.
    pub context: &'a [u8],
    /// The JSON object of the book.
    pub book: &'a [u8],
}

impl Envelope<'_> {
    /// Whether the book may contain a directive or an attempt at one. If it cannot, the book's
    /// bytes are the answer.
    pub fn may_hold_directives(&self) -> bool {
        marker::may_stand_in(self.book)
    }
}

/// Splits the input of a preprocessor. Only the brackets of both halves are checked, so that
/// nothing incomplete is ever sent back.
///
/// # Errors
/// When the input is not an array of two objects, or not UTF-8.
pub fn split(input: &[u8]) -> Result<Envelope<'_>, ProtocolError> {
    // PowerShell puts a byte order mark before what it pipes.
    let json = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input).trim_ascii();
    if json.is_empty() {
        return Err(ProtocolError::Empty);
    }
    let other = || ProtocolError::NotAnEnvelope { start: beginning(json) };
    let incomplete = || ProtocolError::Incomplete { length: input.len() };

    let inside = json.strip_prefix(b"[").ok_or_else(other)?.trim_ascii_start();
    match inside.first() {
        Some(b'{') => {}
        Some(_) => return Err(other()),
        None => return Err(incomplete()),
    }
    let (context, rest) =
        value_length(inside).and_then(|end| inside.split_at_checked(end)).ok_or_else(incomplete)?;
    let rest = rest.trim_ascii_start();
    if rest.is_empty() {
        return Err(incomplete());
    }
    let book = rest.strip_prefix(b",").ok_or_else(other)?.trim_ascii_start();
    match book.first() {
        Some(b'{') => {}
        Some(_) => return Err(other()),
        None => return Err(incomplete()),
    }
    let (book, rest) =
        value_length(book).and_then(|end| book.split_at_checked(end)).ok_or_else(incomplete)?;
    match rest.trim_ascii_start() {
        b"]" => {}
        b"" => return Err(incomplete()),
        [b',', ..] => return Err(ProtocolError::MoreElements),
        _ => return Err(other()),
    }
    match not_utf8(input) {
        Some(offset) => Err(ProtocolError::NotUtf8 { offset }),
        None => Ok(Envelope { context, book }),
    }
}

/// The beginning of the input on one line, enough to recognise it.
fn beginning(json: &[u8]) -> String {
    const SHOWN: usize = 40;
    let text = String::from_utf8_lossy(json.get(..4 * SHOWN).unwrap_or(json));
    let shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < json.len() { format!("{shown}…") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parts(input: &str) -> (&str, &str) {
        let envelope = split(input.as_bytes()).expect("an envelope");
        (
            std::str::from_utf8(envelope.context).expect("UTF-8"),
            std::str::from_utf8(envelope.book).expect("UTF-8"),
        )
    }

    #[track_caller]
    fn error(input: &str) -> String {
        split(input.as_bytes()).expect_err("no envelope").to_string()
    }

    #[test]
    fn the_halves_are_split() {
        assert_eq!(parts(r#"[{"a":1},{"items":[]}]"#), (r#"{"a":1}"#, r#"{"items":[]}"#));
        assert_eq!(parts("\u{feff} [ {} ,\n{\"items\":[]} ]\r\n"), ("{}", r#"{"items":[]}"#));
    }

    #[test]
    fn brackets_and_quotes_in_strings_do_not_count() {
        assert_eq!(
            parts(r#"[{"a":"}]\"{","b\\":["\\"]},{"items":["]"]}]"#),
            (r#"{"a":"}]\"{","b\\":["\\"]}"#, r#"{"items":["]"]}"#)
        );
    }

    #[test]
    fn nothing_follows_the_book() {
        assert!(error(r#"[{},{"items":[]},{"more":1}]"#).contains("more than two elements"));
        assert!(error(r#"[{},{"items":[]}] []"#).contains("but got"));
        let broken = split(b"[{},{\"items\":[\"\xff\"]}]").expect_err("no envelope").to_string();
        assert!(broken.contains("byte 15 is not UTF-8"), "{broken}");
    }

    #[test]
    fn the_message_quotes_what_came_instead() {
        assert!(error("").contains("mdbook-system-design render FILE"));
        assert!(error(" \n").contains("stdin is empty"));
        assert!(error("# A book").contains("but got `# A book`"), "{}", error("# A book"));
        assert!(error(&"x".repeat(100)).ends_with(&format!("`{}…`", "x".repeat(40))));
        assert!(error("[1, 2]").contains("but got `[1, 2]`"));
        assert!(error("[{} {}]").contains("but got"));
        for cut in [
            "[",
            "[{",
            r#"[{"a"#,
            r#"[{"a\"#,
            "[{}",
            "[{},",
            "[{},{",
            r#"[{},{"items":["#,
            r#"[{},{"items":[]"#,
        ] {
            assert!(error(cut).contains("before the array is complete"), "{cut}: {}", error(cut));
        }
    }
}
