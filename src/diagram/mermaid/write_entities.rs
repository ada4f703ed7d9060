//! The tables as an `erDiagram`, with crow's foot notation (Gordon Everest, 1976).

use super::super::entities::{Column, Reference, Schema, Table};
use super::escape;
use super::script::Script;

/// The picture, or nothing where there is no table.
pub fn write_entities(schema: &Schema) -> Option<String> {
    if schema.tables.is_empty() {
        return None;
    }
    let mut out = Script::new("erDiagram");
    for (at, table) in schema.tables.iter().enumerate() {
        write_table(at, table, schema, &mut out);
    }
    let place = |id: &str| schema.tables.iter().position(|table| table.id == id);
    for reference in &schema.references {
        if let (Some(from), Some(to)) = (place(&reference.from), place(&reference.to)) {
            out.line(1, &line_between(from, to, reference, schema));
        }
    }
    Some(out.finish())
}

fn write_table(at: usize, table: &Table, schema: &Schema, out: &mut Script) {
    out.line(1, &format!("t{at}[\"{}\"] {{", escape::some_text(&table.name)));
    for column in &table.columns {
        let data_type = escape::attribute_word(&column.data_type);
        let name = escape::attribute_word(&column.name);
        let keys = keys(schema, table, column);
        let remark = if column.nullable { " \"nullable\"" } else { "" };
        out.line(2, &format!("{data_type} {name}{keys}{remark}"));
    }
    out.line(1, "}");
}

fn keys(schema: &Schema, table: &Table, column: &Column) -> String {
    let keys =
        [(column.primary, "PK"), (schema.is_foreign(&table.id, &column.name), "FK"), (column.unique, "UK")];
    let keys: Vec<&str> = keys.into_iter().filter_map(|(is, key)| is.then_some(key)).collect();
    if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
}

/// The table that is referred to stands on the left: one of it, or none where the key may be
/// empty; on the right many rows that refer to it, or at most one where the key is unique.
fn line_between(from: usize, to: usize, reference: &Reference, schema: &Schema) -> String {
    let rows = schema.multiplicity(reference);
    let one = if rows.nullable { "|o" } else { "||" };
    let many = if rows.unique { "o|" } else { "o{" };
    let stroke = if rows.identifying { "--" } else { ".." };
    format!("t{to} {one}{stroke}{many} t{from} : \"{}\"", escape::some_text(&reference.label()))
}
