//! Indexes. They are known by their columns; a unique one is like a unique column.

use std::collections::HashMap;

use super::catalogue::{COLUMN_NOT_UNIQUE, COLUMN_UNIQUE, ChangeKind, TABLE_REWORDED};
use super::columns::TableColumns;
use super::context::{Context, Entry};
use super::keys::Both;
use crate::design::value::{Recorded, Value};
use crate::design::{Index, Table};
use crate::markdown::one_line;

/// Adds what changed of the indexes of a table. An index of a column that is gone or new follows from
/// that; a unique one, if all its columns are.
pub(super) fn compare(
    context: &mut Context<'_>,
    both: &Both<'_>,
    (old, new): (&Table, &Table),
    table: &TableColumns<'_>,
) {
    let entry = |kind: &'static ChangeKind, old: Option<&Index>, new: Option<&Index>, what: &str| {
        Entry::new(kind, both.entity.clone(), format!("{}.indexes", both.path))
            .at(old.map(|index| index.span), new.map(|index| index.span))
            .detail(what.to_owned())
    };
    let columns = |index: &Index| index.columns.iter().map(|it| one_line(&it.value)).collect::<Vec<_>>();
    let columns_now = |index: &Index| -> Vec<String> {
        columns(index).iter().map(|column| table.as_named_now(column)).collect()
    };
    // The first of several on the same columns comes last, where it is taken from.
    let mut same: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (at, index) in old.indexes.iter().enumerate().rev() {
        same.entry(columns_now(index)).or_default().push(at);
    }
    let mut left: Vec<Option<&Index>> = old.indexes.iter().map(Some).collect();
    let mut added: Vec<&Index> = Vec::new();
    for index in &new.indexes {
        let found = same.get_mut(&columns(index)).and_then(Vec::pop);
        let Some(before) = found.and_then(|at| left.get_mut(at)?.take()) else {
            added.push(index);
            continue;
        };
        let spans = (Some(before), Some(index));
        match (before.unique, index.unique) {
            (false, true) => {
                context.add(entry(&COLUMN_UNIQUE, spans.0, spans.1, "an index has to be unique"));
            }
            (true, false) => {
                context.add(entry(
                    &COLUMN_NOT_UNIQUE,
                    spans.0,
                    spans.1,
                    "an index no longer has to be unique",
                ));
            }
            _ if !context.same(&without_columns(before), &without_columns(index)) => {
                context.add(entry(&TABLE_REWORDED, spans.0, spans.1, "an index changed"));
            }
            _ => {}
        }
    }
    let mut gone: Vec<&Index> = left.into_iter().flatten().collect();
    gone.retain(|index| !follows(index, &columns(index), |column| table.is_gone(column)));
    added.retain(|index| !follows(index, &columns(index), |column| table.is_added(column)));
    // What is neither unique before nor after is one change: an index of other columns.
    let (gone, plain_gone): (Vec<&Index>, Vec<&Index>) = gone.into_iter().partition(|index| index.unique);
    let (added, plain_added): (Vec<&Index>, Vec<&Index>) = added.into_iter().partition(|index| index.unique);
    let both_sides = plain_gone.len().min(plain_added.len());
    for (before, after) in plain_gone.iter().zip(&plain_added) {
        context.add(entry(&TABLE_REWORDED, Some(before), Some(after), "an index has other columns"));
    }
    let gone = gone.into_iter().chain(plain_gone.into_iter().skip(both_sides));
    let added = added.into_iter().chain(plain_added.into_iter().skip(both_sides));
    for index in gone {
        let kind = if index.unique { &COLUMN_NOT_UNIQUE } else { &TABLE_REWORDED };
        context.add(entry(kind, Some(index), None, "an index was removed"));
    }
    for index in added {
        let kind = if index.unique { &COLUMN_UNIQUE } else { &TABLE_REWORDED };
        context.add(entry(kind, None, Some(index), "an index was added"));
    }
}

fn without_columns(index: &Index) -> Value<'_> {
    let mut record = index.record();
    record.fields.retain(|(key, _)| *key != "columns");
    Value::Record(record)
}

fn follows(index: &Index, columns: &[String], is_of_one_side: impl Fn(&str) -> bool) -> bool {
    let mut columns = columns.iter();
    if index.unique {
        columns.all(|column| is_of_one_side(column))
    } else {
        columns.any(|column| is_of_one_side(column))
    }
}
