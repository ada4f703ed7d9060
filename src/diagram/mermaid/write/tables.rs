//! The tables as an `erDiagram`, with crow's foot notation (Gordon Everest, 1976).

use std::collections::{HashMap, HashSet};

use super::escape;
use super::script::Script;
use crate::diagram::tables::{Column, Reference, TableBox, Tables};

/// The picture, or `None` if there is no table.
pub fn tables(tables: &Tables) -> Option<String> {
    if tables.tables.is_empty() {
        return None;
    }
    let mut out = Script::new("erDiagram");
    let (places, foreign) = (tables.places(), tables.foreign());
    for (at, table) in tables.tables.iter().enumerate() {
        write_table(&foreign, at, table, &mut out);
    }
    for reference in &tables.references {
        if let Some(line) = line_between(tables, &places, reference) {
            out.line(1, &line);
        }
    }
    Some(out.finish())
}

fn write_table(foreign: &HashSet<(&str, &str)>, at: usize, table: &TableBox, out: &mut Script) {
    let name = match &table.kind {
        Some(kind) => format!("{} ({kind})", table.name),
        None => table.name.clone(),
    };
    let name = escape::some_text(&name);
    if table.columns.is_empty() {
        return out.line(1, &format!("t{at}[\"{name}\"]"));
    }
    out.line(1, &format!("t{at}[\"{name}\"] {{"));
    for column in &table.columns {
        let data_type = escape::attribute_word(&column.data_type);
        let name = escape::attribute_word(&column.name);
        let keys = keys(foreign, table, column);
        let remark = if column.nullable { " \"nullable\"" } else { "" };
        out.line(2, &format!("{data_type} {name}{keys}{remark}"));
    }
    out.line(1, "}");
}

fn keys(foreign: &HashSet<(&str, &str)>, table: &TableBox, column: &Column) -> String {
    let foreign = foreign.contains(&(table.id.as_str(), column.name.as_str()));
    let keys = [(column.primary, "PK"), (foreign, "FK"), (column.unique, "UK")];
    let keys: Vec<&str> = keys.iter().filter(|(has, _)| *has).map(|(_, key)| *key).collect();
    if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
}

/// The table that is referred to is on the left: exactly one row, or zero or one if the key may be null. On
/// the right are the rows that refer to it: many, or at most one if the key is unique. The line is solid if
/// the key is part of the primary key: such a row is not identified without the other.
fn line_between(tables: &Tables, places: &HashMap<&str, usize>, reference: &Reference) -> Option<String> {
    let place = |id: &str| places.get(id).copied();
    let (from, to) = (place(&reference.from)?, place(&reference.to)?);
    let table = tables.tables.get(from)?;
    let one = if reference.may_be_empty(table) { "|o" } else { "||" };
    let many = if reference.is_unique(table) { "o|" } else { "o{" };
    let stroke = if reference.is_identifying(table) { "--" } else { ".." };
    Some(format!("t{to} {one}{stroke}{many} t{from} : \"{}\"", escape::some_text(&reference.label())))
}
