//! Notes, the author's own diagrams and file tree, hints for pictures, the footprint: what is around the model; and where the model
//! is held against the repository.

use super::catalogue::TEXT_REWORDED;
use super::context::{Context, Entry};
use crate::design::value::{Value, Valued};

/// Adds what changed of them, one entry for each name or key.
pub(super) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old.design, context.new.design);
    each(context, "notes", &old.notes.as_value(), &new.notes.as_value());
    each(context, "diagrams", &old.diagrams.as_value(), &new.diagrams.as_value());
    each(context, "layout", &old.layout.as_value(), &new.layout.as_value());
    each(context, "sources", &old.repository.as_value(), &new.repository.as_value());
    each(context, "footprint", &old.footprint.as_value(), &new.footprint.as_value());
}

fn each(context: &mut Context<'_>, table: &str, old: &Value<'_>, new: &Value<'_>) {
    let (before, after) = (keys(old), keys(new));
    let absent = Value::Absent;
    let mut names: Vec<&str> = after.iter().map(|(name, _)| *name).collect();
    names.extend(
        before.iter().map(|(name, _)| *name).filter(|name| !after.iter().any(|(other, _)| other == name)),
    );
    for name in names {
        let value = |side: &[(&str, Value<'_>)]| side.iter().position(|(key, _)| *key == name);
        let (old, new) = (value(&before), value(&after));
        let (old, new) = (old.map_or(&absent, |at| &before[at].1), new.map_or(&absent, |at| &after[at].1));
        if !context.same(old, new) {
            let path = format!("{table}.{}", crate::reading::quote_key(name));
            let entry = Entry::new(&TEXT_REWORDED, path.clone(), path).at(old.span(), new.span());
            let is_placing = (table, name) == ("layout", "architecture");
            context.add(entry.detail(if is_placing { "other places" } else { "other words" }));
        }
    }
}

fn keys<'v>(value: &'v Value<'v>) -> Vec<(&'v str, Value<'v>)> {
    match value {
        Value::Record(record) => record.fields.iter().map(|(key, value)| (*key, value.clone())).collect(),
        Value::Map(map) => {
            map.entries.iter().map(|(name, value)| (name.value.as_str(), value.clone())).collect()
        }
        _ => Vec::new(),
    }
}
