//! Parts of an entry that are not below it: `[options.postgres]`, `[components.uses]`, and
//! `[components.api.uses]` without `[components.api]`. They belong to the entry above.

use toml::de::DeValue;

use super::super::ids::sound;
use super::{Known, Move, report};
use crate::reading::{Node, Reader, Record, TomlTable, nearest};

/// The path of a table of the top level that is a part of an entry: of the last one above it.
pub(super) fn owner(node: Node<'_>, tree: &TomlTable<'_>, known: Known<'_>) -> Option<Vec<String>> {
    let mut last: Option<(u32, Vec<String>)> = None;
    for (root, record, entries) in entries(tree, known) {
        let Some(field) = record.fields.iter().find(|field| field.key == node.name) else { continue };
        if node.table().is_none() || !(field.shape)().suits(node.value) {
            continue;
        }
        for (id, entry) in entries {
            let start = u32::try_from(entry.span().start).unwrap_or(u32::MAX);
            let is_above = start < node.span.start && last.as_ref().is_none_or(|(above, _)| start > *above);
            if is_above && entry.get_ref().is_table() {
                let path = [root, id.get_ref().as_ref(), node.name].map(str::to_owned);
                last = Some((start, path.to_vec()));
            }
        }
    }
    last.map(|(_, path)| path)
}

/// Parts that are where entries should be, and parts of an entry that has no header itself.
pub(super) fn of_entries(tree: &TomlTable<'_>, known: Known<'_>, reader: &mut Reader<'_>) -> Vec<Move> {
    let mut moves = Vec::new();
    let all: Vec<Entries<'_>> = entries(tree, known).collect();
    for &(root, record, entries) in &all {
        // `[people] name = "…"` is one entry without its id, which is reported as that.
        let is_bare = |key: &str| entries.get(key).is_some_and(|value| !value.get_ref().is_table());
        if record.fields.iter().any(|field| field.required && is_bare(field.key)) {
            continue;
        }
        let nodes: Vec<Node<'_>> =
            entries.iter().map(|(key, value)| Node::entry(reader, key, value)).collect();
        let mut whole: Vec<Node<'_>> = nodes.iter().copied().filter(|node| is_whole(*node, reader)).collect();
        whole.retain(|node| part_of(*node, &record).is_none());
        whole.sort_by_key(|node| node.span.start);
        for node in nodes {
            let above = whole.partition_point(|other| other.span.start < node.span.start);
            let above = above.checked_sub(1).and_then(|index| whole.get(index)).copied();
            let from = vec![root.to_owned(), node.name.to_owned()];
            if let Some(key) = part_of(node, &record) {
                let Some(above) = above else { continue };
                report::part(node, root, above, reader);
                let to = [root, above.name, key].map(str::to_owned).to_vec();
                moves.push(Move { from, to: Some(to) });
            } else if let Some(to) = elsewhere(node, root, &record, &all, known) {
                report::elsewhere(node, root, &to, reader);
                moves.push(Move { from, to: Some(to) });
            } else if is_headless(node, &record, reader) {
                let above = above.filter(|above| fits(node, *above));
                // An id that is written in another way is reported as that, unless both have such parts.
                let is_same = |above: Node<'_>| sound(above.name) == sound(node.name) && !shares(node, above);
                if !above.is_some_and(is_same) {
                    report::headless(node, root, above, reader);
                }
                let to = above.map(|above| vec![root.to_owned(), above.name.to_owned()]);
                moves.push(Move { from, to });
            }
        }
    }
    moves
}

/// A table that has entries by id: its name, the record of an entry, and the entries.
type Entries<'t> = (&'static str, Record, &'t TomlTable<'t>);

/// The tables that have entries by id.
fn entries<'t>(tree: &'t TomlTable<'t>, known: Known<'_>) -> impl Iterator<Item = Entries<'t>> {
    known.tables.iter().filter_map(move |field| {
        let entries = tree.get(field.key)?.get_ref().as_table()?;
        Some((field.key, (field.shape)().entry()?, entries))
    })
}

/// The key of a record whose value is a table, if it is not an entry.
fn part_of(node: Node<'_>, record: &Record) -> Option<&'static str> {
    let field = record.fields.iter().find(|field| field.key == node.name)?;
    let table = node.table()?;
    let is_entry = record.claims(table).is_some();
    (!is_entry && (field.shape)().suits(node.value)).then_some(field.key)
}

/// The path of what has none of an entry's keys, but those of another table: `[tests.unit]` has those
/// of `[testing.unit]`, and `[api.uses]` is a part of `[components.api]`.
fn elsewhere(
    node: Node<'_>,
    root: &str,
    record: &Record,
    all: &[Entries<'_>],
    known: Known<'_>,
) -> Option<Vec<String>> {
    let table = node.table().filter(|table| !table.is_empty())?;
    let is_own = |key: &str| record.fields.iter().any(|field| field.key == key);
    if table.keys().any(|key| is_own(key.get_ref())) {
        return None;
    }
    let whole = |other: &str| Some(vec![other.to_owned(), root.to_owned(), node.name.to_owned()]);
    for (other, record, entries) in all {
        let is_part = record.fields.iter().any(|field| field.key == node.name);
        if is_part && entries.contains_key(root) {
            return whole(other);
        }
    }
    let facts = known.facts.iter().find(|(path, _)| {
        let below = known.facts.below(path);
        path.ends_with(&format!(".{}", node.name))
            && table.keys().all(|key| below.contains(&key.get_ref().as_ref()))
    });
    facts.map(|(path, _)| path.split('.').map(str::to_owned).collect())
}

/// Whether the parts that a node has may be those of the entry above: it has none of them, or its id is nearly
/// the same and it has others.
fn fits(node: Node<'_>, above: Node<'_>) -> bool {
    let (Some(parts), Some(there)) = (node.table(), above.table()) else { return false };
    let is_near = nearest(node.name, [above.name]).is_some();
    let are_apart = |one: &DeValue<'_>, other: &DeValue<'_>| {
        let tables = one.as_table().zip(other.as_table());
        tables.is_some_and(|(one, other)| one.keys().all(|key| !other.contains_key(key.get_ref().as_ref())))
    };
    parts.iter().all(|(key, value)| match there.get(key.get_ref().as_ref()) {
        None => true,
        Some(other) => is_near && are_apart(value.get_ref(), other.get_ref()),
    })
}

/// Whether both have a part of one name.
fn shares(node: Node<'_>, above: Node<'_>) -> bool {
    let there = above.table();
    let mut parts = node.table().into_iter().flatten();
    parts.any(|(key, _)| there.is_some_and(|there| there.contains_key(key.get_ref().as_ref())))
}

/// Whether an entry has its own header or braces.
fn is_whole(node: Node<'_>, reader: &Reader<'_>) -> bool {
    reader.text().get(node.span.range()).is_some_and(|text| text.starts_with(['[', '{']))
}

/// Whether all that is there of an entry is parts of it, below their own headers.
fn is_headless(node: Node<'_>, record: &Record, reader: &Reader<'_>) -> bool {
    let Some(table) = node.table().filter(|table| !table.is_empty()) else { return false };
    if !record.fields.iter().any(|field| field.required) {
        return false;
    }
    let is_part = |name: &str| record.fields.iter().any(|field| field.key == name && !field.required);
    !is_whole(node, reader)
        && table.iter().all(|(key, value)| value.get_ref().is_table() && is_part(key.get_ref()))
}
