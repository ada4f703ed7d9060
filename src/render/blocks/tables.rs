//! Tables: columns, constraints, indexes, and their foreign keys.

use super::api::show_sample;
use super::{bracketed, sample, taken};
use crate::design::{self, Column, Entity, ForeignKey, Index, KeyTarget, TableKind};
use crate::diagram::view::View;
use crate::markdown::Builder;
use crate::reading::Plain;
use crate::render::cite::FactLine;
use crate::render::picture::draw;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::{BlockKind, DrawingKind, Words};

const HEAD: [&str; 4] = ["field", "type", "constraints", "description"];

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    for table in scope.design.tables.iter().filter(|table| !table.is_taken) {
        show_table(scope, table, words, out);
    }
    taken::tables(scope, words, out);
    // A template may print the picture elsewhere.
    let elsewhere = scope
        .template
        .blocks()
        .any(|(_, block)| matches!(block.kind, BlockKind::Diagram { of: DrawingKind::Tables, .. }));
    if !elsewhere {
        draw(scope, View::Tables, out);
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
    label("indexes", words, out);
    out.list(|out| out.item(|out| out.text(bracketed(words, "index"))));
}

fn show_table<'a>(
    scope: &Scope<'a>,
    table: &'a Entity<design::Table>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = table.id.value.as_str();
    scope.name(Target::Table, id, id, out);
    scope.description(table.description.as_ref(), id, out);
    out.paragraph(|out| {
        let mut line = FactLine::new();
        if table.kind() != TableKind::Table {
            line.label(words.label("kind"), out);
            out.text(words.label(table.kind().word()));
        }
        if let Some(component) = &table.component {
            line.label(words.label("component"), out);
            scope.cite_element(component, out);
        }
        if let Some(retention) = table.retention.as_ref().filter(|text| text.is_given()) {
            line.label(words.label("retention"), out);
            scope.line(retention, &format!("{id}-retention"), out);
        }
        if let Some(why) = table.not_in_source.as_ref().filter(|text| text.is_given()) {
            line.label(words.label("not-in-source"), out);
            scope.line(why, &format!("{id}-not-in-source"), out);
        }
        scope.users_of(Target::Table, id, &mut line, out);
    });
    if !table.columns.value.is_empty() {
        out.table(
            HEAD.len(),
            |out| head(words, out),
            |out| table.columns.value.iter().for_each(|column| show_column(scope, id, column, words, out)),
        );
    }
    show_sample(scope, words.label("sample"), table.sample.as_ref(), out);
    if !table.foreign_keys.is_empty() {
        label("foreign-keys", words, out);
        out.list(|out| {
            for key in &table.foreign_keys {
                out.item(|out| show_key(scope, key, words, out));
            }
        });
    }
    if !table.indexes.is_empty() {
        label("indexes", words, out);
        out.list(|out| {
            for (number, index) in table.indexes.iter().enumerate() {
                out.item(|out| show_index(scope, &format!("{id}-index-{number}"), index, words, out));
            }
        });
    }
}

fn head<'a>(words: &'a Words, out: &mut Builder<'a>) {
    for key in HEAD {
        out.cell(|out| out.text(words.label(key)));
    }
}

fn label<'a>(key: &'static str, words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| {
        out.strong(|out| out.text(words.label(key)));
        out.text(":");
    });
}

fn show_column<'a>(
    scope: &Scope<'a>,
    table: &'a str,
    column: &'a Column,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    out.row(|out| {
        out.cell(|out| out.code(column.name.value.as_str()));
        out.cell(|out| out.code(column.kind.value.as_str()));
        out.cell(|out| show_constraints(scope, column, words, out));
        out.cell(|out| {
            if let Some(description) = &column.description {
                scope.line(description, &format!("{table}-{}", &*column.name), out);
            }
        });
    });
}

fn show_constraints<'a>(scope: &Scope<'a>, column: &'a Column, words: &'a Words, out: &mut Builder<'a>) {
    let mut first = true;
    let mut next = |out: &mut Builder<'a>, key: &'static str| {
        if !std::mem::take(&mut first) {
            out.text(", ");
        }
        out.text(words.label(key));
    };
    // A primary key is never null, so this is not printed.
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
            Some(design::Target::Column { table, .. }) => scope.printing.links.to(Target::Table, table),
            Some(design::Target::Elsewhere(_)) => scope.printing.links.to(Target::Table, references),
            _ => None,
        };
        out.link(table, |out| out.code(references.value.as_str()));
    }
    show_actions(&[("on-delete", column.on_delete.as_ref())], words, out);
    if !column.values.is_empty() {
        next(out, "values");
        for (index, value) in column.values.iter().enumerate() {
            out.text(if index > 0 { ", " } else { " " });
            out.code(value.value.as_str());
        }
    }
    if column.is_pii() {
        next(out, "pii");
    }
}

/// A foreign key: its columns, what they reference, and what happens then.
fn show_key<'a>(scope: &Scope<'a>, key: &'a ForeignKey, words: &'a Words, out: &mut Builder<'a>) {
    for (number, column) in key.columns.iter().enumerate() {
        if number > 0 {
            out.text(", ");
        }
        out.code(column.value.as_str());
    }
    out.text(" ");
    out.text(words.label("references"));
    out.text(" ");
    let table = match key.target() {
        KeyTarget::Columns { table, .. } => scope.printing.links.to(Target::Table, table),
        KeyTarget::Elsewhere { alias, table, .. } => {
            scope.printing.links.to(Target::Table, &format!("{alias}:{table}"))
        }
        KeyTarget::Malformed => None,
    };
    out.link(table, |out| out.code(key.references.value.as_str()));
    let actions = [("on-delete", key.on_delete.as_ref()), ("on-update", key.on_update.as_ref())];
    show_actions(&actions, words, out);
}

/// What happens to a row when its target is deleted or changed.
fn show_actions<'a>(actions: &[(&'static str, Option<&'a Plain>)], words: &'a Words, out: &mut Builder<'a>) {
    for (key, action) in actions {
        let Some(action) = action.filter(|action| !action.is_empty()) else { continue };
        out.text(", ");
        out.text(words.label(key));
        out.text(" ");
        out.code(action.value.as_str());
    }
}

fn show_index<'a>(scope: &Scope<'a>, at: &str, index: &'a Index, words: &'a Words, out: &mut Builder<'a>) {
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
        scope.after(description, at, out);
    }
}
