//! The dotted path of a place: `flows.redirect.steps[2].to`.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

/// The paths of one file. Made only when there is a finding to print.
#[derive(Debug, Default)]
pub struct Paths {
    /// Sorted by the place's beginning, the wider place first.
    places: Vec<(std::ops::Range<usize>, String)>,
}

impl Paths {
    /// Reads the paths of a text; a text that is not TOML has none.
    pub fn of(text: &str) -> Self {
        let (tree, _) = DeTable::parse_recoverable(text);
        let mut paths = Self::default();
        paths.add_table(tree.get_ref(), "");
        paths.places.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        paths
    }

    /// The path of the smallest value or key that covers the bytes of `range`. A range that extends
    /// beyond a key, such as a name with a dot, has the path of the key it begins in. An empty range
    /// at the beginning means the file as a whole.
    pub fn at(&self, range: std::ops::Range<usize>) -> &str {
        if range == (0..0) {
            return "";
        }
        let end = self.places.partition_point(|(place, _)| place.start <= range.start);
        let before = || self.places[..end].iter().rev();
        let covers = |place: &std::ops::Range<usize>| place.end >= range.end;
        let begins_in = |place: &std::ops::Range<usize>| place.end > range.start;
        let inner = before().take(LOOK_BACK).find(|(place, _)| covers(place));
        let found = inner
            .or_else(|| before().find(|(place, _)| covers(place)))
            .or_else(|| before().find(|(place, _)| begins_in(place)));
        // A place that no key covers, such as the repeated first part of a name with a dot, belongs to
        // the table of what precedes it.
        let parent = || before().next().and_then(|(_, path)| path.rsplit_once('.')).map(|(table, _)| table);
        found.map(|(_, path)| path.as_str()).or_else(parent).unwrap_or_default()
    }

    fn add_table(&mut self, table: &DeTable<'_>, base: &str) {
        for (key, value) in table {
            let name = quote_key(key.get_ref());
            let path = if base.is_empty() { name } else { format!("{base}.{name}") };
            self.add(value.get_ref(), value.span(), &path);
            self.places.push((key.span(), path));
        }
    }

    /// The outer place comes first. If it ends with its content, like an array of one table, the
    /// inner one is the smaller.
    fn add(&mut self, value: &DeValue<'_>, span: std::ops::Range<usize>, path: &str) {
        self.places.push((span, path.to_owned()));
        match value {
            DeValue::Table(table) => self.add_table(table, path),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.add(item.get_ref(), item.span(), &format!("{path}[{index}]"));
                }
            }
            _ => {}
        }
    }
}

/// Most places are a few values after the table or array that contains them; only what is further
/// away than this many values is looked for from the start.
const LOOK_BACK: usize = 64;

/// A key as TOML writes it: bare if possible.
pub fn quote_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) {
        return key.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in key.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", c as u32).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The first key of a dotted path, without quotes, and what follows it.
pub fn first_key(path: &str) -> (Cow<'_, str>, &str) {
    let Some(quoted) = path.strip_prefix('"') else {
        let end = path.find(['.', '[']).unwrap_or(path.len());
        let (key, rest) = path.split_at(end);
        return (Cow::Borrowed(key), rest.strip_prefix('.').unwrap_or(rest));
    };
    let mut key = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' => {
                let rest = quoted.get(at + 1..).unwrap_or_default();
                return (Cow::Owned(key), rest.strip_prefix('.').unwrap_or(rest));
            }
            '\\' => match letters.next().map(|(_, escaped)| escaped) {
                Some('n') => key.push('\n'),
                Some('t') => key.push('\t'),
                Some('u') => {
                    let digits: String = letters.by_ref().take(4).map(|(_, digit)| digit).collect();
                    key.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                escaped => key.extend(escaped),
            },
            c => key.push(c),
        }
    }
    (Cow::Owned(key), "")
}

#[cfg(test)]
mod tests {
    use super::{Paths, first_key, quote_key};

    #[test]
    fn a_key_is_read_as_it_was_quoted() {
        for key in ["R1", "a.b", "é", "", "a\"b\\c", "line\nbreak\ttab\u{7}", "[0]"] {
            let quoted = quote_key(key);
            for (path, rest) in
                [(quoted.clone(), ""), (format!("{quoted}.x"), "x"), (format!("{quoted}[1]"), "[1]")]
            {
                assert_eq!(first_key(&path), (key.into(), rest), "{path}");
            }
        }
        assert_eq!(first_key("\"open"), ("open".into(), ""));
    }

    #[track_caller]
    fn assert_path(text: &str, needle: &str, path: &str) {
        let start = text.find(needle).unwrap_or_else(|| panic!("no {needle:?}"));
        assert_eq!(Paths::of(text).at(start..start + needle.len()), path);
    }

    #[test]
    fn paths_of_keys_values_items_and_headers() {
        let text = "[flows.redirect]\nsteps = [{ to = \"a\" }, { to = \"bee\" }]\n\n\
                    [components.api.files]\n\"src/a.rs\" = \"cee\"\n[components.db]\nname = 1\n";
        assert_path(text, "\"bee\"", "flows.redirect.steps[1].to");
        assert_path(text, "{ to = \"a\" }", "flows.redirect.steps[0]");
        assert_path(text, "\"cee\"", "components.api.files.\"src/a.rs\"");
        assert_path(text, "[components.db]", "components.db");
        assert_path(text, "db", "components.db");
        assert_path(text, "steps", "flows.redirect.steps");
        assert_path(text, "1", "components.db.name");
        assert_path("[[allow]]\nrule = 1\n", "[[allow]]", "allow[0]");
        assert_path("[a]\nNode.js = 1\n", "Node.js", "a.Node");
    }
}
