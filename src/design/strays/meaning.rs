//! Which table an unknown one is meant to be: the one with a similar name, or the one that its keys
//! belong to.

use toml::de::DeValue;

use super::super::fact::FactKeys;
use super::super::meta::Meta;
use super::{Known, Meaning, Move, parts, report, synonyms};
use crate::reading::{Node, Reader, Record, Shape, TomlTable, nearest};

/// The tables and keys of the top level that are not known.
pub(super) fn of_roots(tree: &TomlTable<'_>, all: Known<'_>, reader: &mut Reader<'_>) -> Vec<Move> {
    let mut known: Vec<&str> = all.tables.iter().map(|table| table.key).collect();
    known.extend(all.facts.roots());
    let mut taken: Vec<&str> = known.iter().copied().filter(|name| tree.contains_key(*name)).collect();
    let shapes: Vec<(&str, Shape)> = all.tables.iter().map(|field| (field.key, (field.shape)())).collect();
    let mut moves = Vec::new();
    // The header of `[design]` may be missing above all of its keys.
    let has_design = tree.contains_key("design");
    let mut required = Meta::RECORD.fields.iter().filter(|field| field.required);
    let is_lost = !has_design && required.all(|field| tree.contains_key(field.key));
    let mut is_told = false;
    for (key, value) in tree {
        let node = Node::entry(reader, key, value);
        if node.name == "x" || known.contains(&node.name) {
            continue;
        }
        let meaning = meaning(node, tree, &known, &taken, &shapes, all);
        let name = node.name.to_owned();
        let to = match &meaning {
            Meaning::Near(name) | Meaning::Twin(name) => Some(vec![(*name).to_owned()]),
            Meaning::Path(path) => Some(path.clone()),
            Meaning::Called(name) => is_whole(name, node.value, all).then(|| vec![(*name).to_owned()]),
            Meaning::OfDesign if !has_design && !is_lost => None,
            Meaning::OfDesign => Some(vec!["design".to_owned(), name.clone()]),
            Meaning::Nothing => None,
        };
        match &meaning {
            Meaning::OfDesign if is_lost => {
                if !std::mem::replace(&mut is_told, true) {
                    report::lost_header(node, tree, reader);
                }
            }
            _ => report::stray(node, &meaning, tree, &known, reader),
        }
        if let Meaning::Near(near) = meaning {
            taken.push(near);
        }
        moves.push(Move { from: vec![name], to });
    }
    moves
}

/// Tables of the top level that are below `[design]`.
pub(super) fn of_design(tree: &TomlTable<'_>, all: Known<'_>, reader: &mut Reader<'_>) -> Vec<Move> {
    let Some(design) = tree.get("design").and_then(|design| design.get_ref().as_table()) else {
        return Vec::new();
    };
    let facts = all.facts.roots();
    let mut moves = Vec::new();
    for (key, value) in design {
        let node = Node::entry(reader, key, value);
        let is_own = Meta::RECORD.fields.iter().any(|field| field.key == node.name);
        let is_root = facts.contains(&node.name) || all.tables.iter().any(|table| table.key == node.name);
        if !is_own && is_root && suits(node.name, node.value, all) {
            report::below_design(node, reader);
            let name = node.name.to_owned();
            moves.push(Move { from: vec!["design".to_owned(), name.clone()], to: Some(vec![name]) });
        }
    }
    moves
}

fn meaning<'n>(
    node: Node<'_>,
    tree: &TomlTable<'_>,
    known: &[&'n str],
    taken: &[&str],
    shapes: &[(&str, Shape)],
    all: Known<'_>,
) -> Meaning<'n> {
    let by_parts = || parts::owner(node, tree, all).or_else(|| by_keys(node.name, node.value, shapes, all));
    match called(node, known) {
        // What a table holds says more than its name.
        Some(Meaning::Called(table)) if !is_whole(table, node.value, all) => {
            return by_parts().map_or(Meaning::Called(table), Meaning::Path);
        }
        Some(called) => return called,
        None => {}
    }
    let fitting = |name: &&'n str| suits(name, node.value, all);
    let free = known.iter().copied().filter(|name| !taken.contains(name));
    if let Some(near) = nearest(node.name, free).filter(fitting) {
        return Meaning::Near(near);
    }
    if let Some(twin) = nearest(node.name, known.iter().copied()).filter(fitting) {
        return Meaning::Twin(twin);
    }
    let mut of_design = Meta::RECORD.fields.iter().filter(|field| field.key == node.name);
    if of_design.any(|field| node.table().is_none() || (field.shape)().suits(node.value)) {
        return Meaning::OfDesign;
    }
    by_parts().map_or(Meaning::Nothing, Meaning::Path)
}

/// The table that people also call by the name of this one. Text without a table goes under `[notes]`,
/// whatever it is called.
fn called<'n>(node: Node<'_>, known: &[&'n str]) -> Option<Meaning<'n>> {
    let is_table = match node.value {
        DeValue::Array(items) => items.iter().all(|item| item.get_ref().is_table()),
        value => value.is_table(),
    };
    let mut meant = synonyms::tables(node.name).iter().filter(|_| is_table);
    let table = meant.find_map(|meant| known.iter().find(|known| *known == meant))?;
    Some(if *table == "notes" { Meaning::Nothing } else { Meaning::Called(table) })
}

/// Whether a value can be read as a known table: nothing that has to be there is missing.
fn is_whole(name: &str, value: &DeValue<'_>, all: Known<'_>) -> bool {
    let entry = all.tables.iter().find(|field| field.key == name).and_then(|field| (field.shape)().entry());
    // A plain value is a short form of an entry.
    let is_entry = |record: &Record| {
        let entries = value.as_table().into_iter().flat_map(TomlTable::values);
        let mut tables = entries.filter_map(|entry| entry.get_ref().as_table());
        tables.all(|entry| record.has_required(entry))
    };
    suits(name, value, all) && entry.as_ref().is_none_or(is_entry)
}

/// Whether a value has the outline of a known table.
fn suits(name: &str, value: &DeValue<'_>, all: Known<'_>) -> bool {
    if let Some(field) = all.tables.iter().find(|field| field.key == name) {
        return (field.shape)().suits(value);
    }
    let below = all.facts.below(name);
    let is_known = |key: &str| {
        key == "not-applicable"
            || below.is_empty()
            || below.contains(&key)
            || nearest(key, below.iter().copied()).is_some()
    };
    value
        .as_table()
        .is_some_and(|table| 2 * table.keys().filter(|key| is_known(key.get_ref())).count() >= table.len())
}

/// How many of a table's keys a known one has, of how many.
type Share = (usize, usize);

/// The path of the one table that has all keys of this one, and the most keys that only it has.
fn by_keys(name: &str, value: &DeValue<'_>, shapes: &[(&str, Shape)], all: Known<'_>) -> Option<Vec<String>> {
    let table = value.as_table().filter(|table| !table.is_empty())?;
    let mut found: Vec<(Share, Vec<String>)> = Vec::new();
    for (root, shape) in shapes {
        let root = vec![(*root).to_owned()];
        if let Some(share) = claims(shape, table) {
            found.push((share, root.clone()));
        }
        let Some(record) = shape.entry() else { continue };
        let shares: Option<Vec<Share>> = table
            .values()
            .filter(|value| !value.get_ref().is_str())
            .map(|value| value.get_ref().as_table().and_then(|table| record.claims(table)))
            .collect();
        if let Some(share) = shares.and_then(|shares| shares.into_iter().next()) {
            found.push((share, root.clone()));
        }
        if let Some(share) = record.claims(table) {
            found.push((share, [root, vec![name.to_owned()]].concat()));
        }
    }
    for (path, keys) in all.facts.iter() {
        let FactKeys::Named(keys) = keys else { continue };
        let below = all.facts.below(path);
        if table.keys().all(|key| below.contains(&key.get_ref().as_ref())) {
            found.push(((table.len(), keys.len()), path.split('.').map(str::to_owned).collect()));
        }
    }
    // One key, such as a name, says nothing.
    found.retain(|((keys, _), _)| *keys >= 2);
    let more = |(a, of_a): Share, (b, of_b): Share| a * of_b > b * of_a;
    let best =
        found.iter().find(|(share, _)| found.iter().filter(|(other, _)| !more(*share, *other)).count() == 1);
    best.map(|(_, path)| path.clone())
}

fn claims(shape: &Shape, table: &TomlTable<'_>) -> Option<Share> {
    match shape {
        Shape::Record(record) if record.fields.iter().any(|field| field.required) => record.claims(table),
        _ => None,
    }
}
