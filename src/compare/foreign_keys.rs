//! Foreign keys of several columns, and what happens to rows whose target is deleted.

use super::catalogue::{COLUMN_CHANGED, COLUMN_TARGET, ChangeKind, TABLE_CHANGED, TABLE_TARGET};
use super::columns::Known;
use super::context::{Context, Entry};
use super::keys::Both;
use crate::design::{Column, ForeignKey, KeyTarget, Table};
use crate::markdown::one_line;
use crate::reading::Plain;

/// Adds what changed of the foreign keys of a table. They are known by their columns, as these are called now.
pub(super) fn compare(
    context: &mut Context<'_>,
    both: &Both<'_>,
    (old, new): (&Table, &Table),
    known: &Known<'_>,
) {
    let entry = |kind: &'static ChangeKind, old: Option<&ForeignKey>, new: Option<&ForeignKey>| {
        Entry::new(kind, both.entity.clone(), format!("{}.foreign-keys", both.path))
            .at(old.map(|key| key.span), new.map(|key| key.span))
    };
    let columns = known.of_table(&both.entity);
    let names_now = |key: &ForeignKey| -> Vec<String> {
        key.names()
            .map(|name| columns.map_or(name.to_owned(), |columns| columns.as_named_now(name)))
            .collect()
    };
    let names = |key: &ForeignKey| -> Vec<String> { key.names().map(str::to_owned).collect() };
    let mut left: Vec<&ForeignKey> = old.foreign_keys.iter().collect();
    for after in &new.foreign_keys {
        let found = left.iter().position(|before| names_now(before) == names(after));
        let Some(before) = found.map(|at| left.remove(at)) else {
            let entry = entry(&TABLE_CHANGED, None, Some(after));
            context.add(entry.detail("a foreign key was added"));
            continue;
        };
        if target(before, Some(known)) != target(after, None) {
            context.add(entry(&TABLE_TARGET, Some(before), Some(after)));
            continue;
        }
        let actions = [(&before.on_delete, &after.on_delete), (&before.on_update, &after.on_update)];
        let changes = actions.iter().filter_map(|(before, after)| changed(before.as_ref(), after.as_ref()));
        if let Some(is_other) = changes.max() {
            let entry =
                entry(if is_other { &TABLE_TARGET } else { &TABLE_CHANGED }, Some(before), Some(after));
            context.add(entry.detail("what happens when the target of a foreign key goes changed"));
        }
    }
    for before in left {
        context.add(entry(&TABLE_CHANGED, Some(before), None).detail("a foreign key was removed"));
    }
}

/// Adds what changed of what happens to a row whose target is deleted.
pub(super) fn on_delete(context: &mut Context<'_>, both: &Both<'_>, old: &Column, new: &Column) {
    // Without a reference there is nothing that could be deleted.
    if old.references.is_none() || new.references.is_none() {
        return;
    }
    if let Some(is_other) = changed(old.on_delete.as_ref(), new.on_delete.as_ref()) {
        let kind = if is_other { &COLUMN_TARGET } else { &COLUMN_CHANGED };
        let entry = both.entry(kind, "on-delete").at(Some(old.span), Some(new.span));
        context.add(entry.detail("what happens when the target of the reference is deleted changed"));
    }
}

/// Whether an action is another one (`true`), or was added or removed (`false`); `None` if it is the same.
fn changed(old: Option<&Plain>, new: Option<&Plain>) -> Option<bool> {
    let action = |plain: &Plain| plain.to_lowercase().replace(['-', '_'], " ");
    let (old, new) = (old.map(action), new.map(action));
    (old != new).then_some(old.is_some() && new.is_some())
}

/// What a key references, as it is called now.
fn target(key: &ForeignKey, known: Option<&Known<'_>>) -> String {
    match key.target() {
        KeyTarget::Columns { table, columns } => {
            let names = columns.into_iter().map(|column| {
                let now = known.and_then(|known| known.column_now(table, column));
                let (table, column) = now.unwrap_or((table, column));
                format!("{table}.{column}")
            });
            names.collect::<Vec<_>>().join(", ")
        }
        KeyTarget::Elsewhere { .. } | KeyTarget::Malformed => one_line(&key.references),
    }
}
