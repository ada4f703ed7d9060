//! Tables and keys that are not where they belong: under a misspelt or an unknown name, in the wrong
//! table, or below an id whose own header is not there.
//!
//! Each is reported once and then moved to the place where it seems to be meant, before the tree is
//! read. So nothing that is declared there is missing, and nothing that cites it cites nothing.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::fact::KnownFacts;
use crate::reading::{Field, Reader, TomlTable};

mod astray;
mod meaning;
mod parts;
mod report;
mod synonyms;

/// The tables of the top level.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// Those that do not depend on a template.
    pub(super) tables: &'static [Field],
    /// Those of facts.
    pub(super) facts: &'k KnownFacts,
}

/// What an unknown name of the top level is meant to be.
enum Meaning<'n> {
    /// The known table with a similar name, which is not in the file.
    Near(&'n str),
    /// The known table with a similar name, which is in the file, too.
    Twin(&'n str),
    /// A table, by its path: the keys are those of it, or of an entry of it.
    Path(Vec<String>),
    /// The table that people also call so.
    Called(&'n str),
    /// A key of `[design]`.
    OfDesign,
    /// Nobody knows.
    Nothing,
}

/// Something that is moved: its path, and the one that is meant, if any is.
struct Move {
    from: Vec<String>,
    to: Option<Vec<String>>,
}

/// Moves what is not where it belongs, and reports it. Gives the ids that are declared in places
/// that nothing knows.
pub(super) fn settle(tree: &mut TomlTable<'_>, known: Known<'_>, reader: &mut Reader<'_>) -> HashSet<String> {
    let mut ids = HashSet::new();
    for moves in [meaning::of_roots, meaning::of_design, parts::of_entries, astray::of_tables] {
        let moves = moves(tree, known, reader);
        for (Move { from, to }, key, value) in take(tree, moves) {
            match to {
                Some(path) => {
                    // Below an id that is not declared itself.
                    if let ([_, id, ..], true) = (from.as_slice(), from.len() == path.len()) {
                        ids.insert(id.clone());
                    }
                    put(tree, &path, &key, value);
                }
                None => declared(&key, &value, &mut ids),
            }
        }
    }
    ids
}

/// The ids that a table may be meant to declare.
fn declared(key: &TomlSpanned<DeString<'_>>, value: &TomlSpanned<DeValue<'_>>, ids: &mut HashSet<String>) {
    let entries = value.get_ref().as_array().into_iter().flatten();
    for entry in entries.filter_map(|entry| entry.get_ref().as_table()) {
        let words = ["id", "name"].iter().filter_map(|key| entry.get(*key)?.get_ref().as_str());
        ids.extend(words.map(str::to_owned));
    }
    let Some(table) = value.get_ref().as_table() else { return };
    ids.insert(key.get_ref().to_string());
    let tables = table.iter().filter(|(_, value)| value.get_ref().is_table());
    ids.extend(tables.map(|(key, _)| key.get_ref().to_string()));
}

/// A table or a key that was taken from its place.
type Taken<'t> = (Move, TomlSpanned<DeString<'t>>, TomlSpanned<DeValue<'t>>);

/// Takes what is moved from its tables, each of which is gone through once.
fn take<'t>(tree: &mut TomlTable<'t>, moves: Vec<Move>) -> Vec<Taken<'t>> {
    let mut by_table: IndexMap<Vec<String>, HashMap<String, Move>> = IndexMap::new();
    for step in moves {
        if let Some((last, tables)) = step.from.split_last() {
            let last = last.clone();
            by_table.entry(tables.to_vec()).or_default().insert(last, step);
        }
    }
    let mut taken = Vec::new();
    for (path, mut moves) in by_table {
        let Some(table) = at_path(tree, &path) else { continue };
        for (key, value) in std::mem::take(table) {
            match moves.remove(key.get_ref().as_ref()) {
                Some(step) => taken.push((step, key, value)),
                None => _ = table.insert(key, value),
            }
        }
    }
    taken
}

/// The table at a path, in which an item of an array is named by its index.
fn at_path<'v, 't>(tree: &'v mut TomlTable<'t>, path: &[String]) -> Option<&'v mut TomlTable<'t>> {
    let Some((first, rest)) = path.split_first() else { return Some(tree) };
    let mut value = tree.get_mut(first.as_str())?;
    for name in rest {
        value = match value.get_mut() {
            DeValue::Table(table) => table.get_mut(name.as_str())?,
            DeValue::Array(items) => items.get_mut(name.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    inner(value)
}

/// Puts a value at a path. What is there already stays; two tables become one.
fn put<'t>(
    tree: &mut TomlTable<'t>,
    path: &[String],
    key: &TomlSpanned<DeString<'t>>,
    value: TomlSpanned<DeValue<'t>>,
) {
    let Some((last, tables)) = path.split_last() else { return };
    let named = |name: &String| TomlSpanned::new(key.span(), DeString::Owned(name.clone()));
    let mut table = tree;
    for name in tables {
        if !table.contains_key(name.as_str()) {
            table.insert(named(name), TomlSpanned::new(key.span(), DeValue::Table(DeTable::new())));
        }
        let Some(next) = table.get_mut(name.as_str()).and_then(inner) else { return };
        table = next;
    }
    match table.get_mut(last.as_str()) {
        Some(there) => merge(there, value),
        None => _ = table.insert(named(last), value),
    }
}

fn merge<'t>(there: &mut TomlSpanned<DeValue<'t>>, value: TomlSpanned<DeValue<'t>>) {
    let (Some(table), DeValue::Table(more)) = (inner(there), value.into_inner()) else { return };
    for (key, value) in more {
        match table.get_mut(key.get_ref().as_ref()) {
            Some(there) => merge(there, value),
            None => _ = table.insert(key, value),
        }
    }
}

fn inner<'v, 't>(value: &'v mut TomlSpanned<DeValue<'t>>) -> Option<&'v mut TomlTable<'t>> {
    match value.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}
