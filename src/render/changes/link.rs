//! Where the reader finds what an entry speaks of.

use super::ShownVersion;
use super::lists::Between;
use crate::answer;
use crate::compare::Change;
use crate::reading::first_key;
use crate::render::anchors::Anchor;
use crate::render::place::Place;
use crate::render::target::Target;

impl ShownVersion<'_> {
    /// The address of the version's page.
    pub(super) fn address(&self) -> Option<String> {
        Place::address(&self.places, &Anchor::Document)
    }

    /// The address of what is at a path.
    fn part(&self, path: &str) -> Option<String> {
        self.at(path, |anchor| Place::address(&self.places, anchor))
    }

    /// The same, only if it has an anchor.
    fn anchored(&self, path: &str) -> Option<String> {
        let anchored = |anchor: &Anchor<'_>| {
            let found = self.places.iter().find_map(|place| Some((place, place.anchors.get(anchor)?)));
            found.map(|(place, id)| format!("{}#{id}", place.page))
        };
        self.at(path, anchored)
    }

    fn at(&self, path: &str, address: impl Fn(&Anchor<'_>) -> Option<String>) -> Option<String> {
        let (table, rest) = first_key(path);
        let (id, _) = first_key(rest);
        match (Target::of_table(&table), &*table) {
            (Some(target), _) if !id.is_empty() => address(&Anchor::Entity(target, &id)),
            (_, "notes") => address(&Anchor::Section(&id)),
            (_, "design" | "template") => address(&Anchor::Document),
            _ => match answer::section_of(path, self.template) {
                Some((_, section)) => address(&Anchor::Section(&section.key)),
                None => address(&Anchor::Document),
            },
        }
    }
}

impl Between<'_> {
    /// The address of what changed: in the version or, of what is gone, in the one before.
    pub(super) fn address(&self, change: &Change) -> Option<String> {
        if change.new_span.is_some() || change.old_span.is_none() {
            return self.version.part(&change.path);
        }
        if self.since.places.is_empty() {
            return self.version.anchored(&change.path);
        }
        self.since.part(&change.path)
    }

    /// The address of a requirement in the version.
    pub(super) fn requirement(&self, id: &str) -> Option<String> {
        Place::address(&self.version.places, &Anchor::Entity(Target::Requirement, id))
    }
}
