//! SD411: a foreign key to a table or column that does not exist or has another type, an index on a
//! column that does not exist, or two columns with the same name.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::check::Subject;
use crate::design::column_type;
use crate::design::{Column, Entity, ForeignKey, KeyTarget, Table, Target};
use crate::diagnostic::{Finding, Group, Sink, counted, listed, rule};
use crate::reading::{Names, Plain, nearest};

rule! {
    /// A foreign key or an index does not match the tables, or a column is declared twice.
    pub(crate) RULE = "SD411", "column-mismatch", Group::Contradiction, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let indexes: HashMap<&str, ColumnIndex<'_>> =
        subject.design.tables.iter().map(|table| (table.id.value.as_str(), by_name(table))).collect();
    let mut tables = None;
    // A table or a column that does not exist is one mistake, however many columns reference it.
    let mut missing: IndexMap<(&str, &str), Vec<Finding>> = IndexMap::new();
    for table in &subject.design.tables {
        repeated(table, sink);
        for column in &table.columns.value {
            let (Some(references), Some(target)) = (&column.references, column.target()) else { continue };
            let absent = match target {
                Target::Column { table, .. } if subject.design.tables.get(table).is_none() => {
                    Some((table, ""))
                }
                Target::Column { table, column } => {
                    let is_there = indexes.get(table).is_some_and(|own| find(own, column).is_some());
                    (!is_there).then_some((table, column))
                }
                _ => None,
            };
            let found = foreign_key(subject, &indexes, &mut tables, column, references, target);
            match absent {
                Some(absent) => missing.entry(absent).or_default().extend(found),
                None => sink.extend(found),
            }
        }
        let Some(own) = indexes.get(table.id.value.as_str()) else { continue };
        for key in &table.foreign_keys {
            let absent = match key.target() {
                KeyTarget::Columns { table, .. } if subject.design.tables.get(table).is_none() => Some(table),
                _ => None,
            };
            match absent {
                Some(absent) => missing.entry((absent, "")).or_default().extend(unknown_table(
                    subject,
                    &mut tables,
                    table,
                    (absent, &key.references),
                )),
                None => sink.extend(several_columns(subject, &indexes, table, key)),
            }
        }
        for name in table.indexes.iter().flat_map(|index| &index.columns) {
            let Some(column) = column_type::indexed(name) else { continue };
            if find(own, column).is_none() && !own.is_empty() {
                let message = format!(
                    "the table `{}` has no column `{column}`, but has an index on it",
                    table.id.value
                );
                let finding = Finding::new(&RULE, name.span, message)
                    .label("indexed here but not declared")
                    .related(table.id.span, "the table is declared here");
                sink.push(suggest(finding, name, column, own.keys().copied(), ""));
            }
        }
    }
    sink.extend(missing.into_values().filter_map(joined));
}

/// One finding about the table or the column that several columns reference.
fn joined(findings: Vec<Finding>) -> Option<Finding> {
    let mut findings = findings.into_iter();
    let first = findings.next()?;
    let applicability = first.applicability;
    let all = findings.fold(first, |all, more| {
        let all = all.related(more.span, "referenced here, too");
        more.fix.into_iter().fold(all, |all, edit| all.fix(edit.span, edit.replacement))
    });
    Some(Finding { applicability, ..all })
}

/// More columns than this are not listed.
const MOST_NAMED: usize = 12;

/// The columns of a table by name.
type ColumnIndex<'a> = HashMap<&'a str, &'a Column>;

/// The columns by name. Empty if a column has no name (already reported): it may be the one in question.
fn by_name(table: &Entity<Table>) -> ColumnIndex<'_> {
    let columns = &table.columns.value;
    if columns.iter().any(|column| column.name.is_stand_in || column.name.trim().is_empty()) {
        return ColumnIndex::new();
    }
    columns.iter().rev().map(|column| (&*column.name, column)).collect()
}

/// Databases ignore the case of names.
fn find<'a>(index: &ColumnIndex<'a>, name: &str) -> Option<&'a Column> {
    let exact = index.get(name).copied();
    exact.or_else(|| {
        index.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, column)| *column)
    })
}

fn repeated(table: &Entity<Table>, sink: &mut Sink) {
    let mut seen: HashMap<&str, &Plain> = HashMap::new();
    for column in table.columns.value.iter().filter(|column| !column.name.is_empty()) {
        if let Some(first) = seen.get(&*column.name) {
            let message = format!("the table `{}` has two columns named `{}`", table.id.value, &*column.name);
            let finding = Finding::new(&RULE, column.name.span, message)
                .label("the same name again")
                .related(first.span, "the first one is here")
                .help("rename or delete one of them");
            sink.push(finding);
        } else {
            seen.insert(&column.name, &column.name);
        }
    }
}

fn foreign_key(
    subject: &Subject<'_>,
    indexes: &HashMap<&str, ColumnIndex<'_>>,
    tables: &mut Option<Names>,
    column: &Column,
    references: &Plain,
    target: Target<'_>,
) -> Option<Finding> {
    let (table, name) = match target {
        Target::Elsewhere(_) => return None,
        Target::Column { table, column } => (table, column),
        // Another rule reports an empty value.
        Target::Malformed if references.is_empty() => return None,
        Target::Malformed => return Some(malformed(subject, references)),
    };
    let Some(declared) = subject.design.tables.get(table) else {
        // What could not be read is reported already, and so is a model of a table that is not there.
        let is_reported = subject.design.tables.declares(table)
            || subject.design.stray_ids.contains(table)
            || subject.design.models.iter().any(|model| model.table.as_deref() == Some(table));
        if is_reported {
            return None;
        }
        let message = format!("`{}` references the table `{table}`, which is not declared", &*column.name);
        let finding = Finding::new(&RULE, references.span, message).label("referenced here but not declared");
        // Some databases write `schema.table.column`.
        let without_schema = name.split_once('.').filter(|(table, _)| subject.design.tables.contains(table));
        if without_schema.is_some() {
            let finding = finding.help(format!("leave out the schema: `{name}`"));
            return Some(finding.fix(references.span, format!("\"{name}\"")));
        }
        let tables = tables.get_or_insert_with(|| Names::new(subject.design.tables.ids()));
        return Some(if let Some(near) = tables.nearest(table) {
            finding
                .help(format!("did you mean the table `{near}`?"))
                .suggest(references.span, format!("\"{near}.{name}\""))
        } else {
            finding.help(format!(
                "declare `[tables.{table}]`, or write `\"system:{table}.{name}\"` if the table belongs to another system"
            ))
        });
    };
    let own = indexes.get(table)?;
    if own.is_empty() {
        return None;
    }
    let Some(key) = find(own, name) else {
        let message =
            format!("`{}` references the column `{table}.{name}`, which is not declared", &*column.name);
        let finding = Finding::new(&RULE, references.span, message)
            .label("referenced here but not declared")
            .related(declared.id.span, "the table is declared here");
        let names = own.keys().copied();
        return Some(suggest(finding, references, name, names, &format!("{table}.")));
    };
    column_type::differ(&column.kind, &key.kind).then(|| {
        let message = format!(
            "`{}` has the type `{}`, but references `{table}.{name}`, which has the type `{}`",
            &*column.name, &*column.kind, &*key.kind
        );
        Finding::new(&RULE, column.kind.span, message)
            .label("not the type of the column it references")
            .related(key.kind.span, format!("the type of `{table}.{name}`"))
            .help(format!("give both columns the same type, such as `type = \"{}\"`", &*key.kind))
    })
}

/// A key of several columns of a table that is not there.
fn unknown_table(
    subject: &Subject<'_>,
    tables: &mut Option<Names>,
    own: &Entity<Table>,
    (table, references): (&str, &Plain),
) -> Option<Finding> {
    if subject.design.tables.declares(table) || subject.design.stray_ids.contains(table) {
        return None;
    }
    let message =
        format!("a foreign key of `{}` references the table `{table}`, which is not declared", own.id.value);
    let finding = Finding::new(&RULE, references.span, message).label("referenced here but not declared");
    let tables = tables.get_or_insert_with(|| Names::new(subject.design.tables.ids()));
    Some(match tables.nearest(table) {
        Some(near) => finding
            .help(format!("did you mean the table `{near}`?"))
            .suggest(references.span, format!("\"{}\"", references.replacen(table, near, 1))),
        None => finding.help(format!(
            "declare `[tables.{table}]`, or write `\"system:{}\"` if the table belongs to another system",
            &**references
        )),
    })
}

/// What is wrong with a key of several columns whose table is there.
fn several_columns(
    subject: &Subject<'_>,
    indexes: &HashMap<&str, ColumnIndex<'_>>,
    table: &Entity<Table>,
    key: &ForeignKey,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let own = indexes.get(table.id.value.as_str()).filter(|own| !own.is_empty());
    for name in &key.columns {
        let Some(own) = own.filter(|own| !name.is_empty() && find(own, name).is_none()) else { continue };
        let message =
            format!("the table `{}` has no column `{}`, but a foreign key of it", table.id.value, &**name);
        let finding = Finding::new(&RULE, name.span, message)
            .label("part of a foreign key but not declared")
            .related(table.id.span, "the table is declared here");
        findings.push(suggest(finding, name, name, own.keys().copied(), ""));
    }
    let references = &key.references;
    let (target, columns) = match key.target() {
        KeyTarget::Elsewhere { .. } => return findings,
        KeyTarget::Malformed if references.is_empty() => return findings,
        KeyTarget::Malformed => {
            findings.push(malformed_key(subject, key));
            return findings;
        }
        KeyTarget::Columns { table, columns } => (table, columns),
    };
    if key.columns.len() != columns.len() && !key.columns.is_empty() {
        let message = format!(
            "the foreign key has {}, but references {}",
            counted(key.columns.len(), "column"),
            counted(columns.len(), "column")
        );
        let finding = Finding::new(&RULE, references.span, message)
            .label("another number of columns")
            .help("name a column of the other table for each column of the key, in the same order");
        findings.push(finding);
        return findings;
    }
    let Some(theirs) = indexes.get(target).filter(|theirs| !theirs.is_empty()) else { return findings };
    for (name, column) in key.columns.iter().zip(columns.iter().copied()) {
        let Some(referenced) = find(theirs, column) else {
            let message =
                format!("a foreign key references the column `{target}.{column}`, which is not declared");
            let mut finding =
                Finding::new(&RULE, references.span, message).label("referenced here but not declared");
            if let Some(declared) = subject.design.tables.get(target) {
                finding = finding.related(declared.id.span, "the table is declared here");
            }
            let mut names: Vec<&str> = theirs.keys().copied().collect();
            names.sort_unstable();
            findings.push(match nearest(column, names.iter().copied()) {
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
        let Some(column) = own.and_then(|own| find(own, name)) else { continue };
        if column_type::differ(&column.kind, &referenced.kind) {
            let message = format!(
                "`{}` has the type `{}`, but references `{target}.{}`, which has the type `{}`",
                &*column.name, &*column.kind, &*referenced.name, &*referenced.kind
            );
            let finding = Finding::new(&RULE, name.span, message)
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
fn malformed_key(subject: &Subject<'_>, key: &ForeignKey) -> Finding {
    let references = &key.references;
    let message = format!("`{}` does not say which columns are referenced", &**references);
    let finding =
        Finding::new(&RULE, references.span, message).label("not written as `table(column, column)`");
    let name = references.split(['(', '.', ' ']).next().unwrap_or_default();
    let table = subject.design.tables.get(name);
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

/// A reference such as `users` instead of `users.id`.
fn malformed(subject: &Subject<'_>, references: &Plain) -> Finding {
    let text = &**references;
    let finding =
        Finding::new(&RULE, references.span, format!("`{text}` does not say which column is referenced"))
            .label("not written as `table.column`");
    let table = subject.design.tables.get(text.trim_matches('.'));
    let keys: Vec<&Column> = table
        .map(|table| table.columns.value.iter().filter(|column| column.is_primary()).collect())
        .unwrap_or_default();
    match (table, keys.as_slice()) {
        (Some(table), [key]) => {
            let full = format!("{}.{}", table.id.value, &*key.name);
            finding
                .help(format!("did you mean its primary key `{full}`?"))
                .suggest(references.span, format!("\"{full}\""))
        }
        _ => finding.help("write `table.column`, or `system:table.column` for a column of another system"),
    }
}

fn suggest<'n>(
    finding: Finding,
    written: &Plain,
    name: &str,
    names: impl Iterator<Item = &'n str>,
    before: &str,
) -> Finding {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    if let Some(near) = nearest(name, names.iter().copied()) {
        let corrected = format!("{before}{}", written.trim_start_matches(before).replacen(name, near, 1));
        return finding
            .help(format!("did you mean `{near}`?"))
            .suggest(written.span, format!("\"{corrected}\""));
    }
    let mut known: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST_NAMED {
        known.push("others".to_owned());
    }
    let are = if names.len() == 1 { "only column is" } else { "columns are" };
    finding.help(format!("the table's {are} {}", listed(&known)))
}
