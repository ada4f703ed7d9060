//! What the comparisons of all entities share.

use super::catalogue::ChangeKind;
use super::context::{Context, Entry};
use super::identity::Pair;
use super::keys::Both;
use crate::design::Entity;
use crate::design::value::Recorded;
use crate::reading::quote_key;

/// The dotted path of an entity.
pub(super) fn path(table: &str, id: &str) -> String {
    format!("{table}.{}", quote_key(id))
}

/// Adds an entry for each entity that is only on one side, and compares the others.
pub(super) fn compare<'a, T>(
    context: &mut Context<'a>,
    table: &'static str,
    pairs: Vec<Pair<'a, Entity<T>>>,
    added: &'static ChangeKind,
    removed: impl Fn(&T) -> &'static ChangeKind,
    mut both: impl FnMut(&mut Context<'a>, &'a Entity<T>, &'a Entity<T>),
) {
    for pair in pairs {
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => both(context, old, new),
            (None, Some(new)) => {
                let id = &new.id.value;
                let mut entry = Entry::new(added, id, path(table, id)).at(None, Some(new.id.span));
                if let Some(was) = context.matches.perhaps_was(table, id) {
                    entry = entry.perhaps(format!("perhaps it was `{was}`"));
                }
                context.add(entry);
            }
            (Some(old), None) => {
                let id = &old.id.value;
                let mut entry =
                    Entry::new(removed(old.body()), id, path(table, id)).at(Some(old.id.span), None);
                if let Some(now) = context.matches.perhaps_now(table, id) {
                    entry = entry.perhaps(format!("perhaps it is `{now}` now"));
                }
                context.add(entry);
            }
            (None, None) => {}
        }
    }
}

/// An entity of both sides as the tables of keys take it.
pub(super) fn both<'a, T: Recorded>(table: &str, old: &'a Entity<T>, new: &'a Entity<T>) -> Both<'a> {
    Both {
        old: old.body().record(),
        new: new.body().record(),
        entity: new.id.value.clone(),
        path: path(table, &new.id.value),
        spans: (old.id.span, new.id.span),
        area: None,
    }
}

/// Adds an entry if the entity has another id.
pub(super) fn renamed<T>(
    context: &mut Context<'_>,
    kind: &'static ChangeKind,
    both: &Both<'_>,
    old: &Entity<T>,
    new: &Entity<T>,
) {
    if old.id.value != new.id.value {
        let said = (Some(old.id.value.clone()), Some(new.id.value.clone()));
        let entry = Entry::new(kind, both.entity.clone(), both.path.clone());
        context.add(entry.at(Some(old.id.span), Some(new.id.span)).said(said.0, said.1));
    }
}
