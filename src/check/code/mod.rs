//! Whether a code sample parses in its language.
//!
//! To add a language, write a file beside this one with a function from the text to its first fault,
//! and add a line to [`parsed`].

use std::ops::Range;

mod json;
#[cfg(feature = "sql")]
mod sql;
mod xml;
mod yaml;

/// The first place where a text does not parse.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The place, in bytes of the text.
    pub range: Range<usize>,
    /// What the parser says, without a full stop.
    pub message: String,
}

/// A longer text is not checked: nobody reads a sample of that length.
const LONGEST: usize = 1 << 20;
/// How the messages of parsers begin if a text is nested too deeply for them.
const TOO_DEEP: [&str; 2] = ["recursion limit", "cannot recurse"];

/// The first fault of a text. `None` if it has none or is not checked, because there is no parser for
/// its language or because it is too long or too deeply nested.
pub(crate) fn fault(language: &str, text: &str) -> Option<Fault> {
    if text.len() > LONGEST {
        return None;
    }
    parsed(language, text).filter(|fault| !TOO_DEEP.iter().any(|start| fault.message.starts_with(start)))
}

fn parsed(language: &str, text: &str) -> Option<Fault> {
    match language.to_ascii_lowercase().as_str() {
        "json" => json::fault(text),
        "toml" => toml_fault(text),
        "yaml" | "yml" => yaml::fault(text),
        "xml" | "xsd" | "wsdl" | "svg" => xml::fault(text),
        #[cfg(feature = "sql")]
        "sql" | "postgresql" | "postgres" | "pgsql" | "mysql" | "sqlite" => sql::fault(text),
        _ => None,
    }
}

/// How findings spell a language.
pub(crate) fn title(language: &str) -> String {
    match language.to_ascii_lowercase().as_str() {
        "yml" => "YAML".to_owned(),
        "xsd" | "wsdl" | "svg" => "XML".to_owned(),
        "postgresql" | "postgres" | "pgsql" | "mysql" | "sqlite" => "SQL".to_owned(),
        other => other.to_uppercase(),
    }
}

fn toml_fault(text: &str) -> Option<Fault> {
    let (message, range) = crate::reading::syntax_error(text)?;
    Some(Fault { range, message })
}

/// The byte offset of a line and a column. Both count from 1, and columns count characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let line = line.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// The range of the character at a byte offset; empty at the end of the text.
fn character_at(text: &str, offset: usize) -> Range<usize> {
    let start = crate::source::floor_char_boundary(text, offset);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[track_caller]
    fn assert_fault(language: &str, text: &str, at: usize) {
        let found = fault(language, text);
        assert_eq!(found.as_ref().map(|fault| fault.range.start), Some(at), "{found:?}");
        assert!(
            found.is_some_and(|fault| !fault.message.ends_with('.') && !fault.message.contains(" at line "))
        );
    }

    #[track_caller]
    fn assert_fine(language: &str, text: &str) {
        assert_eq!(fault(language, text), None);
    }

    #[test]
    fn the_first_fault_is_located() {
        assert_fault("json", r#"{ "a": 1, "b" 2 }"#, 14);
        assert_fault("json", "{\n  \"ü\": x\n}", 10);
        assert_fault("JSON", r#"{ "a": 1"#, 8);
        assert_fault("toml", "a = 1\nb = = 2\n", 10);
        assert_fault("yaml", "a: b: c\n", 4);
        assert_fault("xml", "<a>\n<b></c>\n</a>", 7);
        assert_fault("xml", "<!DOCTYPE a>\n<a></b>", 16);
    }

    #[test]
    fn texts_that_would_take_long_are_not_checked() {
        let entities =
            format!("<!DOCTYPE a [<!ENTITY e \"{}\">]>\n<a>{}</a>", "x".repeat(20_000), "&e;".repeat(20_000));
        let namespaces: Vec<_> = (0..5000).map(|n| format!("<a xmlns:b{n}=\"x{n}\">")).collect();
        let attributes: Vec<_> = (0..30_000).map(|n| format!("b{n}=\"x\"")).collect();
        for (language, text) in [
            ("xml", entities),
            ("xml", "<!DOCTYPE a [<!ENTITY e \"x\">]>\n<a></b>".to_owned()),
            ("xml", "<!DOCTYPE a SYSTEM \"a.dtd\">\n<a>&of-the-dtd;</a>".to_owned()),
            ("xml", namespaces.concat()),
            ("xml", format!("<a {}></b>", attributes.join(" "))),
            ("json", "[".repeat(2_000_000)),
            ("toml", format!("a = {}", "[".repeat(200_000))),
            ("toml", format!("{}a = 1", "a.".repeat(100_000))),
            ("yaml", "[".repeat(200_000)),
            ("yaml", "{".repeat(200_000)),
        ] {
            assert_fine(language, &text);
        }
    }

    #[test]
    fn depth_alone_is_not_a_fault() {
        const DEEP: usize = 100_000;
        assert_fine("json", &format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)));
        assert_fine("xml", &format!("{}{}", "<a>".repeat(DEEP), "</a>".repeat(DEEP)));
        assert_fine("yaml", &format!("{}x", "- ".repeat(DEEP)));
        assert_fault("json", &"[".repeat(DEEP), DEEP);
    }

    #[test]
    fn good_samples_have_no_fault() {
        assert_fine("json", r#"{ "a": [1, null], "ü": "x" }"#);
        assert_fine("toml", "[a]\nb = 1\n");
        assert_fine("yaml", "a: &x\n  - 1\nb: *x\n---\nc: |\n  text\n");
        assert_fine("xml", "<?xml version=\"1.0\"?>\n<a><b/></a>");
        assert_fine("xml", "<!DOCTYPE html>\n<html><body/></html>");
        assert_fine("xml", "<soap:Body><b/></soap:Body>");
        assert_fine("xml", "<dependency/>\n<dependency/>");
        assert_fine("rust", "fn (");
    }

    #[test]
    fn texts_that_are_too_deep_are_not_checked() {
        for depth in [300, 200_000] {
            let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_fine("json", &nested);
            assert_fine("yaml", &nested);
            assert_fine("yaml", &"- ".repeat(depth));
            assert_fine("yaml", &format!("a: {}", "{b: ".repeat(depth)));
            assert_fine("toml", &format!("a = {nested}\n"));
        }
    }
}
