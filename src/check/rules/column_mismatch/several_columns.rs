//! Foreign keys of several columns, or those that say more than a column can.

use super::lookup::Lookup;
use crate::design::{Entity, ForeignKey, KeyTarget, Table, column_type};
use crate::diagnostic::{Finding, counted};
use crate::reading::Plain;

/// A key of several columns of a table that is not there.
pub(super) fn unknown_table(
    lookup: &Lookup<'_>,
    own: &Entity<Table>,
    table: &str,
    references: &Plain,
) -> Option<Finding> {
    if lookup.design.tables.declares(table) || lookup.design.stray_ids.contains(table) {
        return None;
    }
    let message =
        format!("a foreign key of `{}` references the table `{table}`, which is not declared", own.id.value);
    let finding = lookup.finding(references.span, message).label("referenced here but not declared");
    Some(match lookup.nearest_table(table) {
        Some(near) => finding
            .help(format!("did you mean the table `{near}`?"))
            .suggest(references.span, format!("\"{}\"", references.replacen(table, &near, 1))),
        None => finding.help(format!(
            "declare `[tables.{table}]`, or write `\"system:{}\"` if the table belongs to another system",
            &**references
        )),
    })
}

/// What is wrong with a key of several columns whose table is there.
pub(super) fn wrong(
    lookup: &Lookup<'_>,
    table: &Entity<Table>,
    key: &ForeignKey,
    target: &KeyTarget<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let own = lookup.columns(&table.id.value);
    for name in &key.columns {
        let Some(own) = own.filter(|own| !name.is_empty() && own.find(name).is_none()) else { continue };
        let message = format!(
            "the table `{}` has no column `{}`, but has a foreign key on it",
            table.id.value, &**name
        );
        let finding = lookup
            .finding(name.span, message)
            .label("part of a foreign key but not declared")
            .related(table.id.span, "the table is declared here");
        findings.push(own.suggest(finding, name, name, ""));
    }
    let references = &key.references;
    let (target, columns) = match target {
        KeyTarget::Elsewhere { .. } => return findings,
        KeyTarget::Malformed if references.is_empty() => return findings,
        KeyTarget::Malformed => {
            findings.push(malformed(lookup, key));
            return findings;
        }
        KeyTarget::Columns { table, columns } => (*table, columns),
    };
    if key.columns.len() != columns.len() && !key.columns.is_empty() {
        let message = format!(
            "the foreign key has {}, but references {}",
            counted(key.columns.len(), "column"),
            counted(columns.len(), "column")
        );
        let finding = lookup
            .finding(references.span, message)
            .label("another number of columns")
            .help("name a column of the other table for each column of the key, in the same order");
        findings.push(finding);
        return findings;
    }
    let Some(theirs) = lookup.columns(target) else { return findings };
    for (name, column) in key.columns.iter().zip(columns.iter().copied()) {
        let Some(referenced) = theirs.find(column) else {
            let message =
                format!("a foreign key references the column `{target}.{column}`, which is not declared");
            let mut finding =
                lookup.finding(references.span, message).label("referenced here but not declared");
            if let Some(declared) = lookup.design.tables.get(target) {
                finding = finding.related(declared.id.span, "the table is declared here");
            }
            findings.push(match theirs.nearest(column) {
                Some(near) => {
                    let names = columns.iter().copied();
                    let renamed: Vec<&str> =
                        names.map(|name| if name == column { near } else { name }).collect();
                    finding
                        .help(format!("did you mean `{near}`?"))
                        .suggest(references.span, format!("\"{target}({})\"", renamed.join(", ")))
                }
                None => finding.help(format!("name a column of `{target}`, or declare `{column}` there")),
            });
            continue;
        };
        let Some(column) = own.and_then(|own| own.find(name)) else { continue };
        if column_type::differ(&column.kind, &referenced.kind) {
            let message = format!(
                "`{}` has the type `{}`, but references `{target}.{}`, which has the type `{}`",
                &*column.name, &*column.kind, &*referenced.name, &*referenced.kind
            );
            let finding = lookup
                .finding(name.span, message)
                .label("not the type of the column it references")
                .related(column.kind.span, "its type")
                .related(referenced.kind.span, format!("the type of `{target}.{}`", &*referenced.name))
                .help(format!("give both columns the same type, such as `type = \"{}\"`", &*referenced.kind));
            findings.push(finding);
        }
    }
    findings
}

/// A key that references `users` instead of `users(id)`.
fn malformed(lookup: &Lookup<'_>, key: &ForeignKey) -> Finding {
    let references = &key.references;
    let message = format!("`{}` does not say which columns are referenced", &**references);
    let finding = lookup.finding(references.span, message).label("not written as `table(column, column)`");
    let name = references.split(['(', '.', ' ']).next().unwrap_or_default();
    let table = lookup.design.tables.get(name);
    let primary: Vec<&str> = table.map_or_else(Vec::new, |table| {
        table.columns.value.iter().filter(|column| column.is_primary()).map(|column| &*column.name).collect()
    });
    if !primary.is_empty() && primary.len() == key.columns.len() {
        let full = format!("{name}({})", primary.join(", "));
        return finding
            .help(format!("did you mean its primary key `{full}`?"))
            .suggest(references.span, format!("\"{full}\""));
    }
    finding
        .help("write `table(column, column)`, or `system:table(column, column)` for another system's columns")
}
