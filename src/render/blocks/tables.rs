//! Tables: columns, constraints, indexes, and how they hang together.

use super::{bracketed, sample};
use crate::design::{self, Column, Entity, Index};
use crate::diagram::view::View;
use crate::markdown::Builder;
use crate::render::cite::Line;
use crate::render::page::Page;
use crate::render::picture::draw;
use crate::render::target::Target;
use crate::template::{DrawingKind, Kind, Words};

const HEAD: [&str; 4] = ["field", "type", "constraints", "description"];

pub(super) fn show<'a>(page: &Page<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let tables = &page.design.tables;
    for table in tables {
        show_table(page, table, words, out);
    }
    // A template may give the picture a place of its own.
    let elsewhere = page
        .template
        .blocks()
        .any(|(_, block)| matches!(block.kind, Kind::Diagram { of: DrawingKind::Tables, .. }));
    if !elsewhere {
        draw(page, View::Tables, out);
    }
}

pub(super) fn hint(words: &Words) -> String {
    sample(words, "name").to_owned()
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| out.strong(|out| out.text(bracketed(words, "name"))));
    out.table(
        HEAD.len(),
        |out| head(words, out),
        |out| out.row(|out| HEAD.iter().for_each(|key| out.cell(|out| out.text(bracketed(words, key))))),
    );
    label(words, out);
    out.list(|out| out.item(|out| out.text(bracketed(words, "index"))));
}

fn show_table<'a>(
    page: &Page<'a>,
    table: &'a Entity<design::Table>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = table.id.value.as_str();
    page.name(Target::Table, id, id, out);
    if let Some(description) = table.description.as_ref().filter(|text| text.is_given()) {
        page.blocks(description, id, out);
    }
    if let Some(component) = &table.component {
        out.paragraph(|out| {
            Line::new().label(words.label("component"), out);
            page.cite_element(component, out);
        });
    }
    if !table.columns.value.is_empty() {
        out.table(
            HEAD.len(),
            |out| head(words, out),
            |out| table.columns.value.iter().for_each(|column| show_column(page, id, column, words, out)),
        );
    }
    if !table.indexes.is_empty() {
        label(words, out);
        out.list(|out| {
            for (number, index) in table.indexes.iter().enumerate() {
                out.item(|out| show_index(page, &format!("{id}-index-{number}"), index, words, out));
            }
        });
    }
}

fn head<'a>(words: &'a Words, out: &mut Builder<'a>) {
    for key in HEAD {
        out.cell(|out| out.text(words.label(key)));
    }
}

fn label<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| {
        out.strong(|out| out.text(words.label("indexes")));
        out.text(":");
    });
}

fn show_column<'a>(
    page: &Page<'a>,
    table: &'a str,
    column: &'a Column,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    out.row(|out| {
        out.cell(|out| out.code(column.name.value.as_str()));
        out.cell(|out| out.code(column.kind.value.as_str()));
        out.cell(|out| show_constraints(page, column, words, out));
        out.cell(|out| {
            if let Some(description) = &column.description {
                page.line(description, &format!("{table}-{}", &*column.name), out);
            }
        });
    });
}

fn show_constraints<'a>(page: &Page<'a>, column: &'a Column, words: &'a Words, out: &mut Builder<'a>) {
    let mut first = true;
    let mut next = |out: &mut Builder<'a>, key: &'static str| {
        if !std::mem::take(&mut first) {
            out.text(", ");
        }
        out.text(words.label(key));
    };
    // A primary key is never null, so that is not said.
    match (column.is_primary(), column.nullable) {
        (true, _) => next(out, "primary-key"),
        (false, true) => next(out, "nullable"),
        (false, false) => next(out, "not-null"),
    }
    if column.unique {
        next(out, "unique");
    }
    for (key, value) in [("default", &column.default), ("check", &column.check)] {
        if let Some(value) = value {
            next(out, key);
            out.text(" ");
            out.code(value.value.as_str());
        }
    }
    if let Some(references) = &column.references {
        next(out, "references");
        out.text(" ");
        let table = match column.target() {
            Some(design::Target::Column { table, .. }) => page.printing.links.to(Target::Table, table),
            _ => None,
        };
        out.link(table, |out| out.code(references.value.as_str()));
    }
    if column.is_pii() {
        next(out, "pii");
    }
}

fn show_index<'a>(page: &Page<'a>, at: &str, index: &'a Index, words: &'a Words, out: &mut Builder<'a>) {
    if let Some(name) = &index.name {
        out.code(name.value.as_str());
        out.text(" ");
        out.text(words.label("on"));
        out.text(" ");
    }
    for (number, column) in index.columns.iter().enumerate() {
        if number > 0 {
            out.text(", ");
        }
        out.code(column.value.as_str());
    }
    if index.unique {
        out.text(", ");
        out.text(words.label("unique"));
    }
    if let Some(method) = &index.method {
        out.text(", ");
        out.text(words.label("using"));
        out.text(" ");
        out.code(method.value.as_str());
    }
    if let Some(description) = index.description.as_ref().filter(|text| text.is_given()) {
        page.behind(description, at, out);
    }
}
