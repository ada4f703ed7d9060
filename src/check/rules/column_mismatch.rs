//! SD411: columns that do not fit: a foreign key to what is not there or has another type, an
//! index on what is not there, a column twice.

use std::collections::HashMap;

use crate::check::Subject;
use crate::check::subject::column_types;
use crate::design::{Column, Entity, Table, Target};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::{Names, Plain, nearest};

rule! {
    /// A foreign key, an index or a column does not fit the tables.
    pub(crate) RULE = "SD411", "column-mismatch", Group::Contradiction, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let indexes: HashMap<&str, ColumnIndex<'_>> =
        subject.design.tables.iter().map(|table| (table.id.value.as_str(), by_name(table))).collect();
    let mut tables = None;
    for table in &subject.design.tables {
        repeated(table, sink);
        for column in &table.columns.value {
            if let (Some(references), Some(target)) = (&column.references, column.target()) {
                sink.extend(foreign_key(subject, &indexes, &mut tables, column, references, target));
            }
        }
        let Some(own) = indexes.get(table.id.value.as_str()) else { continue };
        for name in table.indexes.iter().flat_map(|index| &index.columns) {
            let Some(column) = column_types::indexed(name) else { continue };
            if find(own, column).is_none() && !own.is_empty() {
                let message = format!("the table `{}` has no column `{column}` to index", table.id.value);
                let finding = Finding::new(&RULE, name.span, message)
                    .label("indexed here, not among the columns")
                    .related(table.id.span, "the table is declared here");
                sink.push(suggest(finding, name, column, own.keys().copied(), ""));
            }
        }
    }
}

type ColumnIndex<'a> = HashMap<&'a str, &'a Column>;

/// Empty where a name is missing, which was reported: it may be the one that is looked for.
fn by_name(table: &Entity<Table>) -> ColumnIndex<'_> {
    let columns = &table.columns.value;
    if columns.iter().any(|column| column.name.missing) {
        return ColumnIndex::new();
    }
    columns.iter().rev().map(|column| (&*column.name, column)).collect()
}

/// Databases do not care for the case of a name.
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
            let message = format!("the table `{}` has two columns `{}`", table.id.value, &*column.name);
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
        Target::Elsewhere => return None,
        Target::Column { table, column } => (table, column),
        // An empty value is said elsewhere.
        Target::Malformed if references.is_empty() => return None,
        Target::Malformed => return Some(malformed(subject, references)),
    };
    let Some(declared) = subject.design.tables.get(table) else {
        let message = format!("there is no table `{table}` for `{}` to reference", &*column.name);
        let finding =
            Finding::new(&RULE, references.span, message).label("referenced here, declared nowhere");
        // `schema.table.column` is how some databases write it.
        let without_schema = name.split_once('.').filter(|(table, _)| subject.design.tables.contains(table));
        if without_schema.is_some() {
            let finding = finding.help(format!("leave out the schema: `{name}`"));
            return Some(finding.fix(references.span, format!("\"{name}\"")));
        }
        let tables = tables.get_or_insert_with(|| Names::new(subject.design.tables.ids()));
        return Some(if let Some(near) = tables.nearest(table) {
            finding
                .help(format!("a table with a similar id exists: `{near}`"))
                .suggest(references.span, format!("\"{near}.{name}\""))
        } else {
            finding.help(format!(
                "declare `[tables.{table}]`; a table of another system is written `\"system:{table}.{name}\"`"
            ))
        });
    };
    let own = indexes.get(table)?;
    if own.is_empty() {
        return None;
    }
    let Some(key) = find(own, name) else {
        let message =
            format!("the table `{table}` has no column `{name}` for `{}` to reference", &*column.name);
        let finding = Finding::new(&RULE, references.span, message)
            .label("referenced here, declared nowhere")
            .related(declared.id.span, "the table is declared here");
        let names = own.keys().copied();
        return Some(suggest(finding, references, name, names, &format!("{table}.")));
    };
    column_types::differ(&column.kind, &key.kind).then(|| {
        let message = format!(
            "`{}` has the type `{}`, but references `{table}.{name}` of the type `{}`",
            &*column.name, &*column.kind, &*key.kind
        );
        Finding::new(&RULE, column.kind.span, message)
            .label("a foreign key of another type")
            .related(key.kind.span, format!("`{table}.{name}` has its type here"))
            .help(format!("make both types one, such as `type = \"{}\"`", &*key.kind))
    })
}

/// `users` in place of `users.id`.
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
                .help(format!("name its primary key: `{full}`"))
                .suggest(references.span, format!("\"{full}\""))
        }
        _ => finding.help("write `table.column`, or `system:table.column` for another system's"),
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
        let mended = format!("{before}{}", written.trim_start_matches(before).replacen(name, near, 1));
        return finding
            .help(format!("a column with a similar name exists: `{near}`"))
            .suggest(written.span, format!("\"{mended}\""));
    }
    let known: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > 12 { ", …" } else { "" };
    let are = if names.len() == 1 { "only column is" } else { "columns are" };
    finding.help(format!("its {are} {}{more}", known.join(", ")))
}
