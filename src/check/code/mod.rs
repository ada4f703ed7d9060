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

/// The first fault of a text. `None`: it has none, or no parser for its language is built in.
pub(crate) fn fault(language: &str, text: &str) -> Option<Fault> {
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
    }

    #[test]
    fn good_samples_have_none() {
        assert_fine("json", r#"{ "a": [1, null], "ü": "x" }"#);
        assert_fine("toml", "[a]\nb = 1\n");
        assert_fine("yaml", "a: &x\n  - 1\nb: *x\n---\nc: |\n  text\n");
        assert_fine("xml", "<?xml version=\"1.0\"?>\n<a><b/></a>");
        assert_fine("xml", "<soap:Body><b/></soap:Body>");
        assert_fine("xml", "<dependency/>\n<dependency/>");
        assert_fine("rust", "fn (");
    }
}
