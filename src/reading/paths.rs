//! The dotted path of a place: `flows.redirect.steps[2].to`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::lines::header_from;

/// The paths of one file, which are read when one is asked for: only a finding needs any.
#[derive(Debug)]
pub struct PathsOf<'t> {
    text: &'t str,
    /// As many bytes of the text as are read first.
    least: usize,
    /// The paths of the tables at the beginning, and where these end.
    first: OnceCell<Option<(Paths<'t>, usize)>>,
    all: OnceCell<Paths<'t>>,
}

impl<'t> PathsOf<'t> {
    /// The paths of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, least: 0, first: OnceCell::new(), all: OnceCell::new() }
    }

    /// The same where somebody will ask for places up to this one.
    #[must_use]
    pub fn up_to(mut self, end: usize) -> Self {
        self.least = self.least.max(end);
        self
    }

    /// The [path](Paths::at) of a place. Nothing below the tables up to that place is read, unless they cannot be
    /// read without it.
    pub fn at(&self, range: Range<usize>) -> String {
        if range == WHOLE {
            return String::new();
        }
        let first = self.first.get_or_init(|| Paths::of_first(self.text, self.least.max(range.end)));
        match first {
            Some((paths, end)) if range.end < *end && self.all.get().is_none() => paths.at(range),
            _ => self.all.get_or_init(|| Paths::of(self.text)).at(range),
        }
    }
}

/// The place that means a file as a whole.
const WHOLE: Range<usize> = 0..0;

/// The paths of a text.
#[derive(Debug, Default)]
pub struct Paths<'t> {
    /// Sorted by the place's beginning, the wider place first.
    places: Vec<Place>,
    /// The steps of all paths, each after the one that leads to it.
    steps: Vec<Leg<'t>>,
}

#[derive(Debug)]
struct Place {
    range: Range<usize>,
    /// The last step of its path, by its index.
    step: usize,
}

/// A step of a path, and the one before it; none at the top.
#[derive(Debug)]
struct Leg<'t> {
    before: Option<usize>,
    to: To<'t>,
}

#[derive(Debug)]
enum To<'t> {
    Key(Cow<'t, str>),
    Item(usize),
}

impl<'t> Paths<'t> {
    /// Reads the paths of a text; a text that is not TOML has none.
    pub fn of(text: &'t str) -> Self {
        Self::in_tree(DeTable::parse_recoverable(text).0.get_ref())
    }

    /// The paths of the tables up to the one that a place is in, and where they end. None if nothing follows, or if
    /// what seems to be the next header is in the middle of something.
    fn of_first(text: &'t str, place: usize) -> Option<(Self, usize)> {
        let below = place + text.get(place..)?.find('\n')? + 1;
        let end = header_from(text, below);
        let first = text.get(..end).filter(|first| first.len() < text.len())?;
        let (tree, mistakes) = DeTable::parse_recoverable(first);
        mistakes.is_empty().then(|| (Self::in_tree(tree.get_ref()), end))
    }

    fn in_tree(tree: &DeTable<'t>) -> Self {
        let mut paths = Self::default();
        paths.add_table(tree, None);
        paths.places.sort_by_key(|place| (place.range.start, std::cmp::Reverse(place.range.end)));
        paths
    }

    /// The path of the smallest value or key that covers the bytes of `range`. A range that extends
    /// beyond a key, such as a name with a dot, has the path of the key it begins in. An empty range
    /// at the beginning means the file as a whole.
    pub fn at(&self, range: Range<usize>) -> String {
        if range == WHOLE {
            return String::new();
        }
        let end = self.places.partition_point(|place| place.range.start <= range.start);
        let before = || self.places[..end].iter().rev();
        let covers = |place: &&Place| place.range.end >= range.end;
        let begins_in = |place: &&Place| place.range.end > range.start;
        let inner = before().take(LOOK_BACK).find(covers);
        let found = inner.or_else(|| before().find(covers)).or_else(|| before().find(begins_in));
        // A place that no key covers, such as the repeated first part of a name with a dot, belongs to
        // the table of what precedes it.
        let parent = || {
            let path = self.path(before().next()?.step);
            path.rsplit_once('.').map(|(table, _)| table.to_owned())
        };
        found.map(|place| self.path(place.step)).or_else(parent).unwrap_or_default()
    }

    /// The path that ends with a step.
    fn path(&self, step: usize) -> String {
        let leg = |at: &usize| self.steps.get(*at).and_then(|leg| leg.before);
        let mut way: Vec<usize> = std::iter::successors(Some(step), leg).collect();
        way.reverse();
        let mut path = String::new();
        for leg in way.into_iter().filter_map(|at| self.steps.get(at)) {
            match &leg.to {
                To::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&quote_key(key));
                }
                To::Item(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    fn add_table(&mut self, table: &DeTable<'t>, before: Option<usize>) {
        for (key, value) in table {
            let step = self.step(before, To::Key(key.get_ref().clone()));
            self.places.push(Place { range: key.span(), step });
            self.add(value.get_ref(), value.span(), step);
        }
    }

    /// The outer place comes first. If it ends with its content, like an array of one table, the
    /// inner one is the smaller.
    fn add(&mut self, value: &DeValue<'t>, range: Range<usize>, step: usize) {
        self.places.push(Place { range, step });
        match value {
            DeValue::Table(table) => self.add_table(table, Some(step)),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let inner = self.step(Some(step), To::Item(index));
                    self.add(item.get_ref(), item.span(), inner);
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, before: Option<usize>, to: To<'t>) -> usize {
        self.steps.push(Leg { before, to });
        self.steps.len() - 1
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
    use super::{Paths, PathsOf, first_key, quote_key};

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

    /// What follows a place in a file never changes its path.
    #[test]
    fn the_first_tables_have_the_paths_of_the_whole() {
        let texts = [
            include_str!("../../book-example/designs/web-shop.toml"),
            include_str!("../../book-example/designs/password-server.toml"),
            "[a.b]\nx = 1\n[[a.c]]\ny = [[1], [2]]\n[a.d]\n[[a.c]]\nz.v = { w = 2 }\n# [a.e]\n[e]\n",
            "s = \"\"\"\n[no] header\n\"\"\"\n[t]\nu = \"\"\"\n[no] header\n[n]\n\"\"\"\n[v]\n",
        ];
        for text in texts {
            let all = Paths::of(text);
            let ranges: Vec<_> = all.places.iter().map(|place| place.range.clone()).collect();
            for (at, range) in ranges.iter().enumerate() {
                let path = all.at(range.clone());
                assert_eq!(PathsOf::new(text).at(range.clone()), path, "{range:?}");
                if at % 50 == 0 {
                    let paths = PathsOf::new(text).up_to(range.end);
                    let before = ranges.iter().filter(|other| other.end <= range.end).step_by(25);
                    before.for_each(|other| assert_eq!(paths.at(other.clone()), all.at(other.clone())));
                }
            }
        }
    }
}
