//! SD410: a table without a primary key.

use crate::check::Subject;
use crate::design::{Column, Entity, Table, Target};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A table has no primary key.
    pub(crate) RULE = "SD410", "table-without-primary-key", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for table in &subject.design.tables {
        let columns = &table.columns.value;
        if columns.is_empty()
            || columns.iter().any(Column::is_primary)
            || !subject.is_in_database(table)
            || lacks_referenced(subject, table)
        {
            continue;
        }
        let finding =
            Finding::new(&RULE, table.id.span, format!("the table `{}` has no primary key", table.id.value))
                .label("no column has `key = \"primary\"`");
        sink.push(match candidate(&table.id.value, table) {
            Some(column) => {
                finding.related(column.name.span, "this column may identify the rows").help(format!(
                    "add `key = \"primary\"` to `{}`, or to the columns that identify a row",
                    &*column.name
                ))
            }
            None => finding.help("add `key = \"primary\"` to the column or columns that identify a row"),
        });
    }
}

/// Whether another table references a column that is not there (already reported): it may be the key.
fn lacks_referenced(subject: &Subject<'_>, table: &Entity<Table>) -> bool {
    let is_there = |name: &str| table.columns.value.iter().any(|own| own.name.eq_ignore_ascii_case(name));
    let mut columns = subject.design.tables.iter().flat_map(|other| &other.columns.value);
    columns.any(|column| match column.target() {
        Some(Target::Column { table: named, column }) => named == table.id.value && !is_there(column),
        _ => false,
    })
}

/// A column with the usual name of a key, or the only unique column.
fn candidate<'t>(id: &str, table: &'t Table) -> Option<&'t Column> {
    let columns = &table.columns.value;
    let singular = id.strip_suffix('s').unwrap_or(id);
    let is_key = |column: &&Column| {
        let name = column.name.to_lowercase();
        name == "id" || name == format!("{singular}_id").to_lowercase()
    };
    let mut unique = columns.iter().filter(|column| column.unique && !column.nullable);
    columns.iter().find(is_key).or_else(|| unique.next().filter(|_| unique.next().is_none()))
}
