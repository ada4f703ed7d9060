//! Whole tables that a design may have more of, or lacks.

use std::fmt::Write as _;

use super::cursor::Cursor;
use super::keys::next;
use super::snippet;
use super::{Around, Item, Sort};
use crate::design::TABLES;
use crate::markdown::one_line;
use crate::reading::{Field, Shape};
use crate::server::names::index::Index;
use crate::server::names::kind::Kind;
use crate::template::BlockKind;

/// The tables that may begin in a line.
pub(super) fn complete(text: &str, cursor: &Cursor, index: &Index, around: &Around<'_>) -> Vec<Item> {
    if !cursor.begins_line(text) || cursor.is_before(text, '=') {
        return Vec::new();
    }
    let range = cursor.range(text);
    let has = |table: &str| {
        let path: Vec<&str> = table.split('.').collect();
        index.outline.marks.iter().any(|mark| {
            mark.path.len() >= path.len()
                && mark.path.iter().zip(&path).all(|(step, name)| step.name() == Some(*name))
        })
    };
    let mut items = Vec::new();
    for table in TABLES {
        let shape = (table.shape)();
        let kind = Kind::of_table(table.key);
        let entry = entry(&shape).filter(|_| kind.is_some_and(|kind| !kind.is_free()));
        let (label, head, record) = match (entry, &shape) {
            (Some(record), _) => {
                let ids = kind.map(|kind| index.ids(kind, "")).unwrap_or_default();
                let id = next(&ids)
                    .unwrap_or_else(|| if kind == Some(Kind::Requirement) { "R1" } else { "id" }.to_owned());
                (format!("[{}.ID]", table.key), format!("[{}.${{1:{id}}}]", table.key), record)
            }
            (None, Shape::Record(record)) if !has(table.key) => {
                (format!("[{}]", table.key), format!("[{}]", table.key), *record)
            }
            (None, Shape::Array(item)) => match &**item {
                Shape::Record(record) => {
                    (format!("[[{}]]", table.key), format!("[[{}]]", table.key), *record)
                }
                _ => continue,
            },
            _ => continue,
        };
        let mut number = 1;
        let required: Vec<&Field> = record.fields.iter().filter(|field| field.required).collect();
        let mut lines = String::new();
        for field in &required {
            lines.extend(["\n", &snippet::pair(field, &mut number)]);
        }
        let detail = if has(table.key) { "one more" } else { "not there yet" };
        let item = Item::new(label, range.clone(), Sort::Section).detail(detail);
        let item = item.documentation(one_line(table.description));
        items.push(item.insert(format!("{head}{lines}\n$0")).rank(if has(table.key) { 5 } else { 4 }));
    }
    let Some(template) = around.template(index, text) else { return items };
    for (section, block) in template.blocks() {
        let BlockKind::Facts { from, fields } = &block.kind else { continue };
        let label = format!("[{from}]");
        if has(from) || items.iter().any(|item| item.label == label) {
            continue;
        }
        let required = fields.iter().filter(|field| field.required);
        let mut lines = String::new();
        for (field, number) in required.zip(1..) {
            // Writing to a string cannot fail.
            _ = write!(lines, "\n{} = \"${{{number}:[{}]}}\"", field.key, quotable(&field.hint));
        }
        let item = Item::new(label.clone(), range.clone(), Sort::Section).detail("not there yet");
        let item = item.documentation(block.heading.clone().unwrap_or_else(|| section.heading.clone()));
        items.push(item.insert(format!("{label}{lines}\n$0")).rank(4));
    }
    items
}

/// The record of the entries of a table of entities.
fn entry(shape: &Shape) -> Option<crate::reading::Record> {
    match shape {
        Shape::OneOf(shapes) => shapes.iter().find_map(entry),
        Shape::Map { key: Some(_), value } => value.record(),
        _ => None,
    }
}

/// A hint inside of quotes in a snippet.
fn quotable(hint: &str) -> String {
    snippet::escaped(&hint.replace(['"', '\\'], "'"))
}
