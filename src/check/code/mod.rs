//! Whether a sample of code is in its language.
//!
//! To add a language: a file beside this one with a function from the text to its first fault,
//! and a line in [`fault`].

use std::ops::Range;

mod json;
#[cfg(feature = "sql")]
mod sql;
mod xml;
mod yaml;

/// The first place where a text is not in its language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What the parser says, without a full stop.
    pub message: String,
}

/// A longer text is no sample that anybody reads, and is not checked.
const LONGEST: usize = 1 << 20;
/// How parsers begin to say that a text is too deep for them.
const TOO_DEEP: [&str; 2] = ["recursion limit", "cannot recurse"];

/// The first fault of a text. `None`: it has none, or it is not checked: no parser for its language is
/// built in, or it is longer or deeper than a parser should go.
pub(crate) fn fault(language: &str, text: &str) -> Option<Fault> {
    if text.len() > LONGEST {
        return None;
    }
    parsed(language, text).filter(|fault| !TOO_DEEP.iter().any(|said| fault.message.starts_with(said)))
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

/// How findings write a language.
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

/// The byte of a line and a column, both counted from 1; the column counts characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let line = line.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// The character that begins at or around a byte; nothing behind the end.
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
    fn the_first_fault_has_its_place() {
        assert_fault("json", r#"{ "a": 1, "b" 2 }"#, 14);
        assert_fault("json", "{\n  \"ü\": x\n}", 10);
        assert_fault("JSON", r#"{ "a": 1"#, 8);
        assert_fault("toml", "a = 1\nb = = 2\n", 10);
        assert_fault("yaml", "a: b: c\n", 4);
        assert_fault("xml", "<a>\n<b></c>\n</a>", 7);
        assert_fault("xml", "<!DOCTYPE a>\n<a></b>", 16);
    }

    #[test]
    fn what_no_parser_should_read_is_not_checked() {
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
    fn depth_alone_is_no_fault() {
        const DEEP: usize = 100_000;
        assert_fine("json", &format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)));
        assert_fine("xml", &format!("{}{}", "<a>".repeat(DEEP), "</a>".repeat(DEEP)));
        assert_fine("yaml", &format!("{}x", "- ".repeat(DEEP)));
        assert_fault("json", &"[".repeat(DEEP), DEEP);
    }

    #[test]
    fn good_samples_have_none() {
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
    fn what_is_too_deep_is_not_checked() {
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
