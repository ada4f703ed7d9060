//! Primary keys, and columns whose values occur once.

use std::collections::{BTreeSet, HashSet};

use super::pairs::{Columns, here, place, there};
use super::{ColumnDrift, key};
use crate::design::Table;
use crate::interchange::partial;
use crate::source::Span;

/// Holds the primary key of a table against that of the files.
pub(super) fn primary<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let ours: BTreeSet<String> = own
        .columns
        .value
        .iter()
        .filter(|column| column.is_primary())
        .map(|column| there(columns, &column.name))
        .collect();
    let written: Vec<String> = theirs.primary.iter().flat_map(|primary| &primary.value).cloned().collect();
    let other: BTreeSet<String> = written.iter().map(|name| key(name)).collect();
    // A column that one side lacks has a finding already.
    let is_known = |name: &&String| here(columns, name).is_some();
    let differing: Vec<&String> = ours.symmetric_difference(&other).filter(is_known).collect();
    if differing.is_empty() {
        return;
    }
    let column = differing.first().and_then(|name| here(columns, name));
    let names: Vec<String> = differing.into_iter().cloned().collect();
    let span = theirs.primary.as_ref().map_or_else(|| place(theirs, &names), |primary| primary.span);
    found.push(ColumnDrift::Primary { column, theirs: written, span });
}

/// Holds unique columns against those of the files.
pub(super) fn unique<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    type Sets = Vec<(BTreeSet<String>, Span)>;
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'));
    let mut ours: Sets = Vec::new();
    for column in own.columns.value.iter().filter(|column| column.unique) {
        ours.push((BTreeSet::from([there(columns, &column.name)]), column.span));
    }
    for index in own.indexes.iter().filter(|index| index.unique) {
        if index.columns.iter().all(|name| is_name(name)) {
            ours.push((index.columns.iter().map(|name| there(columns, name)).collect(), index.span));
        }
    }
    let mut other: Sets = Vec::new();
    for column in &theirs.columns {
        other.extend(column.unique.map(|span| (BTreeSet::from([key(&column.name.value)]), span)));
    }
    for set in &theirs.unique {
        other.push((set.value.iter().map(|name| key(name)).collect(), set.span));
    }
    for index in theirs.indexes.iter().filter(|index| index.is_unique) {
        if index.columns.iter().all(|name| is_name(name)) {
            other.push((index.columns.iter().map(|name| key(name)).collect(), index.span));
        }
    }
    let partial: Vec<BTreeSet<String>> = theirs
        .indexes
        .iter()
        .filter(|index| index.is_partial)
        .map(|index| index.columns.iter().map(|name| key(name)).collect())
        .collect();
    let keys: [BTreeSet<String>; 2] = [
        own.columns
            .value
            .iter()
            .filter(|column| column.is_primary())
            .map(|column| there(columns, &column.name))
            .collect(),
        theirs.primary.iter().flat_map(|primary| &primary.value).map(|name| key(name)).collect(),
    ];
    let is_told = |set: &BTreeSet<String>| {
        keys.contains(set) || partial.contains(set) || set.iter().any(|name| here(columns, name).is_none())
    };
    let mut told: HashSet<BTreeSet<String>> = HashSet::new();
    let mut add = |set: &BTreeSet<String>, ours: Option<Span>, other: Option<Span>| {
        if is_told(set) || !told.insert(set.clone()) {
            return;
        }
        let names: Vec<String> = set.iter().cloned().collect();
        let column = names.first().and_then(|name| here(columns, name));
        let there = other.unwrap_or_else(|| place(theirs, &names));
        found.push(ColumnDrift::Unique { columns: names, column, here: ours, there });
    };
    for (set, span) in ours.iter().filter(|(set, _)| !other.iter().any(|(known, _)| known == set)) {
        add(set, Some(*span), None);
    }
    for (set, span) in other.iter().filter(|(set, _)| !ours.iter().any(|(known, _)| known == set)) {
        add(set, None, Some(*span));
    }
}
