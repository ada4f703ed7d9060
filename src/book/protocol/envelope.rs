//! Splits `[context, book]` without parsing either half.

use super::scan::{not_utf8, value_length};
use super::{ProtocolError, plain};
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

/// The book, if the input is complete and one quick look shows that nothing in the book may be a directive: then
/// these bytes are the answer. `None` says nothing; [`split`] decides.
pub fn unchanged(input: &[u8]) -> Option<&[u8]> {
    let inside = json(input).strip_prefix(b"[")?.trim_ascii_start();
    let object = |json: &[u8]| json.starts_with(b"{").then(|| plain::length(json))?;
    let (_, rest) = inside.split_at_checked(object(inside)?)?;
    let book = rest.trim_ascii_start().strip_prefix(b",")?.trim_ascii_start();
    let (book, rest) = book.split_at_checked(object(book)?)?;
    (rest.trim_ascii_start() == b"]").then_some(book)
}

/// Splits the input of a preprocessor. Only the brackets of both halves are checked, so that
/// nothing incomplete is ever sent back.
///
/// # Errors
/// When the input is not an array of two objects, or not UTF-8.
pub fn split(input: &[u8]) -> Result<Envelope<'_>, ProtocolError> {
    let json = json(input);
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

/// The input without white space at its edges, and without the byte order mark that PowerShell puts before what it
/// pipes.
fn json(input: &[u8]) -> &[u8] {
    input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input).trim_ascii()
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
    use proptest::prelude::*;

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

    proptest! {
        /// The quick look never says anything else than the slow one, and only says nothing if something is wrong with
        /// the input.
        #[test]
        fn one_pass_sees_what_several_see(
            chapters in prop::collection::vec(prop::collection::vec(text(), 0..12), 0..5),
            damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            cut in prop::option::of(any::<prop::sample::Index>()),
            tail in prop::sample::select(vec!["", "\n", ",{}", ",{\"items\":[]}", "]", " x"]),
        ) {
            let items: Vec<_> = chapters
                .iter()
                .map(|parts| serde_json::json!({"Chapter": {"name": "A", "content": parts.concat(), "number": [1, 0]}}))
                .collect();
            let book = serde_json::json!({ "items": items }).to_string();
            let mut input = format!("[{{\"root\":\"/é\"}},{book}{}]", tail.trim_end()).into_bytes();
            if let Some(cut) = cut {
                input.truncate(cut.index(input.len()));
            }
            if let Some((at, byte)) = damage.filter(|_| !input.is_empty()) {
                let at = at.index(input.len());
                input[at] = byte;
            }
            let slow = split(&input).ok().filter(|envelope| !envelope.may_hold_directives());
            let may_give_up = damage.is_some() || !plain::is_possible();
            let slow = slow.map(|envelope| envelope.book);
            match unchanged(&input) {
                None if may_give_up => {}
                quick => prop_assert_eq!(quick, slow),
            }
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ -~]{0,40}",
            "[\\\\\"<{0u#é日\n]{0,12}",
            prop::sample::select(vec![
                "<<#system-design a>>",
                "{{#include a}}",
                "a << b",
                "a < system 100 {00} 0x00",
                "\\u003c",
                "\\u0001 \\u00",
                "\\\\\" \\\" \":\" \",\"",
                "]}]}",
                "\u{1}",
                "{{system-design"
            ])
            .prop_map(str::to_owned),
        ]
    }

    #[test]
    fn a_book_without_directives_is_recognised_in_one_pass() {
        if !plain::is_possible() {
            return;
        }
        let content =
            "Ä text with `code`, \\\"quotes\\\", {braces}, 100 < 200 and a C:\\\\path\\\\\\n".repeat(40);
        let book = format!(
            "{{\"items\":[{{\"Chapter\":{{\"name\":\"A\",\"content\":\"{content}\",\"number\":[1]}}}}]}}"
        );
        let input = format!("[{{\"root\":\"/\"}},{book}]\n");
        assert_eq!(unchanged(input.as_bytes()), Some(book.as_bytes()));
        for wrong in
            [input.replacen("{braces}", "<<#system-design a>>", 1), input.replacen("100", "\\u003c", 1)]
        {
            assert_eq!(unchanged(wrong.as_bytes()), None);
        }
        for cut in 0..input.len() - 2 {
            assert_eq!(unchanged(&input.as_bytes()[..cut]), None, "{cut}");
        }
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
