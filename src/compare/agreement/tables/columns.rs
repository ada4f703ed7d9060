//! What differs between the columns of a table.

use super::defaults::default;
use super::keys::{primary, unique};
use super::pairs::columns;
use super::references::references;
use super::{ColumnDrift, key};
use crate::compare::types;
use crate::design::Table;
use crate::interchange::partial;

/// Holds the columns and keys of a table against those of the files.
pub(super) fn compare<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    tables: &[(String, String)],
    takes: bool,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let columns = columns(own, theirs);
    for (ours, column) in &columns {
        let (ours, column) = (*ours, *column);
        if key(&ours.name) != key(&column.name.value) {
            found.push(ColumnDrift::Renamed(ours, column));
        }
        if !ours.kind.is_stand_in
            && !column.kind.value.is_empty()
            && types::disagree(&ours.kind, &column.kind.value)
        {
            found.push(ColumnDrift::Type(ours, column));
        }
        let is_key = ours.is_primary() || theirs.is_primary(&column.name.value);
        if !is_key && ours.nullable != (column.nullable.value && !types::fills_itself(&column.kind.value)) {
            found.push(ColumnDrift::Nullable(ours, column));
        }
        let defaults = ours.default.as_ref().zip(column.default.as_ref());
        if defaults.is_some_and(|(ours, theirs)| default(ours) != default(&theirs.value)) {
            found.push(ColumnDrift::Default(ours, column));
        }
    }
    let here =
        own.columns.value.iter().filter(|ours| !columns.iter().any(|(known, _)| known.span == ours.span));
    found.extend(here.filter(|ours| !ours.name.is_stand_in).map(ColumnDrift::OnlyHere));
    let there = theirs
        .columns
        .iter()
        .filter(|column| !takes && !columns.iter().any(|(_, known)| known.name.value == column.name.value));
    found.extend(there.map(ColumnDrift::OnlyThere));
    primary(own, theirs, &columns, found);
    unique(own, theirs, &columns, found);
    references(own, theirs, &columns, tables, found);
}
