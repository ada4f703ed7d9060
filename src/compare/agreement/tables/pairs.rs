//! Which column is which.

use super::key;
use crate::compare::types;
use crate::design::{Column, Table};
use crate::interchange::partial;
use crate::source::Span;

/// The columns that are one.
pub(super) type Columns<'a> = Vec<(&'a Column, &'a partial::Column)>;

/// Which column is which: by name; then one that has the type and the place of one that is gone.
pub(super) fn columns<'a>(own: &'a Table, theirs: &'a partial::Table) -> Columns<'a> {
    let find =
        |ours: &Column| theirs.columns.iter().find(|column| key(&column.name.value) == key(&ours.name));
    let mut pairs: Columns<'a> =
        own.columns.value.iter().filter_map(|ours| Some((ours, find(ours)?))).collect();
    let is_free = |pairs: &Columns<'_>, column: &partial::Column| {
        !pairs.iter().any(|(_, known)| known.name.value == column.name.value)
    };
    let name = |column: Option<&Column>| column.map(|column| key(&column.name));
    let their_name = |column: Option<&partial::Column>| column.map(|column| key(&column.name.value));
    for (at, ours) in own.columns.value.iter().enumerate() {
        if find(ours).is_some() {
            continue;
        }
        let before = name(at.checked_sub(1).and_then(|at| own.columns.value.get(at)));
        let after = name(own.columns.value.get(at + 1));
        let is_it = |(place, column): &(usize, &'a partial::Column)| {
            let their_before = their_name(place.checked_sub(1).and_then(|at| theirs.columns.get(at)));
            let their_after = their_name(theirs.columns.get(place + 1));
            let is_there = before == their_before || (after.is_some() && after == their_after);
            is_there && is_free(&pairs, column) && !types::disagree(&ours.kind, &column.kind.value)
        };
        let found = theirs.columns.iter().enumerate().find(is_it).map(|(_, column)| column);
        pairs.extend(found.map(|column| (ours, column)));
    }
    pairs
}

/// The name that a column of the design has in the files.
pub(super) fn there(columns: &Columns<'_>, name: &str) -> String {
    let pair = columns.iter().find(|(ours, _)| key(&ours.name) == key(name));
    pair.map_or_else(|| key(name), |(_, column)| key(&column.name.value))
}

/// The column of the design that has a name in the files.
pub(super) fn here<'a>(columns: &Columns<'a>, name: &str) -> Option<&'a Column> {
    columns.iter().find(|(_, column)| key(&column.name.value) == key(name)).map(|(ours, _)| *ours)
}

/// Where the files have the first of some columns, or the table.
pub(super) fn place(theirs: &partial::Table, names: &[String]) -> Span {
    let column =
        names.first().and_then(|name| theirs.columns.iter().find(|column| key(&column.name.value) == *name));
    column.map_or(theirs.name.span, |column| column.span)
}
