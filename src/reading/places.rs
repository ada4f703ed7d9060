//! Every place where a key is written. The tree knows only the first one, but a table may be begun
//! by several headers (`[components.a]`, `[components.b]`) and by dotted keys.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

/// Where the keys of a text are written.
#[derive(Debug, Default)]
pub(super) struct KeyPlaces {
    /// The number of each key, by where it is written.
    key_at: HashMap<usize, usize>,
    /// All places of each key.
    places: Vec<Vec<Range<usize>>>,
}

impl KeyPlaces {
    /// Reads the keys of a text that is TOML.
    pub(super) fn of(text: &str) -> Self {
        /// The depth at which the parser of the tree stops.
        const DEEPEST: u32 = 80;
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut events: Vec<Event> = Vec::new();
        parse_document(&tokens, &mut RecursionGuard::new(&mut events, DEEPEST), &mut ());
        let mut walk = Walk::new(source);
        for event in events {
            walk.step(event);
        }
        walk.found
    }

    /// All places of the key that is written at `at`, in order.
    pub(super) fn same(&self, at: usize) -> &[Range<usize>] {
        self.key_at.get(&at).and_then(|key| self.places.get(*key)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// How many strings occur more than once in a text's arrays.
pub fn repeated_items(text: &str) -> usize {
    fn count(value: &DeValue<'_>) -> usize {
        match value {
            DeValue::Array(items) => {
                let mut strings: Vec<&str> =
                    items.iter().filter_map(|item| item.get_ref().as_str()).collect();
                let all = strings.len();
                strings.sort_unstable();
                strings.dedup();
                all - strings.len() + items.iter().map(|item| count(item.get_ref())).sum::<usize>()
            }
            DeValue::Table(table) => table.values().map(|value| count(value.get_ref())).sum(),
            _ => 0,
        }
    }
    let (tree, _) = DeTable::parse_recoverable(text);
    tree.get_ref().values().map(|value| count(value.get_ref())).sum()
}

/// A part of a path: a key, or the number of an array's item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part<'t> {
    Key(Cow<'t, str>),
    Item(usize),
}

/// A table or array that is open.
struct Open<'t> {
    path: Vec<Part<'t>>,
    /// For an array, which of its items is being read.
    item: Option<usize>,
}

struct Walk<'t> {
    source: Source<'t>,
    found: KeyPlaces,
    keys: HashMap<Vec<Part<'t>>, usize>,
    /// The number of items of each array of tables so far.
    array_tables: HashMap<Vec<Part<'t>>, usize>,
    /// The table of the last header.
    table: Vec<Part<'t>>,
    open: Vec<Open<'t>>,
    /// The parts of the key that is being read.
    key: Vec<(Cow<'t, str>, Range<usize>)>,
    /// The path of the value that is being read.
    value: Vec<Part<'t>>,
}

impl<'t> Walk<'t> {
    fn new(source: Source<'t>) -> Self {
        Self {
            source,
            found: KeyPlaces::default(),
            keys: HashMap::new(),
            array_tables: HashMap::new(),
            table: Vec::new(),
            open: Vec::new(),
            key: Vec::new(),
            value: Vec::new(),
        }
    }

    fn step(&mut self, event: Event) {
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => self.key.clear(),
            EventKind::StdTableClose => self.table = self.record(Vec::new()),
            EventKind::ArrayTableClose => {
                // The header begins the next item; it does not name the last one.
                let mut table = self.record(Vec::new());
                if matches!(table.last(), Some(Part::Item(_))) {
                    table.pop();
                }
                let items = self.array_tables.entry(table.clone()).or_insert(0);
                table.push(Part::Item(*items));
                *items += 1;
                self.table = table;
            }
            EventKind::SimpleKey => self.add_part(event),
            EventKind::KeyValSep => {
                let base = self.open.last().map_or_else(|| self.table.clone(), |open| open.path.clone());
                self.value = self.record(base);
            }
            EventKind::InlineTableOpen => {
                let path = self.value_path();
                self.open.push(Open { path, item: None });
            }
            EventKind::ArrayOpen => {
                let path = self.value_path();
                self.open.push(Open { path, item: Some(0) });
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                self.open.pop();
            }
            EventKind::ValueSep => {
                self.key.clear();
                if let Some(Open { item: Some(item), .. }) = self.open.last_mut() {
                    *item += 1;
                }
            }
            _ => {}
        }
    }

    fn add_part(&mut self, event: Event) {
        let span = event.span();
        let mut name = Cow::default();
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut ());
        }
        self.key.push((name, span.start()..span.end()));
    }

    /// The path of the value that is about to be read.
    fn value_path(&self) -> Vec<Part<'t>> {
        match self.open.last() {
            Some(Open { path, item: Some(item) }) => {
                let mut path = path.clone();
                path.push(Part::Item(*item));
                path
            }
            _ => self.value.clone(),
        }
    }

    /// Records the places of the parts that were read, below a table; returns the whole path.
    fn record(&mut self, mut path: Vec<Part<'t>>) -> Vec<Part<'t>> {
        for (name, range) in std::mem::take(&mut self.key) {
            path.push(Part::Key(name));
            let next = self.found.places.len();
            let key = *self.keys.entry(path.clone()).or_insert(next);
            if key == next {
                self.found.places.push(Vec::new());
            }
            self.found.key_at.insert(range.start, key);
            if let Some(places) = self.found.places.get_mut(key) {
                places.push(range);
            }
            // `[steps.x]` continues the last one of `[[steps]]`.
            if let Some(items) = self.array_tables.get(&path) {
                path.push(Part::Item(items.saturating_sub(1)));
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of all places of the key that is first written at `at`.
    #[track_caller]
    fn assert_places(text: &str, at: &str, expected: &[usize]) {
        let start = text.find(at).expect("the key is there");
        let places = KeyPlaces::of(text);
        let lines: Vec<usize> =
            places.same(start).iter().map(|range| text[..range.start].matches('\n').count() + 1).collect();
        assert_eq!(lines, expected, "{at} in {text}");
        assert!(places.same(start).iter().all(|range| text[range.clone()].trim_matches('"') == at));
    }

    #[test]
    fn headers_and_dotted_keys_are_places() {
        assert_places("[a.x]\nb = 1\n[ \"a\" . y]\n[b]\na = 2\n", "a", &[1, 3]);
        assert_places("d.x = 1\nd.y = 2\n[e.d]\n", "d", &[1, 2]);
        assert_places("d.x = 1\nd.y = 2\n[e.d]\n", "y", &[2]);
    }

    #[test]
    fn each_item_of_an_array_has_keys_of_its_own() {
        assert_places("s = [{ to.a = 1, to.b = 2 }, { to.a = 3 }]\n", "to", &[1, 1]);
        assert_places("[[s]]\nto.a = 1\n[s.u]\n[[s]]\nto.a = 1\n", "to", &[2]);
        assert_places("[[s]]\nto.a = 1\n[s.u]\n[[s]]\nto.a = 1\n", "s", &[1, 3, 4]);
        assert_places("[[s]]\n[s.u.a]\n[s.u.b]\n[[s]]\n[s.u.a]\n", "u", &[2, 3]);
    }

    #[test]
    fn items_that_stand_twice_are_counted() {
        assert_eq!(repeated_items("a = [\"x\", \"y\", \"x\"]\n[b]\nc = [[\"z\", \"z\"], [\"x\"]]\n"), 2);
        assert_eq!(repeated_items("a = [\"x\", \"y\"]\nb = [1, 1]\n"), 0);
    }
}
