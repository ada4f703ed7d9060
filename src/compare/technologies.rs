//! Technologies, by their names.

use super::catalogue::{TECHNOLOGY_ADDED, TECHNOLOGY_MAJOR, TECHNOLOGY_REMOVED, TECHNOLOGY_REWORDED};
use super::context::{Context, Entry};
use super::entities::{both, path};
use super::keys::{
    self, Keys,
    Treatment::{ByItself, Kind},
};
use crate::design::{Entity, Technology};

pub(super) const KEYS: Keys =
    &[("purpose", Kind(&TECHNOLOGY_REWORDED)), ("version", ByItself), ("url", Kind(&TECHNOLOGY_REWORDED))];

/// Adds what changed of the technologies.
pub(super) fn compare(context: &mut Context<'_>) {
    let (old, new) = (&context.old.design.technologies, &context.new.design.technologies);
    for technology in new.iter() {
        match old.get(&technology.id.value) {
            Some(before) => compare_one(context, before, technology),
            None => {
                let id = &technology.id.value;
                context.add(
                    Entry::new(&TECHNOLOGY_ADDED, id, path("technologies", id))
                        .at(None, Some(technology.id.span)),
                );
            }
        }
    }
    for technology in old.iter().filter(|technology| !new.contains(&technology.id.value)) {
        let id = &technology.id.value;
        context.add(
            Entry::new(&TECHNOLOGY_REMOVED, id, path("technologies", id)).at(Some(technology.id.span), None),
        );
    }
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Technology>, new: &Entity<Technology>) {
    let both = both("technologies", old, new);
    keys::compare(context, KEYS, &both);
    let version =
        |technology: &Technology| technology.version.as_ref().map(|version| version.value.trim().to_owned());
    let (Some(before), Some(after)) = (version(old), version(new)) else {
        if version(old) != version(new) {
            context.add(
                both.entry(&TECHNOLOGY_REWORDED, "version").detail("the version is documented, or no longer"),
            );
        }
        return;
    };
    if before != after {
        let is_major = major(&before) != major(&after);
        let kind = if is_major { &TECHNOLOGY_MAJOR } else { &TECHNOLOGY_REWORDED };
        context.add(both.entry(kind, "version").detail("another version"));
    }
}

/// The first number of a version, or all of one that has none.
fn major(version: &str) -> &str {
    let bare = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    if bare.is_empty() { version } else { bare.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(bare) }
}
