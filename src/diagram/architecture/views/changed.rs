//! The part of a change's picture that matters if the whole is too large.

use std::collections::HashSet;

use super::super::super::mark::Mark;
use super::super::{Architecture, Relation};
use super::index::Index;
use super::keep;

/// Only what differs and what works with it, within the groups around it.
pub fn changed(architecture: &Architecture) -> Architecture {
    let index = Index::of(architecture);
    let mark = |number: usize| architecture.elements[number].mark;
    let differs = |id: &str| index.number(id).is_some_and(|number| mark(number) != Mark::Same);
    let is_near = |one: &&Relation| one.mark != Mark::Same || differs(&one.from) || differs(&one.to);
    let relations: Vec<Relation> = architecture.relations.iter().filter(is_near).cloned().collect();
    // Whether a group is new or gone follows from what is in it.
    let is_with_group = |number: usize| {
        let mut wholes = index.wholes(number).skip(1);
        wholes.next().is_some_and(|whole| matches!(mark(whole), Mark::New | Mark::Gone))
    };
    let near = (0..architecture.elements.len()).filter(|&at| mark(at) != Mark::Same || is_with_group(at));
    let ends = relations.iter().flat_map(|one| [&one.from, &one.to]).filter_map(|id| index.number(id));
    let shown: HashSet<usize> = near.chain(ends).flat_map(|number| index.wholes(number)).collect();
    let shown: HashSet<&str> =
        shown.into_iter().map(|number| architecture.elements[number].id.as_str()).collect();
    keep(architecture, relations, |id| shown.contains(id))
}
