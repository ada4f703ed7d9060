//! Foreign keys of one column, which are written at the column.

use super::lookup::Lookup;
use crate::design::{Column, Target, column_type};
use crate::diagnostic::Finding;
use crate::reading::Plain;

/// What is wrong with a foreign key of one column.
pub(super) fn wrong(
    lookup: &Lookup<'_>,
    column: &Column,
    references: &Plain,
    target: Target<'_>,
) -> Option<Finding> {
    let (table, name) = match target {
        Target::Elsewhere(_) => return None,
        Target::Column { table, column } => (table, column),
        // Another rule reports an empty value.
        Target::Malformed if references.is_empty() => return None,
        Target::Malformed => return Some(malformed(lookup, references)),
    };
    let design = lookup.design;
    let Some(declared) = design.tables.get(table) else {
        // What could not be read is reported already, and so is a model of a table that is not there.
        let is_reported = design.tables.declares(table)
            || design.stray_ids.contains(table)
            || design.models.iter().any(|model| model.table.as_deref() == Some(table));
        if is_reported {
            return None;
        }
        let message = format!("`{}` references the table `{table}`, which is not declared", &*column.name);
        let finding = lookup.finding(references.span, message).label("referenced here but not declared");
        // Some databases write `schema.table.column`.
        let without_schema = name.split_once('.').filter(|(table, _)| design.tables.contains(table));
        if without_schema.is_some() {
            let finding = finding.help(format!("leave out the schema: `{name}`"));
            return Some(finding.fix(references.span, format!("\"{name}\"")));
        }
        return Some(if let Some(near) = lookup.nearest_table(table) {
            finding
                .help(format!("did you mean the table `{near}`?"))
                .suggest(references.span, format!("\"{near}.{name}\""))
        } else {
            finding.help(format!(
                "declare `[tables.{table}]`, or write `\"system:{table}.{name}\"` if the table belongs to another system"
            ))
        });
    };
    let own = lookup.columns(table)?;
    let Some(key) = own.find(name) else {
        let message =
            format!("`{}` references the column `{table}.{name}`, which is not declared", &*column.name);
        let finding = lookup
            .finding(references.span, message)
            .label("referenced here but not declared")
            .related(declared.id.span, "the table is declared here");
        return Some(own.suggest(finding, references, name, &format!("{table}.")));
    };
    column_type::differ(&column.kind, &key.kind).then(|| {
        let message = format!(
            "`{}` has the type `{}`, but references `{table}.{name}`, which has the type `{}`",
            &*column.name, &*column.kind, &*key.kind
        );
        lookup
            .finding(column.kind.span, message)
            .label("not the type of the column it references")
            .related(key.kind.span, format!("the type of `{table}.{name}`"))
            .help(format!("give both columns the same type, such as `type = \"{}\"`", &*key.kind))
    })
}

/// A reference such as `users` instead of `users.id`.
fn malformed(lookup: &Lookup<'_>, references: &Plain) -> Finding {
    let text = &**references;
    let finding = lookup
        .finding(references.span, format!("`{text}` does not say which column is referenced"))
        .label("not written as `table.column`");
    let table = lookup.design.tables.get(text.trim_matches('.'));
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
