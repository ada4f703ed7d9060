//! Technologies, by their names.

use std::collections::HashSet;

use super::catalogue::{
    TECHNOLOGY_ADDED, TECHNOLOGY_MAJOR, TECHNOLOGY_REMOVED, TECHNOLOGY_REWORDED, TECHNOLOGY_UNDOCUMENTED,
};
use super::class::Weight;
use super::context::{Context, Entry};
use super::entities::{both, path};
use super::keys::{
    self, Keys,
    Treatment::{ByItself, Kind},
};
use crate::design::{Design, Entity, Technology};
use crate::markdown::one_line;
use crate::reading::Plain;

pub(super) const KEYS: Keys =
    &[("purpose", Kind(&TECHNOLOGY_REWORDED)), ("version", ByItself), ("url", Kind(&TECHNOLOGY_REWORDED))];

/// Adds what changed of the technologies. What is built with one that is new or gone is a part of that.
pub(super) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old.design, context.new.design);
    for technology in new.technologies.iter() {
        let id = &technology.id.value;
        match old.technologies.get(id) {
            Some(before) => compare_one(context, before, technology),
            None => context.add(
                Entry::new(&TECHNOLOGY_ADDED, id, path("technologies", id))
                    .at(None, Some(technology.id.span)),
            ),
        }
    }
    for technology in old.technologies.iter().filter(|it| !new.technologies.contains(&it.id.value)) {
        let id = &technology.id.value;
        context.add(
            Entry::new(&TECHNOLOGY_REMOVED, id, path("technologies", id)).at(Some(technology.id.span), None),
        );
    }
    for (design, other) in [(old, new), (new, old)] {
        for component in &design.components {
            for technology in component.technology.iter().filter(|it| is_only_here(design, other, it)) {
                let citation = format!("{}.technology", path("components", &component.id.value));
                context.claim(path("technologies", technology), citation, Weight::Additive);
            }
        }
    }
}

/// Whether two lists of technologies differ in those at most that are new or gone themselves.
pub(super) fn follow(context: &Context<'_>, before: &[Plain], after: &[Plain]) -> bool {
    let (old, new) = (context.old.design, context.new.design);
    let names = |list: &[Plain], here: &Design, there: &Design| -> HashSet<String> {
        let stay = list.iter().filter(|name| !is_only_here(here, there, name));
        stay.map(|name| one_line(&name.value)).collect()
    };
    names(before, old, new) == names(after, new, old)
}

fn is_only_here(design: &Design, other: &Design, technology: &Plain) -> bool {
    design.technologies.contains(&technology.value) && !other.technologies.contains(&technology.value)
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Technology>, new: &Entity<Technology>) {
    let both = both("technologies", old, new);
    keys::compare(context, KEYS, &both);
    let version =
        |technology: &Technology| technology.version.as_ref().map(|version| version.value.trim().to_owned());
    let (kind, detail) = match (version(old), version(new)) {
        (None, None) => return,
        (None, Some(_)) => (&TECHNOLOGY_REWORDED, "the version is documented now"),
        (Some(_), None) => (&TECHNOLOGY_UNDOCUMENTED, "the version is no longer documented"),
        (Some(before), Some(after)) if before == after => return,
        (Some(before), Some(after)) if major(&before) != major(&after) => {
            (&TECHNOLOGY_MAJOR, "another major version")
        }
        _ => (&TECHNOLOGY_REWORDED, "another minor version"),
    };
    context.add(both.entry(kind, "version").detail(detail));
}

/// The first number of a version, or all of one that has none.
fn major(version: &str) -> &str {
    let bare = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    if bare.is_empty() { version } else { bare.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(bare) }
}
