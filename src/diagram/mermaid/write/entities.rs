//! The tables as an `erDiagram`, with crow's foot notation (Gordon Everest, 1976).

use std::collections::{HashMap, HashSet};

use super::escape;
use super::script::Script;
use crate::diagram::entities::{Column, Reference, Schema, Table};

/// The picture, or nothing where there is no table.
pub fn entities(schema: &Schema) -> Option<String> {
    if schema.tables.is_empty() {
        return None;
    }
    let mut out = Script::new("erDiagram");
    let (places, foreign) = (schema.places(), schema.foreign());
    for (at, table) in schema.tables.iter().enumerate() {
        write_table(&foreign, at, table, &mut out);
    }
    for reference in &schema.references {
        if let Some(line) = line_between(schema, &places, reference) {
            out.line(1, &line);
        }
    }
    Some(out.finish())
}

fn write_table(foreign: &HashSet<(&str, &str)>, at: usize, table: &Table, out: &mut Script) {
    out.line(1, &format!("t{at}[\"{}\"] {{", escape::some_text(&table.name)));
    for column in &table.columns {
        let data_type = escape::attribute_word(&column.data_type);
        let name = escape::attribute_word(&column.name);
        let keys = keys(foreign, table, column);
        let remark = if column.nullable { " \"nullable\"" } else { "" };
        out.line(2, &format!("{data_type} {name}{keys}{remark}"));
    }
    out.line(1, "}");
}

fn keys(foreign: &HashSet<(&str, &str)>, table: &Table, column: &Column) -> String {
    let foreign = foreign.contains(&(table.id.as_str(), column.name.as_str()));
    let keys = [(column.primary, "PK"), (foreign, "FK"), (column.unique, "UK")];
    let keys: Vec<&str> = keys.iter().filter(|(has, _)| *has).map(|(_, key)| *key).collect();
    if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
}

/// The table that is referred to stands on the left: one of it, or none where the key may be
/// empty; on the right many rows that refer to it, or at most one where the key is unique. The
/// line is solid where the key belongs to the primary key: such a row cannot be told without the
/// other.
fn line_between(schema: &Schema, places: &HashMap<&str, usize>, reference: &Reference) -> Option<String> {
    let place = |id: &str| places.get(id).copied();
    let (from, to) = (place(&reference.from)?, place(&reference.to)?);
    let table = schema.tables.get(from)?;
    let one = if reference.may_be_empty(table) { "|o" } else { "||" };
    let many = if reference.is_unique(table) { "o|" } else { "o{" };
    let stroke = if reference.is_identifying(table) { "--" } else { ".." };
    Some(format!("t{to} {one}{stroke}{many} t{from} : \"{}\"", escape::some_text(&reference.label())))
}
