//! Keys in a table that does not know them, while another one does: most often they were added at the end of
//! the file, where the last table is still open.

use std::ops::Range;

use toml::de::DeValue;

use super::{Known, Move, report};
use crate::reading::{Field, Node, Reader, Record, TomlTable, nearest};

/// A table with known keys.
struct Home<'t> {
    path: Vec<String>,
    /// `None` if it is not in the file.
    table: Option<&'t TomlTable<'t>>,
    header: Range<usize>,
    keys: Keys<'t>,
    /// Whether it is one of several, by its id or its place.
    is_entry: bool,
}

/// The keys that a table knows.
enum Keys<'t> {
    Record(Record),
    Facts(Vec<&'t str>),
}

/// The keys that belong to another table.
pub(super) fn of_tables(tree: &TomlTable<'_>, known: Known<'_>, reader: &mut Reader<'_>) -> Vec<Move> {
    let homes = homes(tree, known);
    let inner = entries(tree, known);
    let mut moves = Vec::new();
    for source in homes.iter().chain(&inner) {
        let mut found: Vec<Astray<'_>> = Vec::new();
        let mut entries: Vec<_> = source.table.into_iter().flatten().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let node = Node::entry(reader, key, value);
            if source.may_have(node) {
                continue;
            }
            let Some((to, is_free)) = place(node, source, &homes, tree, known) else { continue };
            found.push(Astray { node, to, is_free });
        }
        for one in &found {
            let home = one.home();
            let is_lost = homes.iter().any(|other| other.path == home && other.table.is_none());
            let mut run = found.iter().filter(|other| is_lost && other.home() == home);
            match (run.next(), run.next()) {
                // The header of the table is lost.
                (Some(first), Some(_)) if std::ptr::eq(first, one) => {
                    let more = run.count() + 1;
                    report::lost_table(one.node, more, source.header.clone(), home, reader);
                }
                (Some(_), Some(_)) => {}
                _ => report::astray(one.node, source.header.clone(), &one.to, one.is_free, tree, reader),
            }
        }
        moves.extend(found.into_iter().map(|one| {
            let from = [source.path.as_slice(), &[one.node.name.to_owned()]].concat();
            Move { from, to: one.is_free.then_some(one.to) }
        }));
    }
    moves
}

/// A key that belongs to another table.
struct Astray<'t> {
    node: Node<'t>,
    /// The path that is meant.
    to: Vec<String>,
    is_free: bool,
}

impl Astray<'_> {
    /// The path of the table that it belongs to.
    fn home(&self) -> &[String] {
        self.to.split_last().map_or(&[], |(_, home)| home)
    }
}

/// The path of a key where it belongs, and whether nothing is there yet: the top level, or the one table that
/// takes it. The tables of the file come first.
fn place(
    node: Node<'_>,
    source: &Home<'_>,
    homes: &[Home<'_>],
    tree: &TomlTable<'_>,
    known: Known<'_>,
) -> Option<(Vec<String>, bool)> {
    let is_root =
        |field: &Field| field.key == node.name && node.table().is_some() && (field.shape)().suits(node.value);
    if known.tables.iter().any(is_root) {
        return Some((vec![node.name.to_owned()], !tree.contains_key(node.name)));
    }
    let takes = |home: &&Home<'_>| home.path != source.path && home.takes(node);
    let only = |is_there: bool| {
        let mut takers = homes.iter().filter(|home| home.table.is_some() == is_there).filter(takes);
        takers.next().filter(|_| takers.next().is_none())
    };
    let home = only(true).or_else(|| only(false))?;
    let is_free = home.table.is_none_or(|table| !table.contains_key(node.name));
    // Another title or summary may be meant as that of the entry.
    (is_free || !source.is_entry).then(|| ([home.path.as_slice(), &[node.name.to_owned()]].concat(), is_free))
}

/// The tables that are there once.
fn homes<'t>(tree: &'t TomlTable<'t>, known: Known<'t>) -> Vec<Home<'t>> {
    let home = |path: Vec<String>, keys: Keys<'t>| {
        let found = path.split_last().and_then(|(last, tables)| {
            let inner =
                |table: &'t TomlTable<'t>, name: &String| table.get(name.as_str())?.get_ref().as_table();
            tables.iter().try_fold(tree, inner)?.get(last.as_str())
        });
        let header = found.map_or(0..0, toml::Spanned::span);
        Home {
            path,
            table: found.and_then(|found| found.get_ref().as_table()),
            header,
            keys,
            is_entry: false,
        }
    };
    let records = known.tables.iter().filter_map(|field| {
        let shape = (field.shape)();
        let record = shape.record().filter(|_| shape.entry().is_none())?;
        Some(home(vec![field.key.to_owned()], Keys::Record(record)))
    });
    let facts = known.facts.iter().map(|(path, _)| {
        home(path.split('.').map(str::to_owned).collect(), Keys::Facts(known.facts.below(path)))
    });
    records.chain(facts).collect()
}

/// The entries of tables that have entries by id, and of `[[allow]]`.
fn entries<'t>(tree: &'t TomlTable<'t>, known: Known<'_>) -> Vec<Home<'t>> {
    let mut all = Vec::new();
    for field in known.tables {
        let Some(value) = tree.get(field.key) else { continue };
        let shape = (field.shape)();
        let entries: Vec<(String, &'t toml::Spanned<DeValue<'t>>)> = match value.get_ref() {
            DeValue::Table(table) if shape.entry().is_some() => {
                table.iter().map(|(key, value)| (key.get_ref().to_string(), value)).collect()
            }
            DeValue::Array(items) if shape.item().is_some() => {
                items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect()
            }
            _ => continue,
        };
        let Some(record) = shape.entry().or_else(|| shape.item()) else { continue };
        all.extend(entries.into_iter().filter_map(|(name, value)| {
            let path = vec![field.key.to_owned(), name];
            let table = Some(value.get_ref().as_table()?);
            Some(Home {
                path,
                table,
                header: value.span(),
                keys: Keys::Record(record),
                is_entry: shape.item().is_none(),
            })
        }));
    }
    all
}

impl Home<'_> {
    /// Whether a key belongs here, or may be a misspelling of one that does.
    fn may_have(&self, node: Node<'_>) -> bool {
        let is_reserved = matches!(node.name, "not-applicable" | "file");
        let may_have = |names: &[&str]| {
            names.contains(&node.name) || nearest(node.name, names.iter().copied()).is_some()
        };
        is_reserved
            || match &self.keys {
                Keys::Facts(names) => names.is_empty() || may_have(names),
                Keys::Record(record) => {
                    let names: Vec<&str> = record.fields.iter().map(|field| field.key).collect();
                    let lacks = |key: &str| self.table.is_some_and(|table| !table.contains_key(key));
                    let mut lacking = record.fields.iter().filter(|field| field.required && lacks(field.key));
                    may_have(&names) || lacking.any(|field| (field.shape)().suits(node.value))
                }
            }
    }

    /// Whether a key of this name, with this value, is one of the table's.
    fn takes(&self, node: Node<'_>) -> bool {
        match &self.keys {
            Keys::Record(record) => {
                record.fields.iter().any(|field| field.key == node.name && (field.shape)().suits(node.value))
            }
            Keys::Facts(names) => names.contains(&node.name) && !matches!(node.value, DeValue::Boolean(_)),
        }
    }
}
