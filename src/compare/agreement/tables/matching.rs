//! Which table of the design is which of the files.

use std::collections::HashSet;

use super::super::{Source, share};
use super::key;
use crate::design::{Entity, Table, TableKind};
use crate::interchange::partial;

/// The tables that are one, by name; then those whose columns are.
pub(super) fn matched<'a>(
    own: &[&'a Entity<Table>],
    theirs: &[(Source<'a>, &'a partial::Table)],
) -> Vec<(&'a Entity<Table>, usize)> {
    let mut pairs: Vec<(&'a Entity<Table>, usize)> = Vec::new();
    let mut left: Vec<&'a Entity<Table>> = Vec::new();
    let mut free: Vec<usize> = (0..theirs.len()).collect();
    let names: Vec<String> = theirs.iter().map(|(_, table)| key(&table.name.value)).collect();
    for table in own {
        let name = key(&table.id.value);
        let is_of = |source: &Source<'_>| {
            source
                .held
                .component
                .as_deref()
                .is_none_or(|id| table.component.as_deref().is_none_or(|own: &str| own == id))
        };
        let is_it = |at: &usize| names[*at] == name && is_of(&theirs[*at].0);
        match free.iter().copied().find(is_it) {
            Some(at) => {
                free.retain(|other| *other != at);
                pairs.push((table, at));
            }
            None => left.push(table),
        }
    }
    for table in left {
        let alike = |at: &usize| likeness(table, theirs[*at].1);
        let best = free.iter().copied().max_by(|one, other| alike(one).total_cmp(&alike(other)));
        let is_sure = table.kind() == TableKind::Table && table.not_in_source.is_none();
        if let Some(at) = best.filter(|at| is_sure && alike(at) >= LIKENESS) {
            free.retain(|other| *other != at);
            pairs.push((table, at));
        }
    }
    pairs
}

/// How many of the columns of two tables have to have the same name for the tables to be one.
const LIKENESS: f64 = 0.6;

fn likeness(own: &Table, theirs: &partial::Table) -> f64 {
    let ours: HashSet<String> = own.columns.value.iter().map(|column| key(&column.name)).collect();
    let other: HashSet<String> = theirs.columns.iter().map(|column| key(&column.name.value)).collect();
    let all = ours.union(&other).count();
    // A single column, such as an id, is in many tables.
    if all < 2 { 0.0 } else { share(ours.intersection(&other).count(), all) }
}
