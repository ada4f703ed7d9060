//! SD1402: a table of the design and the SQL of the repository disagree.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{ColumnDrift, Source, TableDrift, tables};
use crate::design::{Entity, Table};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::interchange::partial;
use crate::reading::quote_key;
use crate::source::Span;

rule! {
    /// A table of the design and the SQL of the repository disagree.
    pub(crate) RULE = "SD1402", "table-drift", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in tables(&sides) {
        let finding = match drift {
            TableDrift::Taken { .. } => continue,
            TableDrift::OnlyHere { own, source } => {
                let message =
                    format!("the table `{}` of the design is not in `{}`", own.id.value, source.name());
                Finding::new(&RULE, own.id.span, message).label("only the design has it").help(
                    "add it to the migrations, or delete it here; if they cannot have it, say why: `not-in-source = \"…\"`",
                )
            }
            TableDrift::OnlyThere { theirs, source } => only_there(theirs, source, follow),
            TableDrift::Renamed { own, theirs } => {
                let message =
                    format!("the table `{}` is called `{}` in the SQL", own.id.value, theirs.name.value);
                Finding::new(&RULE, own.id.span, message)
                    .label("another name than in the SQL")
                    .related(theirs.name.span, "the name in the SQL")
                    .help(format!(
                        "rename it to `{}` with `was = {}`, or change the SQL",
                        theirs.name.value,
                        literal(&own.id.value)
                    ))
            }
            TableDrift::Column { own, theirs, drift } => column(own, theirs, &drift, follow),
        };
        sink.push(subject.drifted(finding));
    }
}

fn only_there(theirs: &partial::Table, source: Source<'_>, follow: Follow<'_>) -> Finding {
    let name = &theirs.name.value;
    let message = format!("the table `{name}` of `{}` is not in the design", source.name());
    let finding = Finding::new(&RULE, source.held.span, message)
        .label("the design agrees with these files")
        .related(theirs.name.span, "only the SQL has it")
        .at_path(format!("{}.{}", source.held.path, quote_key(name)))
        .help(format!("add `[tables.{name}]` with its columns, or leave it out with `except`"));
    let component = source.held.component.as_ref().map(|id| format!("component = {}\n", literal(id)));
    let columns = theirs
        .columns
        .iter()
        .fold(String::new(), |all, column| format!("{all}  {},\n", written(theirs, column)));
    let table =
        format!("[tables.{}]\n{}columns = [\n{columns}]\n", quote_key(name), component.unwrap_or_default());
    if crate::design::is_id(name) && !follow.design.tables.contains(name) {
        follow.table(finding, &table)
    } else {
        finding
    }
}

/// A column of the SQL as a design writes it.
fn written(table: &partial::Table, column: &partial::Column) -> String {
    let name = &column.name.value;
    let is_key = table.is_primary(name);
    let mut keys =
        vec![format!("name = {}", literal(name)), format!("type = {}", literal(&column.kind.value))];
    if is_key {
        keys.push("key = \"primary\"".to_owned());
    }
    if column.nullable.value && !is_key {
        keys.push("nullable = true".to_owned());
    }
    if column.unique.is_some() {
        keys.push("unique = true".to_owned());
    }
    if let Some(default) = &column.default {
        keys.push(format!("default = {}", literal(default.value.trim_matches('\''))));
    }
    if let Some(reference) = table.reference(name) {
        let column = reference.targets.first().map(|column| format!(".{column}")).unwrap_or_default();
        keys.push(format!("references = {}", literal(&format!("{}{column}", reference.table))));
    }
    format!("{{ {} }}", keys.join(", "))
}

fn column(
    own: &Entity<Table>,
    theirs: &partial::Table,
    drift: &ColumnDrift<'_>,
    follow: Follow<'_>,
) -> Finding {
    let table = own.id.value.as_str();
    let path = |name: &str| format!("tables.{}.columns.{}", quote_key(table), quote_key(name));
    let at = |place: Span, message: String, label: &str| Finding::new(&RULE, place, message).label(label);
    match drift {
        ColumnDrift::OnlyHere(column) => {
            let message = format!("the column `{table}.{}` of the design is not in the SQL", &*column.name);
            at(column.name.span, message, "only the design has it")
                .related(theirs.name.span, "the table in the SQL")
                .at_path(path(&column.name))
                .help("add it to the migrations, or delete it here")
        }
        ColumnDrift::OnlyThere(column) => {
            let name = &column.name.value;
            let message = format!("the column `{table}.{name}` of the SQL is not in the design");
            let entry = written(theirs, column);
            let finding = at(own.id.span, message, "lacks this column")
                .related(column.span, "only the SQL has it")
                .at_path(path(name))
                .help(format!("add `{entry}` to the columns, or change the SQL"));
            follow.item(finding, own.columns.value.last().map(|last| last.span), &entry)
        }
        ColumnDrift::Renamed(column, there) => {
            let name = &there.name.value;
            let message = format!("the column `{table}.{}` is called `{name}` in the SQL", &*column.name);
            let finding = at(column.name.span, message, "another name than in the SQL")
                .related(there.name.span, "the name in the SQL")
                .at_path(path(&column.name))
                .help(format!("write `name = {}`, or change the SQL", literal(name)));
            follow.column(finding, table, own, column, name)
        }
        ColumnDrift::Type(column, there) => {
            let kind = &there.kind.value;
            let message = format!(
                "`{table}.{}` has the type `{}` here and `{kind}` in the SQL",
                &*column.name, &*column.kind
            );
            let finding = at(column.kind.span, message, "another type than in the SQL")
                .related(there.kind.span, "the type in the SQL")
                .at_path(path(&column.name))
                .help(format!("write `type = {}`, or change the SQL", literal(kind)));
            follow.string(finding, column.kind.span, kind)
        }
        ColumnDrift::Nullable(column, there) => {
            let (here, file) = if column.nullable { ("may", "may not") } else { ("may not", "may") };
            let message = format!("`{table}.{}` {here} be empty here and {file} in the SQL", &*column.name);
            let value = there.nullable.value.to_string();
            let finding = at(column.name.span, message, "not as in the SQL")
                .related(there.nullable.span, "the column in the SQL")
                .at_path(path(&column.name))
                .help(format!("write `nullable = {value}`, or change the SQL"));
            if column.nullable { finding } else { follow.key(finding, column.span, None, "nullable", &value) }
        }
        ColumnDrift::Default(column, there) => {
            let value = there.default.as_ref().map_or("", |default| default.value.as_str());
            let span = there.default.as_ref().map_or(there.span, |default| default.span);
            let ours = column.default.as_ref().map_or(column.name.span, |default| default.span);
            let message = format!("`{table}.{}` has another default in the SQL: `{value}`", &*column.name);
            let finding = at(ours, message, "another default than in the SQL")
                .related(span, "the default in the SQL")
                .at_path(path(&column.name))
                .help(format!("write `default = {}`, or change the SQL", literal(value.trim_matches('\''))));
            follow.string(finding, ours, value.trim_matches('\''))
        }
        ColumnDrift::Primary { column, theirs, span } => {
            let key = if theirs.is_empty() { "none".to_owned() } else { format!("`{}`", theirs.join(", ")) };
            let message = format!("the primary key of `{table}` is another one in the SQL: {key}");
            let place = column.map_or(own.id.span, |column| column.name.span);
            let finding = at(place, message, "not as in the SQL").related(*span, "the table in the SQL");
            let finding =
                finding.help("write `key = \"primary\"` at the columns of the key, or change the SQL");
            match column {
                Some(column) if !column.is_primary() => {
                    let finding = finding.at_path(path(&column.name));
                    follow.key(finding, column.span, None, "key", "\"primary\"")
                }
                Some(column) => finding.at_path(path(&column.name)),
                None => finding,
            }
        }
        ColumnDrift::Unique { columns, column, here, there } => {
            let names = columns.join(", ");
            let (message, label) = if here.is_some() {
                (format!("`{table}`: `{names}` is unique here and not in the SQL"), "only the design says so")
            } else {
                (
                    format!("`{table}`: `{names}` is unique in the SQL and not here"),
                    "the design does not say so",
                )
            };
            let place = here.or(column.map(|column| column.name.span)).unwrap_or(own.id.span);
            let finding = at(place, message, label).related(*there, "the column in the SQL");
            let finding = finding.help("let both say whether each value occurs once");
            match column {
                Some(column) if here.is_none() && columns.len() == 1 => {
                    let finding = finding.at_path(path(&column.name));
                    follow.key(finding, column.span, None, "unique", "true")
                }
                Some(column) if columns.len() == 1 => finding.at_path(path(&column.name)),
                _ => finding,
            }
        }
        ColumnDrift::Reference { columns, column, here, theirs, there } => {
            let names = columns.join(", ");
            let (message, label) = match (here, theirs) {
                (Some(_), Some(other)) => (
                    format!("`{table}`: `{names}` references `{other}` in the SQL"),
                    "another target than in the SQL",
                ),
                (Some(_), None) => (
                    format!("`{table}`: `{names}` references nothing in the SQL"),
                    "only the design has this key",
                ),
                (None, other) => {
                    let other = other.as_deref().unwrap_or_default();
                    (
                        format!("`{table}`: `{names}` references `{other}` in the SQL and nothing here"),
                        "lacks this key",
                    )
                }
            };
            let place = here.or(column.map(|column| column.name.span)).unwrap_or(own.id.span);
            let finding = at(place, message, label)
                .related(*there, "the column in the SQL")
                .help("let both reference the same column, or neither any");
            let finding = match column {
                Some(column) if columns.len() == 1 => finding.at_path(path(&column.name)),
                _ => finding,
            };
            match (column, theirs) {
                (Some(column), Some(other)) if columns.len() == 1 => {
                    let old = column.references.as_ref().map(|references| references.span);
                    if here.is_none() || old.is_some() {
                        follow.key(finding, column.span, old, "references", &literal(other))
                    } else {
                        finding
                    }
                }
                _ => finding,
            }
        }
    }
}
