//! The columns of a table among themselves: none is declared twice, and an index is on columns that exist.

use std::collections::HashMap;

use super::lookup::Lookup;
use crate::design::{Entity, Table, column_type};
use crate::diagnostic::Finding;
use crate::reading::Plain;

/// Columns with the name of an earlier one.
pub(super) fn repeated(lookup: &Lookup<'_>, table: &Entity<Table>) -> Vec<Finding> {
    let mut seen: HashMap<&str, &Plain> = HashMap::new();
    let mut findings = Vec::new();
    for column in table.columns.value.iter().filter(|column| !column.name.is_empty()) {
        if let Some(first) = seen.get(&*column.name) {
            let message = format!("the table `{}` has two columns named `{}`", table.id.value, &*column.name);
            let finding = lookup.finding(column.name.span, message).label("the same name again");
            let finding = finding.related(first.span, "the first one is here");
            findings.push(finding.help("rename or delete one of them"));
        } else {
            seen.insert(&column.name, &column.name);
        }
    }
    findings
}

/// Indexes on columns that do not exist.
pub(super) fn indexed(lookup: &Lookup<'_>, table: &Entity<Table>) -> Vec<Finding> {
    let Some(own) = lookup.columns(&table.id.value) else { return Vec::new() };
    let mut findings = Vec::new();
    for name in table.indexes.iter().flat_map(|index| &index.columns) {
        let Some(column) = column_type::indexed(name).filter(|column| own.find(column).is_none()) else {
            continue;
        };
        let message =
            format!("the table `{}` has no column `{column}`, but has an index on it", table.id.value);
        let finding = lookup.finding(name.span, message).label("indexed here but not declared");
        let finding = finding.related(table.id.span, "the table is declared here");
        findings.push(own.suggest(finding, name, column, ""));
    }
    findings
}
