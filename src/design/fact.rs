//! Facts: labelled statements whose keys a template names.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use super::entries::Named;
use super::text::{Text, read_reason};
use super::texts::Texts;
use super::walk::{Leaf, Trail, Visit, Walk};
use crate::reading::{Date, Node, Plain, Read, Reader, Shape, StandIn as _, only_table};
use crate::source::{Span, Spanned};
use crate::template::names::{FACTS, FREE};
use crate::template::{BlockKind, Template, Templates};

/// A labelled statement.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The key, with its place.
    pub key: Spanned<String>,
    /// What it says.
    pub value: FactValue,
    /// Where the value is written.
    pub span: Span,
}

/// The value of a fact.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum FactValue {
    /// One text, or the reason why there is none.
    Text(Text),
    /// A number, as it is written.
    Number(Plain),
    /// A date.
    Date(Date),
    /// A list.
    List(Texts),
    /// Named entries.
    Entries(Named<Text>),
}

impl Fact {
    /// The reason, if the fact is not applicable.
    pub fn not_applicable(&self) -> Option<&Text> {
        match &self.value {
            FactValue::Text(text) => text.not_applicable.then_some(text),
            FactValue::List(texts) => texts.not_applicable.as_ref(),
            FactValue::Entries(entries) => entries.not_applicable.as_ref(),
            FactValue::Number(_) | FactValue::Date(_) => None,
        }
    }

    /// The fact's texts: one, those of a list, or those of its entries, but not a reason.
    pub fn texts(&self) -> Vec<&Text> {
        match &self.value {
            FactValue::Text(text) if !text.not_applicable => vec![text],
            FactValue::List(texts) => texts.items.iter().collect(),
            FactValue::Entries(entries) => entries.iter().map(|entry| &**entry).collect(),
            FactValue::Text(_) | FactValue::Number(_) | FactValue::Date(_) => Vec::new(),
        }
    }
}

impl Read for FactValue {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(_) => Text::read(node, reader).map(Self::Text),
            DeValue::Integer(_) | DeValue::Float(_) => {
                let value = reader.sources.get(reader.file).slice(node.span).to_owned();
                Some(Self::Number(Plain { value, span: node.span, is_stand_in: false }))
            }
            DeValue::Datetime(_) => Spanned::<Date>::read(node, reader).map(|date| Self::Date(date.value)),
            DeValue::Array(_) => Texts::read(node, reader).map(Self::List),
            DeValue::Table(table) => {
                let is_text = table.contains_key("not-applicable") || table.contains_key("file");
                if is_text {
                    Text::read(node, reader).map(Self::Text)
                } else {
                    Named::read(node, reader).map(Self::Entries)
                }
            }
            DeValue::Boolean(_) => {
                let help = "say it in words, or say why it does not apply: `{ not-applicable = \"why\" }`";
                reader.mistyped(node, "a text", Some(help.to_owned()), None)
            }
        }
    }

    fn shape() -> Shape {
        let forms = vec![
            Text::shape(),
            Shape::Number,
            Shape::Date,
            Vec::<Text>::shape(),
            Shape::Map { key: None, value: Box::new(Text::shape()) },
        ];
        Shape::Named { name: "Fact", shape: Box::new(Shape::OneOf(forms)) }
    }
}

/// The keys of the fact tables that a book's templates know, by the table's path
/// (`testing.unit`). A table whose keys the author names has [`FactKeys::Free`].
#[derive(Clone, Debug, Default)]
pub struct KnownFacts(BTreeMap<String, FactKeys>);

/// The keys of a fact table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKeys {
    /// Named by templates, in their order.
    Named(Vec<String>),
    /// Named by the author.
    Free,
}

impl KnownFacts {
    /// The facts that any of a book's templates names.
    pub fn of(templates: &Templates) -> Self {
        let mut known = Self::default();
        if templates.have_embedded() {
            for table in FREE {
                known.add_free(table);
            }
            let facts = FACTS.iter().flat_map(|(table, keys)| keys.iter().map(move |key| (table, key)));
            facts.for_each(|(table, key)| known.add(table, key));
        }
        known.add_templates(templates.added());
        known
    }

    /// The facts that these templates name.
    pub fn of_templates<'t>(templates: impl Iterator<Item = &'t Template>) -> Self {
        let mut known = Self::default();
        known.add_templates(templates);
        known
    }

    fn add_templates<'t>(&mut self, templates: impl Iterator<Item = &'t Template>) {
        for (_, block) in templates.flat_map(Template::blocks) {
            match &block.kind {
                BlockKind::Facts { from, fields } => {
                    for field in fields {
                        self.add(from, &field.key);
                    }
                }
                BlockKind::Entries(entry) => self.add_free(&entry.from),
                BlockKind::Prose { from, .. } => {
                    if let Some((table, key)) = from.rsplit_once('.').filter(|(table, _)| *table != "design")
                    {
                        self.add(table, key);
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds a key that a template asks for in `table`.
    pub fn add(&mut self, table: &str, key: &str) {
        let keys = self.0.entry(table.to_owned()).or_insert_with(|| FactKeys::Named(Vec::new()));
        if let FactKeys::Named(keys) = keys
            && !keys.iter().any(|known| known == key)
        {
            keys.push(key.to_owned());
        }
    }

    /// Adds a table whose keys the author names.
    pub fn add_free(&mut self, table: &str) {
        self.0.insert(table.to_owned(), FactKeys::Free);
    }

    /// Adds what a table has that no template names: a value is a fact, unless it is a table of some.
    pub fn learn(&mut self, path: &str, value: &DeValue<'_>) {
        let DeValue::Table(table) = value else { return };
        for (key, value) in table {
            let (key, inner) = (key.get_ref().as_ref(), format!("{path}.{}", key.get_ref()));
            let is_text =
                |table: &DeTable<'_>| ["file", "not-applicable"].iter().any(|key| table.contains_key(*key));
            if self.is_fact(path, key) || key == "not-applicable" {
                continue;
            }
            match value.get_ref() {
                DeValue::Table(table) if self.is_table(&inner) || !is_text(table) => {
                    self.learn(&inner, value.get_ref());
                }
                _ => self.add(path, key),
            }
        }
    }

    /// Whether `table.key` is a fact that a template knows.
    pub fn knows(&self, path: &str) -> bool {
        splits(path).any(|(table, key)| self.is_fact(table, key))
    }

    /// Every known fact by its path.
    pub fn paths(&self) -> Vec<String> {
        let named = self.0.iter().filter_map(|(table, keys)| match keys {
            FactKeys::Named(keys) => Some(keys.iter().map(move |key| format!("{table}.{key}"))),
            FactKeys::Free => None,
        });
        named.flatten().collect()
    }

    /// The tables and their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FactKeys)> {
        self.0.iter().map(|(table, keys)| (table.as_str(), keys))
    }

    /// The names of the tables at the top level of a design.
    pub fn roots(&self) -> Vec<&str> {
        let mut roots: Vec<&str> = self.0.keys().map(|path| path.split('.').next().unwrap_or(path)).collect();
        roots.dedup();
        roots
    }

    /// The names directly below a path: keys and tables.
    pub(super) fn below(&self, path: &str) -> Vec<&str> {
        let inner = self.0.keys().filter_map(|table| {
            let rest = table.strip_prefix(path)?.strip_prefix('.')?;
            Some(rest.split('.').next().unwrap_or(rest))
        });
        let mut names: Vec<&str> = match self.0.get(path) {
            Some(FactKeys::Named(keys)) => keys.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        names.extend(inner);
        names.dedup();
        names
    }

    /// The one of some tables below a path that has all keys of a table.
    fn table_with<'n>(&self, path: &str, names: &[&'n str], node: Node<'_>) -> Option<&'n str> {
        let table = node.table().filter(|table| !table.is_empty())?;
        let has_all = |name: &&'n str| {
            let below = self.below(&format!("{path}.{name}"));
            table.keys().all(|key| below.contains(&key.get_ref().as_ref()))
        };
        let mut found = names.iter().copied().filter(has_all);
        found.next().filter(|_| found.next().is_none())
    }

    fn is_fact(&self, table: &str, key: &str) -> bool {
        match self.0.get(table) {
            Some(FactKeys::Named(keys)) => keys.iter().any(|known| known == key),
            Some(FactKeys::Free) => true,
            None => false,
        }
    }

    fn is_table(&self, path: &str) -> bool {
        let prefix = format!("{path}.");
        self.0.contains_key(path) || self.0.keys().any(|table| table.starts_with(&prefix))
    }
}

/// The facts of a design, by the path of their table.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    tables: IndexMap<String, FactTable>,
    /// Paths whose values are not tables (already reported).
    unread: Vec<String>,
}

/// A table of facts.
#[derive(Clone, Debug)]
pub struct FactTable {
    facts: IndexMap<String, Fact>,
    /// The reason, if the whole table is not applicable.
    pub not_applicable: Option<Text>,
    /// Where the table is written.
    pub span: Span,
    /// How many of its keys nothing knows (already reported): each may be a misspelt one that is missing.
    pub strangers: usize,
}

impl Facts {
    /// A fact by its table's path and its key.
    pub fn get(&self, table: &str, key: &str) -> Option<&Fact> {
        self.tables.get(table)?.facts.get(key)
    }

    /// A fact by its whole path. A name that the author chose may have dots in it.
    pub fn at(&self, path: &str) -> Option<&Fact> {
        splits(path).find_map(|(table, key)| self.get(table, key))
    }

    /// A table by its path.
    pub fn table(&self, path: &str) -> Option<&FactTable> {
        self.tables.get(path)
    }

    /// The tables with their paths, in the author's order.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &FactTable)> {
        self.tables.iter().map(|(path, table)| (path.as_str(), table))
    }

    /// Why `table` has no facts: the reason of the table itself, or of a table that contains it.
    pub fn not_applicable(&self, table: &str) -> Option<&Text> {
        let mut path = table;
        loop {
            if let Some(reason) = self.tables.get(path).and_then(|table| table.not_applicable.as_ref()) {
                return Some(reason);
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// Whether the value of `table` could not be read.
    pub fn is_unread(&self, table: &str) -> bool {
        let covers = |unread: &String| {
            table.strip_prefix(unread.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.unread.iter().any(covers)
    }

    /// Every fact with its path, in the author's order.
    pub fn iter(&self) -> impl Iterator<Item = (String, &Fact)> {
        self.tables.iter().flat_map(|(path, table)| {
            table.facts.values().map(move |fact| (format!("{path}.{}", fact.key.value), fact))
        })
    }

    /// Reads the table at `path` and those in it.
    pub(super) fn read(&mut self, node: Node<'_>, path: &str, known: &KnownFacts, reader: &mut Reader<'_>) {
        let free = Shape::Map { key: None, value: Box::new(Shape::String) };
        let Some(table) = reader.table(node, &free) else {
            self.unread.push(path.to_owned());
            return;
        };
        let mut facts =
            FactTable { facts: IndexMap::new(), not_applicable: None, span: node.span, strangers: 0 };
        if only_table(table, "not-applicable") {
            facts.not_applicable = read_reason(node, reader);
            self.tables.insert(path.to_owned(), facts);
            return;
        }
        let all = known.below(path);
        let mut inner = Vec::new();
        let mut misspelt = Vec::new();
        facts.facts.reserve_exact(table.len());
        for (key, value) in table {
            let entry = Node::entry(reader, key, value);
            if known.is_fact(path, entry.name) {
                facts.read(entry, entry.name, reader);
            } else if known.is_table(&format!("{path}.{}", entry.name)) {
                inner.push((entry, entry.name));
            } else {
                let is_free = |name: &&str| !table.contains_key(*name) && !misspelt.contains(name);
                let free: Vec<&str> = all.iter().copied().filter(is_free).collect();
                let near = reader.unknown_key(entry, node, &free, &all);
                let Some(near) = near.or_else(|| known.table_with(path, &free, entry)) else {
                    facts.strangers += 1;
                    continue;
                };
                // It counts as present, and is read as it was meant.
                misspelt.push(near);
                if known.is_fact(path, near) {
                    facts.read(entry, near, reader);
                } else {
                    inner.push((entry, near));
                }
            }
        }
        self.tables.insert(path.to_owned(), facts);
        for (entry, name) in inner {
            self.read(entry, &format!("{path}.{name}"), known, reader);
        }
    }
}

/// Every way to read a path as that of a table and a key, the shortest key first.
fn splits(path: &str) -> impl Iterator<Item = (&str, &str)> {
    path.rmatch_indices('.').map(|(at, _)| (&path[..at], &path[at + 1..]))
}

impl FactTable {
    /// The facts, in the author's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Fact> {
        self.facts.values()
    }

    /// Reads a value as the fact with a key. A value that cannot be a fact is reported and counts
    /// as present.
    fn read(&mut self, node: Node<'_>, key: &str, reader: &mut Reader<'_>) {
        let value =
            FactValue::read(node, reader).unwrap_or_else(|| FactValue::Text(Text::stand_in(node.span)));
        let spanned = Spanned::new(key.to_owned(), node.key);
        self.facts.insert(key.to_owned(), Fact { key: spanned, value, span: node.span });
    }
}

impl Walk for Facts {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        for (path, table) in &self.tables {
            let at = at.keys(path);
            table.not_applicable.walk_at(&at.key("not-applicable"), visit);
            for (key, fact) in &table.facts {
                let at = at.key(key);
                visit(Leaf::Name(&fact.key), &at);
                match &fact.value {
                    FactValue::Text(text) => text.walk_at(&at, visit),
                    FactValue::List(texts) => texts.walk_at(&at, visit),
                    FactValue::Entries(entries) => entries.walk_at(&at, visit),
                    FactValue::Number(_) | FactValue::Date(_) => {}
                }
            }
        }
    }
}
