//! Tables, their columns and indexes.

use super::catalogue::{
    COLUMN_ADDED, COLUMN_CHANGED, COLUMN_DEFAULT_REMOVED, COLUMN_DEMANDED, COLUMN_DOCUMENTED, COLUMN_KEY,
    COLUMN_NARROWED, COLUMN_NOT_NULL, COLUMN_NOT_UNIQUE, COLUMN_NULLABLE, COLUMN_REMOVED, COLUMN_RENAMED,
    COLUMN_REWORDED, COLUMN_TARGET, COLUMN_TYPE, COLUMN_UNIQUE, COLUMN_WIDENED, ChangeKind, TABLE_ADDED,
    TABLE_CHANGED, TABLE_MOVED, TABLE_REMOVED, TABLE_RENAMED, TABLE_REWORDED,
};
use super::columns::{Known, TableColumns, column_path};
use super::context::{Context, Entry};
use super::entities::{self, both, renamed};
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Former, Kind},
};
use super::{contents, foreign_keys, indexes, types};
use crate::design::value::{Recorded, Valued};
use crate::design::{Column, Entity, Table, Target};
use crate::markdown::one_line;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("description", Kind(&TABLE_REWORDED)),
    ("kind", Kind(&TABLE_CHANGED)),
    ("component", ByItself),
    ("retention", ByItself),
    ("columns", ByItself),
    ("sample", ByItself),
    ("foreign-keys", ByItself),
    ("indexes", ByItself),
    ("not-in-source", Kind(&TABLE_REWORDED)),
];

pub(super) const COLUMN_KEYS: Keys = &[
    ("was", Former),
    ("name", ByItself),
    ("type", ByItself),
    ("key", ByItself),
    ("nullable", ByItself),
    ("unique", ByItself),
    ("default", ByItself),
    ("check", ByItself),
    ("references", ByItself),
    ("on-delete", ByItself),
    ("values", ByItself),
    ("pii", ByItself),
    ("description", Kind(&COLUMN_REWORDED)),
];

/// The keys of an index, for the test that none is forgotten. An index is compared as a whole.
#[cfg(test)]
pub(super) const INDEX_KEYS: Keys = &[
    ("columns", ByItself),
    ("name", ByItself),
    ("unique", ByItself),
    ("method", ByItself),
    ("description", ByItself),
];

/// The keys of a foreign key, for the same test. It is compared as a whole, too.
#[cfg(test)]
pub(super) const FOREIGN_KEYS: Keys =
    &[("columns", ByItself), ("references", ByItself), ("on-delete", ByItself), ("on-update", ByItself)];

/// Adds what changed of the tables.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.tables);
    let known = Known::of(&pairs, &context.matches.columns);
    known.claim(context);
    let both = |context: &mut Context<'_>, old: &Entity<Table>, new: &Entity<Table>| {
        compare_one(context, old, new, &known);
    };
    entities::compare(context, "tables", pairs, &TABLE_ADDED, |_| &TABLE_REMOVED, both);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Table>, new: &Entity<Table>, known: &Known<'_>) {
    let both = both("tables", old, new);
    renamed(context, &TABLE_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    let follows = context.matches.follows(old.component.as_deref(), new.component.as_deref());
    if !follows && !context.same(&old.component.as_value(), &new.component.as_value()) {
        context.add(both.entry(&TABLE_MOVED, "component"));
    }
    let Some(pairs) = known.of_table(&new.id.value) else { return };
    for (before, after) in &pairs.pairs {
        match (before, after) {
            (Some(before), Some(after)) => column(context, new, before, after, known),
            (Some(before), None) => {
                context.add(column_entry(&COLUMN_REMOVED, &old.id.value, before).at(Some(before.span), None));
            }
            (None, Some(after)) => {
                let is_free =
                    after.nullable || after.default.is_some() || types::fills_itself(&after.kind.value);
                // A part more of the primary key is another key.
                let kind = if is_free && !after.is_primary() { &COLUMN_ADDED } else { &COLUMN_DEMANDED };
                context.add(column_entry(kind, &new.id.value, after).at(None, Some(after.span)));
            }
            (None, None) => {}
        }
    }
    order(context, &both, pairs);
    indexes::compare(context, &both, (old, new), pairs);
    foreign_keys::compare(context, &both, (old, new), known);
    contents::compare(context, &both, old, new);
}

fn column_entry(kind: &'static ChangeKind, table: &str, column: &Column) -> Entry {
    let name = &column.name.value;
    Entry::new(kind, format!("{table}.{name}"), column_path(table, name))
}

fn column(context: &mut Context<'_>, table: &Entity<Table>, old: &Column, new: &Column, known: &Known<'_>) {
    let name = &new.name.value;
    let both = Both {
        old: old.record(),
        new: new.record(),
        entity: format!("{}.{name}", table.id.value),
        path: column_path(&table.id.value, name),
        spans: (old.span, new.span),
        area: None,
    };
    let mut add = |kind: &'static ChangeKind, key: &str, what: Option<&str>| {
        let entry = both.entry(kind, key).at(Some(old.span), Some(new.span));
        context.add(match what {
            Some(what) => entry.detail(what),
            None => entry,
        });
    };
    if old.name.value != new.name.value {
        add(&COLUMN_RENAMED, "name", None);
    }
    if !follows(new, known) {
        match types::compare(&old.kind.value, &new.kind.value) {
            types::Change::Same => {}
            types::Change::Narrowed => add(&COLUMN_NARROWED, "type", None),
            types::Change::Widened => add(&COLUMN_WIDENED, "type", None),
            types::Change::Unknown => add(&COLUMN_TYPE, "type", None),
        }
    }
    if old.is_primary() != new.is_primary() {
        add(&COLUMN_KEY, "key", None);
    }
    match (old.nullable, new.nullable) {
        (true, false) => add(&COLUMN_NOT_NULL, "nullable", None),
        (false, true) => add(&COLUMN_NULLABLE, "nullable", None),
        _ => {}
    }
    match (old.unique, new.unique) {
        (false, true) => add(&COLUMN_UNIQUE, "unique", None),
        (true, false) => add(&COLUMN_NOT_UNIQUE, "unique", None),
        _ => {}
    }
    let default = |column: &Column| column.default.as_ref().map(|it| one_line(&it.value));
    match (default(old), default(new)) {
        (None, Some(_)) => add(&COLUMN_DOCUMENTED, "default", Some("the default is documented now")),
        (Some(_), None) if !old.nullable => add(&COLUMN_DEFAULT_REMOVED, "default", None),
        (before, after) if before != after => add(&COLUMN_CHANGED, "default", Some("the default changed")),
        _ => {}
    }
    if old.is_pii() != new.is_pii() {
        add(&COLUMN_CHANGED, "pii", Some("whether it is personal data changed"));
    }
    check(context, &both, (old, new), known.of_table(&table.id.value));
    references(context, &both, old, new, known);
    contents::values(context, &both, old, new);
    foreign_keys::on_delete(context, &both, old, new);
    keys::compare(context, COLUMN_KEYS, &both);
}

/// The condition that the database checks, with the columns as they are called now.
fn check(
    context: &mut Context<'_>,
    both: &Both<'_>,
    (old, new): (&Column, &Column),
    columns: Option<&TableColumns<'_>>,
) {
    let check = |column: &Column| column.check.as_ref().map(|it| one_line(&it.value));
    let (before, after) = (check(old), check(new));
    let before = before.map(|check| columns.map_or(check.clone(), |columns| columns.as_named_now(&check)));
    let (kind, detail) = match (before, after) {
        (before, after) if before == after => return,
        (None, _) => (&COLUMN_DOCUMENTED, "`check` is documented now"),
        (_, None) => (&COLUMN_CHANGED, "`check` is no longer documented"),
        _ => (&COLUMN_CHANGED, "`check` changed"),
    };
    context.add(both.entry(kind, "check").at(Some(old.span), Some(new.span)).detail(detail));
}

/// Whether the column's type follows from that of the column it refers to.
fn follows(column: &Column, known: &Known<'_>) -> bool {
    match column.target() {
        Some(Target::Column { table, column }) => known.is_retyped(table, column),
        _ => false,
    }
}

fn references(context: &mut Context<'_>, both: &Both<'_>, old: &Column, new: &Column, known: &Known<'_>) {
    let target = |column: &Column| column.references.as_ref().map(|it| one_line(&it.value));
    let (before, after) = (target(old), target(new));
    let before = before.map(|written| known.target_now(old).unwrap_or(written));
    if before == after || known.follows(old, new) {
        return;
    }
    let is_other = before.is_some() && after.is_some();
    let entry = both
        .entry(if is_other { &COLUMN_TARGET } else { &COLUMN_CHANGED }, "references")
        .at(Some(old.span), Some(new.span));
    context.add(if is_other { entry } else { entry.detail("a reference was added or removed") });
}

/// The order of the columns that both sides have.
fn order(context: &mut Context<'_>, both: &Both<'_>, columns: &TableColumns<'_>) {
    let kept = columns.pairs.iter().filter_map(|(before, after)| before.as_ref().zip(after.as_ref()));
    // One that was renamed may be anywhere.
    let kept = kept.filter(|(before, after)| before.name.value == after.name.value);
    // They are in the order of the new side.
    if !kept.map(|(before, _)| before.span.start).is_sorted() {
        context.add(
            both.entry(&TABLE_REWORDED, "columns")
                .said(None, None)
                .detail("the order of the columns changed"),
        );
    }
}
