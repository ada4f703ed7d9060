//! Tables, their columns and indexes.

use std::collections::{HashMap, HashSet};

use super::catalogue::{
    COLUMN_ADDED, COLUMN_CHANGED, COLUMN_DEFAULT_REMOVED, COLUMN_DEMANDED, COLUMN_DOCUMENTED, COLUMN_KEY,
    COLUMN_NARROWED, COLUMN_NOT_NULL, COLUMN_NOT_UNIQUE, COLUMN_NULLABLE, COLUMN_REMOVED, COLUMN_RENAMED,
    COLUMN_REWORDED, COLUMN_TARGET, COLUMN_TYPE, COLUMN_UNIQUE, COLUMN_WIDENED, ChangeKind, TABLE_ADDED,
    TABLE_MOVED, TABLE_REMOVED, TABLE_RENAMED, TABLE_REWORDED,
};
use super::context::{Context, Entry};
use super::entities::{self, both, path, renamed};
use super::identity::former;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Former, Kind},
};
use super::types;
use crate::design::value::{Recorded, Valued};
use crate::design::{Column, Entity, Index, Table, Target};
use crate::markdown::one_line;
use crate::source::Span;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("description", Kind(&TABLE_REWORDED)),
    ("component", ByItself),
    ("columns", ByItself),
    ("indexes", ByItself),
];

pub(super) const COLUMN_KEYS: Keys = &[
    ("was", Former),
    ("name", ByItself),
    ("type", ByItself),
    ("key", ByItself),
    ("nullable", ByItself),
    ("unique", ByItself),
    ("default", ByItself),
    (
        "check",
        keys::Treatment::Detail {
            changed: &COLUMN_CHANGED,
            documented: &COLUMN_DOCUMENTED,
            undocumented: &COLUMN_CHANGED,
        },
    ),
    ("references", ByItself),
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

/// Adds what changed of the tables.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.tables);
    let kept = pairs.iter().filter_map(|pair| Some((pair.old?, pair.new?)));
    let columns: Vec<TableColumns<'_>> = kept.map(|(old, new)| columns(context, old, new)).collect();
    let known = KnownColumns::of(&columns);
    let mut columns = columns.into_iter();
    let both = |context: &mut Context<'_>, old: &Entity<Table>, new: &Entity<Table>| {
        let pairs = columns.next().map(|columns| columns.pairs).unwrap_or_default();
        compare_one(context, old, new, pairs, &known);
    };
    entities::compare(context, "tables", pairs, &TABLE_ADDED, |_| &TABLE_REMOVED, both);
}

/// The columns of a table that both designs have, in pairs.
struct TableColumns<'a> {
    /// The table's id on both sides.
    ids: (&'a str, &'a str),
    pairs: Vec<ColumnPair<'a>>,
}

/// A column on both sides, or on one only.
type ColumnPair<'a> = (Option<&'a Column>, Option<&'a Column>);

/// What columns that refer to others have to know of those.
#[derive(Default)]
struct KnownColumns {
    /// Columns that are of another type now, as `table.column` of the new design: the columns that
    /// refer to them follow.
    retyped: HashSet<String>,
    /// Columns as they are called now, `table.column` on both sides.
    renamed: HashMap<String, String>,
}

impl KnownColumns {
    fn of(tables: &[TableColumns<'_>]) -> Self {
        let mut known = Self::default();
        for TableColumns { ids: (old, new), pairs } in tables {
            for (before, after) in pairs {
                let (Some(before), Some(after)) = (before, after) else { continue };
                let now = format!("{new}.{}", after.name.value);
                if !same_type(before, after) {
                    known.retyped.insert(now.clone());
                }
                known.renamed.insert(format!("{old}.{}", before.name.value), now);
            }
        }
        known
    }
}

fn compare_one(
    context: &mut Context<'_>,
    old: &Entity<Table>,
    new: &Entity<Table>,
    columns: Vec<ColumnPair<'_>>,
    known: &KnownColumns,
) {
    let both = both("tables", old, new);
    renamed(context, &TABLE_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    let follows = context.matches.follows(old.component.as_deref(), new.component.as_deref());
    if !follows && !context.same(&old.component.as_value(), &new.component.as_value()) {
        context.add(both.entry(&TABLE_MOVED, "component"));
    }
    for (before, after) in columns {
        match (before, after) {
            (Some(before), Some(after)) => column(context, new, before, after, known),
            (Some(before), None) => {
                context.add(column_entry(&COLUMN_REMOVED, &old.id.value, before).at(Some(before.span), None));
            }
            (None, Some(after)) => {
                let is_free = after.nullable || after.default.is_some() || fills_itself(&after.kind.value);
                let kind = if is_free { &COLUMN_ADDED } else { &COLUMN_DEMANDED };
                context.add(column_entry(kind, &new.id.value, after).at(None, Some(after.span)));
            }
            (None, None) => {}
        }
    }
    order(context, &both, old, new);
    indexes(context, &both, old, new);
}

/// Types whose values the database makes.
fn fills_itself(kind: &str) -> bool {
    kind.trim().to_lowercase().contains("serial")
}

/// The columns of both sides: by name, by `was` or a rename given by hand, or at the same place with
/// the same type.
fn columns<'a>(context: &Context<'_>, old: &'a Entity<Table>, new: &'a Entity<Table>) -> TableColumns<'a> {
    let (before, after) = (&old.columns.value, &new.columns.value);
    let named = |columns: &'a [Column], name: &str| columns.iter().find(|column| column.name.value == name);
    let by_hand = |column: &Column| -> Option<&str> {
        let now = [format!("{}.{}", new.id.value, column.name.value), column.name.value.clone()];
        let renames = context.matches.columns.iter().filter(|(_, to)| now.contains(to));
        renames
            .filter_map(|(from, _)| from.rsplit_once('.'))
            .find(|(table, _)| *table == old.id.value)
            .map(|(_, column)| column)
    };
    let mut pairs: Vec<ColumnPair<'a>> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for column in after {
        let was = former(column.record().get("was"));
        let said = by_hand(column)
            .map(str::to_owned)
            .into_iter()
            .chain(was)
            .find_map(|name| named(before, &name).map(|it| it.name.value.as_str()));
        let partner = said.or_else(|| named(before, &column.name.value).map(|it| it.name.value.as_str()));
        let partner = partner.filter(|name| !taken.contains(name));
        taken.extend(partner);
        pairs.push((partner.and_then(|name| named(before, name)), Some(column)));
    }
    let gone: Vec<&Column> =
        before.iter().filter(|column| !taken.contains(&column.name.value.as_str())).collect();
    for column in gone {
        let place = before.iter().position(|other| std::ptr::eq(other, column));
        let here = place.and_then(|place| after.get(place));
        let renamed = here.and_then(|here| {
            pairs
                .iter_mut()
                .find(|(old, new)| old.is_none() && new.is_some_and(|new| std::ptr::eq(new, here)))
        });
        match renamed {
            Some(pair) if pair.1.is_some_and(|new| same_type(column, new)) => pair.0 = Some(column),
            _ => pairs.push((Some(column), None)),
        }
    }
    TableColumns { ids: (&old.id.value, &new.id.value), pairs }
}

fn same_type(old: &Column, new: &Column) -> bool {
    types::compare(&old.kind.value, &new.kind.value) == types::Change::Same
}

fn column_entry(kind: &'static ChangeKind, table: &str, column: &Column) -> Entry {
    let name = &column.name.value;
    Entry::new(
        kind,
        format!("{table}.{name}"),
        format!("{}.columns.{}", path("tables", table), crate::reading::quote_key(name)),
    )
}

fn column(
    context: &mut Context<'_>,
    table: &Entity<Table>,
    old: &Column,
    new: &Column,
    known: &KnownColumns,
) {
    let name = &new.name.value;
    let both = Both {
        old: old.record(),
        new: new.record(),
        entity: format!("{}.{name}", table.id.value),
        path: format!("{}.columns.{}", path("tables", &table.id.value), crate::reading::quote_key(name)),
        spans: (old.span, new.span),
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
    references(context, &both, old, new, known);
    keys::compare(context, COLUMN_KEYS, &both);
}

/// Whether the column's type follows from that of the column it refers to.
fn follows(column: &Column, known: &KnownColumns) -> bool {
    match column.target() {
        Some(Target::Column { table, column }) => known.retyped.contains(&format!("{table}.{column}")),
        _ => false,
    }
}

fn references(context: &mut Context<'_>, both: &Both<'_>, old: &Column, new: &Column, known: &KnownColumns) {
    let target = |column: &Column| column.references.as_ref().map(|it| one_line(&it.value));
    let before = match old.target() {
        Some(Target::Column { table, column }) => {
            let written = format!("{table}.{column}");
            Some(known.renamed.get(&written).cloned().unwrap_or(written))
        }
        _ => target(old),
    };
    let kind = match (before, target(new)) {
        (None, None) => return,
        (Some(before), Some(after)) if before == after => return,
        (Some(_), Some(_)) => &COLUMN_TARGET,
        _ => &COLUMN_CHANGED,
    };
    let entry = both.entry(kind, "references").at(Some(old.span), Some(new.span));
    context.add(if *kind == COLUMN_CHANGED {
        entry.detail("a reference was added or removed")
    } else {
        entry
    });
}

/// The order of the columns that both sides have.
fn order(context: &mut Context<'_>, both: &Both<'_>, old: &Table, new: &Table) {
    let names = |columns: &'_ [Column], other: &[Column]| -> Vec<String> {
        let there = |name: &str| other.iter().any(|column| column.name.value == name);
        columns.iter().map(|column| column.name.value.clone()).filter(|name| there(name)).collect()
    };
    let (before, after) = (&old.columns.value, &new.columns.value);
    if names(before, after) != names(after, before) {
        context.add(
            both.entry(&TABLE_REWORDED, "columns")
                .said(None, None)
                .detail("the order of the columns changed"),
        );
    }
}

/// Indexes are known by their columns. A unique one is like a unique column.
fn indexes(context: &mut Context<'_>, both: &Both<'_>, old: &Table, new: &Table) {
    let columns =
        |index: &Index| index.columns.iter().map(|column| one_line(&column.value)).collect::<Vec<_>>();
    let place = |index: &Index| index.span;
    let entry = |kind: &'static ChangeKind, old: Option<Span>, new: Option<Span>, what: &str| {
        Entry::new(kind, both.entity.clone(), format!("{}.indexes", both.path))
            .at(old, new)
            .detail(what.to_owned())
    };
    let mut gone: Vec<&Index> = old.indexes.iter().collect();
    let mut added: Vec<&Index> = Vec::new();
    for index in &new.indexes {
        let Some(at) = gone.iter().position(|other| columns(other) == columns(index)) else {
            added.push(index);
            continue;
        };
        let before = gone.remove(at);
        let spans = (Some(place(before)), Some(place(index)));
        match (before.unique, index.unique) {
            (false, true) => {
                context.add(entry(&COLUMN_UNIQUE, spans.0, spans.1, "an index has to be unique"));
            }
            (true, false) => context.add(entry(
                &COLUMN_NOT_UNIQUE,
                spans.0,
                spans.1,
                "an index no longer has to be unique",
            )),
            _ if !context.same(&before.as_value(), &index.as_value()) => {
                context.add(entry(&TABLE_REWORDED, spans.0, spans.1, "an index changed"));
            }
            _ => {}
        }
    }
    // What is neither unique before nor after is one change: an index of other columns.
    while let (Some(from), Some(to)) =
        (gone.iter().position(|it| !it.unique), added.iter().position(|it| !it.unique))
    {
        let (before, after) = (gone.remove(from), added.remove(to));
        context.add(entry(
            &TABLE_REWORDED,
            Some(place(before)),
            Some(place(after)),
            "an index has other columns",
        ));
    }
    for index in gone {
        let kind = if index.unique { &COLUMN_NOT_UNIQUE } else { &TABLE_REWORDED };
        context.add(entry(kind, Some(place(index)), None, "an index was removed"));
    }
    for index in added {
        let kind = if index.unique { &COLUMN_UNIQUE } else { &TABLE_REWORDED };
        context.add(entry(kind, None, Some(place(index)), "an index was added"));
    }
}
