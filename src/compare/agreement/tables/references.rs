//! Foreign keys.

use super::pairs::{Columns, here, place, there};
use super::{ColumnDrift, key};
use crate::design::{KeyTarget, Table};
use crate::interchange::partial;
use crate::source::Span;

/// A foreign key: its columns, its target as it is compared, and as it is written; none leads into another system.
struct Reference {
    columns: Vec<String>,
    target: Option<(String, Vec<String>)>,
    written: String,
    span: Span,
}

/// Holds the foreign keys of a table against those of the files.
pub(super) fn references<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    tables: &[(String, String)],
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let now = |table: &str| {
        let table = key(table);
        tables.iter().find(|(own, _)| *own == table).map_or(table, |(_, theirs)| theirs.clone())
    };
    let mut ours: Vec<Reference> = Vec::new();
    for own in own.keys() {
        let target = match &own.target {
            KeyTarget::Columns { table, columns } => {
                Some((now(table), columns.iter().map(|name| key(name)).collect()))
            }
            KeyTarget::Elsewhere { .. } => None,
            KeyTarget::Malformed => continue,
        };
        ours.push(Reference {
            columns: own.columns.iter().map(|name| there(columns, name)).collect(),
            target,
            written: own.references.value.clone(),
            span: own.references.span,
        });
    }
    let other: Vec<Reference> = theirs
        .foreign_keys
        .iter()
        .map(|foreign| Reference {
            columns: foreign.columns.iter().map(|name| key(name)).collect(),
            target: Some((key(&foreign.table), foreign.targets.iter().map(|name| key(name)).collect())),
            written: match &foreign.targets[..] {
                [] => foreign.table.clone(),
                [column] => format!("{}.{column}", foreign.table),
                columns => format!("{}({})", foreign.table, columns.join(", ")),
            },
            span: foreign.span,
        })
        .collect();
    let is_known = |names: &[String]| names.iter().all(|name| here(columns, name).is_some());
    for own in &ours {
        let Some((table, targets)) = &own.target else { continue };
        let same = other.iter().filter(|other| other.columns == own.columns);
        let is_it = |other: &&Reference| {
            other.target.as_ref().is_some_and(|(known, columns)| {
                known == table && (columns.is_empty() || same_columns(columns, targets))
            })
        };
        let mut same = same.peekable();
        let first = same.peek().copied();
        if same.any(|other| is_it(&other)) || !is_known(&own.columns) {
            continue;
        }
        found.push(ColumnDrift::Reference {
            columns: own.columns.clone(),
            column: own.columns.first().and_then(|name| here(columns, name)),
            here: Some(own.span),
            theirs: first.map(|other| other.written.clone()),
            there: first.map_or_else(|| place(theirs, &own.columns), |other| other.span),
        });
    }
    for other in &other {
        if !ours.iter().any(|own| own.columns == other.columns) && is_known(&other.columns) {
            found.push(ColumnDrift::Reference {
                columns: other.columns.clone(),
                column: other.columns.first().and_then(|name| here(columns, name)),
                here: None,
                theirs: Some(other.written.clone()),
                there: other.span,
            });
        }
    }
}

/// Whether two targets are the same columns: a name of the design may have been changed since, which is a finding at
/// the column that is referenced.
fn same_columns(theirs: &[String], ours: &[String]) -> bool {
    theirs == ours || theirs.len() != ours.len()
}
