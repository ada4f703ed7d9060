//! The tables as an `erDiagram`, with crow's foot notation (Gordon Everest, 1976).

use super::escape;
use super::scene::{Column, Entities, ForeignKey, Key, Table};
use super::script::Script;

/// The picture, or nothing where there is no table.
pub fn write_entities(scene: &Entities) -> Option<String> {
    if scene.tables.is_empty() {
        return None;
    }
    let mut out = Script::new("erDiagram");
    for (at, table) in scene.tables.iter().enumerate() {
        write_table(at, table, &mut out);
    }
    let count = scene.tables.len();
    for key in scene.foreign_keys.iter().filter(|key| key.from < count && key.to < count) {
        out.line(1, &line_between(key));
    }
    Some(out.finish())
}

fn write_table(at: usize, table: &Table, out: &mut Script) {
    out.line(1, &format!("t{at}[\"{}\"] {{", escape::some_text(&table.name)));
    for column in &table.columns {
        let data_type = escape::attribute_word(&column.data_type);
        let name = escape::attribute_word(&column.name);
        out.line(2, &format!("{data_type} {name}{}{}", keys(column), remark(column)));
    }
    out.line(1, "}");
}

fn keys(column: &Column) -> String {
    let keys: Vec<&str> = column.keys.iter().map(|key| abbreviation(*key)).collect();
    if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
}

fn abbreviation(key: Key) -> &'static str {
    match key {
        Key::Primary => "PK",
        Key::Foreign => "FK",
        Key::Unique => "UK",
    }
}

fn remark(column: &Column) -> &'static str {
    if column.nullable { " \"nullable\"" } else { "" }
}

/// The table that is referred to stands on the left: one of it, or none where the key may be
/// empty; on the right many rows that refer to it, or at most one where the key is unique.
fn line_between(key: &ForeignKey) -> String {
    let one = if key.nullable { "|o" } else { "||" };
    let many = if key.unique { "o|" } else { "o{" };
    let stroke = if key.identifying { "--" } else { ".." };
    format!("t{} {one}{stroke}{many} t{} : \"{}\"", key.to, key.from, escape::some_text(&key.name))
}
