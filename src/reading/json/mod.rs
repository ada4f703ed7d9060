//! The tree of a file as JSON, and back: the same keys and values, with places in the JSON.

mod read;
mod write;

pub use read::{NotJson, json_tree};
pub use write::{JsonWriter, Piece};

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use toml::de::DeTable;

    use super::{JsonWriter, Piece, json_tree};

    fn written(table: &DeTable<'_>) -> String {
        JsonWriter::new(&HashMap::new())
            .object(table.iter().map(|(key, value)| (&**key.get_ref(), Piece::Tree(value))))
    }

    #[track_caller]
    fn check(toml: &str, json: &str) {
        let (tree, errors) = DeTable::parse_recoverable(toml);
        assert!(errors.is_empty(), "{toml}: {errors:?}");
        let text = written(tree.get_ref());
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), json, "{toml}");
        let again = json_tree(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(written(&again), text, "{toml}");
    }

    #[test]
    fn a_tree_is_written_and_read_back() {
        check("", "{}");
        check("a = 1\nb = 1.50\nc = true\nd = 'x'", r#"{ "a": 1, "b": 1.50, "c": true, "d": "x" }"#);
        check("a = []\nb = {}", r#"{ "a": [], "b": {} }"#);
        check("[a.b]\nc = [1, { d = 2 }]", r#"{ "a": { "b": { "c": [ 1, { "d": 2 } ] } } }"#);
        check("\"a b\" = \"c\\\"\\u00e4\\n\"", r#"{ "a b": "c\"ä\n" }"#);
    }

    #[test]
    fn what_json_has_no_form_for_is_written_in_the_nearest() {
        check("a = 0xff\nb = +1_000\nc = 1_0.5\nd = +2.5", r#"{ "a": 255, "b": 1000, "c": 10.5, "d": 2.5 }"#);
        check("a = 2026-01-31\nb = nan\nc = -inf", r#"{ "a": "2026-01-31", "b": "nan", "c": "-inf" }"#);
    }

    #[test]
    fn places_are_those_of_the_keys_and_values() {
        let text = "{\n  \"a\": { \"b\": [\"\\u00e4\", 12] },\n  \"c\": null\n}";
        let tree = json_tree(text).expect("JSON");
        let (key, a) = tree.iter().next().expect("an entry");
        assert_eq!((&text[key.span()], &text[a.span()]), ("\"a\"", "\"a\""), "a table is at its key");
        let b = a.get_ref().get("b").expect("an entry");
        assert_eq!(&text[b.span()], "[\"\\u00e4\", 12]");
        let items = b.get_ref().as_array().expect("an array");
        assert_eq!(items[0].get_ref().as_str(), Some("ä"));
        assert_eq!(&text[items[1].span()], "12");
        assert_eq!(tree.len(), 1, "null is nothing");
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        let tree = json_tree(r#"{"a": 1, "a": {"b": 2}}"#).expect("JSON");
        assert_eq!(written(&tree), "{\n  \"a\": {\n    \"b\": 2\n  }\n}");
    }

    #[track_caller]
    fn refused(text: &str, offset: usize, message: &str) {
        let error = json_tree(text).expect_err(text);
        assert_eq!((error.offset, error.to_string().as_str()), (offset, message), "{text}");
    }

    #[test]
    fn what_is_not_an_object_is_refused_at_its_place() {
        refused("", 0, "EOF while parsing a value");
        refused("{\"a\": 1,\n \"ä\": }", 16, "expected value");
        refused("[]", 0, "it is not an object");
        refused("\"a\"", 0, "it is not an object");
        refused("{} {}", 3, "trailing characters");
        refused("{\"a\": \"\\ud800\"}", 6, "it has half of a surrogate pair");
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        let error = json_tree(&deep).expect_err("deep");
        assert_eq!(error.to_string(), "it is nested more than 100 levels deep");
    }
}
