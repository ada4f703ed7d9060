//! `--rename`: whether what it names is there.

use crate::authoring::diff::comparison::Half;
use crate::cli::Failure;
use crate::compare::Rename;
use crate::design::Design;
use crate::reading::nearest;

/// The tables whose entities have ids.
const TABLES: [&str; 11] = [
    "requirements",
    "people",
    "integrations",
    "components",
    "flows",
    "api",
    "models",
    "tables",
    "columns",
    "decisions",
    "tests",
];

/// Refuses a rename of something that is not there: it would be ignored.
pub(super) fn check(renames: &[Rename], old: &Half<'_>, new: &Half<'_>) -> Result<(), Failure> {
    for Rename { table, old: was, new: is } in renames {
        if !TABLES.contains(&table.as_str()) {
            let message = format!("`{table}` in `--rename {table}:{was}={is}` is not a table with ids");
            return Err(unknown(&message, table, TABLES.into_iter()));
        }
        for (half, id) in [(old, was), (new, is)] {
            let ids = ids(half.design, table);
            if !ids.contains(id) {
                let message =
                    format!("`--rename` names `{id}`, but `{table}` of `{}` has no such id", half.file());
                return Err(unknown(&message, id, ids.iter().map(String::as_str)));
            }
        }
    }
    Ok(())
}

fn unknown<'a>(message: &str, written: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    let help = match nearest(written, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match known.take(12).collect::<Vec<_>>().as_slice() {
            [] => "it has none".to_owned(),
            some => format!("there are {}", some.join(", ")),
        },
    };
    Failure::new(format!("{message}; {help}"))
}

/// The ids in a table; of columns `table.column`.
fn ids(design: &Design, table: &str) -> Vec<String> {
    let owned = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect();
    match table {
        "requirements" => owned(&mut design.requirements.ids()),
        "people" | "integrations" | "components" => {
            let people = design.people.ids().chain(design.integrations.ids());
            owned(&mut people.chain(design.components.ids()))
        }
        "flows" => owned(&mut design.flows.ids()),
        "api" => owned(&mut design.api.ids()),
        "models" => owned(&mut design.models.ids()),
        "tables" => owned(&mut design.tables.ids()),
        "columns" => {
            let columns = design.tables.iter().flat_map(|table| {
                table.columns.value.iter().map(|column| format!("{}.{}", table.id.value, column.name.value))
            });
            columns.collect()
        }
        "decisions" => owned(&mut design.decisions.ids()),
        "risks" => owned(&mut design.risks.ids()),
        "nodes" => owned(&mut design.nodes.ids()),
        "tests" => owned(&mut design.tests.ids()),
        _ => Vec::new(),
    }
}
