//! Which anchors of a design another version of it calls otherwise.

use std::collections::{HashMap, HashSet};

use super::anchors::{Anchor, safe};
use super::printed::printed;
use super::target::Target;
use super::{Options, ShownVersion};
use crate::compare::Changes;
use crate::reading::first_key;

/// From each anchor of the old version to the one that the same thing has in the new version, where that is
/// another one. What is gone has none.
pub fn moved_anchors(
    old: &ShownVersion<'_>,
    new: &ShownVersion<'_>,
    changes: &Changes,
) -> Vec<(String, String)> {
    let names = Names::of(changes);
    let there: HashSet<Anchor<'_>> =
        printed(new.design, new.template, &Options::default()).into_iter().collect();
    let mut moved = Vec::new();
    for anchor in printed(old.design, old.template, &Options::default()) {
        let now = names.now(&anchor, &there);
        let (was, is) =
            (anchor.natural(&safe(&old.design.id)), now.map(|now| now.natural(&safe(&new.design.id))));
        if let Some(is) = is.filter(|is| *is != was)
            && !moved.iter().any(|(known, _)| *known == was)
        {
            moved.push((was, is));
        }
    }
    moved
}

/// The kinds of elements, which share one set of ids.
const ELEMENTS: [Target; 3] = [Target::Person, Target::Component, Target::Integration];

/// The ids of what was renamed.
struct Names<'c> {
    renamed: HashMap<(Target, &'c str), &'c str>,
}

impl<'c> Names<'c> {
    fn of(changes: &'c Changes) -> Self {
        let renamed = changes.entries.iter().filter(|change| change.kind.is_renaming());
        let renamed = renamed.filter_map(|change| {
            let (table, rest) = first_key(&change.path);
            let (_, below) = first_key(rest);
            // An option of a decision has no anchor, and neither has a column.
            let target = Target::of_table(&table).filter(|_| below.is_empty())?;
            Some(((family(target), change.old.as_deref()?), change.new.as_deref()?))
        });
        Self { renamed: renamed.collect() }
    }

    /// The anchor of the same thing among those that are there.
    fn now<'a>(&self, anchor: &Anchor<'a>, there: &HashSet<Anchor<'a>>) -> Option<Anchor<'a>>
    where
        'c: 'a,
    {
        let Anchor::Entity(target, id) = anchor else {
            return there.contains(anchor).then(|| anchor.clone());
        };
        let id = self.renamed.get(&(family(*target), *id)).copied().unwrap_or(id);
        let kinds = if ELEMENTS.contains(target) { &ELEMENTS[..] } else { std::slice::from_ref(target) };
        let mut anchors = kinds.iter().map(|kind| Anchor::Entity(*kind, id));
        anchors.find(|anchor| there.contains(anchor))
    }
}

fn family(target: Target) -> Target {
    if ELEMENTS.contains(&target) { Target::Component } else { target }
}
