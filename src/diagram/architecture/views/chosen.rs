//! Some elements alone, and groups that are folded to boxes.

use std::collections::HashSet;

use super::super::{Architecture, Element, Relation};
use super::index::Index;
use super::{joined, keep, named};

/// The chosen elements with everything in them, within the groups around them.
pub fn only(architecture: &Architecture, is_chosen: impl Fn(&str) -> bool) -> Architecture {
    let index = Index::of(architecture);
    let id = |number: usize| architecture.elements[number].id.as_str();
    let within =
        index.inwards(|number, whole| is_chosen(id(number)) || whole.is_some_and(|(_, within)| within));
    let is_within = |id: &str| index.number(id).is_some_and(|number| within[number]);
    let relations = architecture.relations.iter().filter(|one| is_within(&one.from) && is_within(&one.to));
    let relations: Vec<Relation> = relations.cloned().collect();
    let chosen = (0..architecture.elements.len()).filter(|&number| within[number]);
    let shown: HashSet<&str> = chosen.flat_map(|number| index.wholes(number)).map(id).collect();
    keep(architecture, relations, |id| shown.contains(id))
}

/// The same with some groups as one box each. What their parts work with is what they work with.
pub fn collapsed(architecture: &Architecture, is_folded: impl Fn(&str) -> bool) -> Architecture {
    let index = Index::of(architecture);
    let id = |number: usize| architecture.elements[number].id.as_str();
    // The box that represents each element, and whether everything in that box is hidden.
    let places = index.inwards(|number, whole| match whole {
        Some((_, (place, true))) => (place, true),
        _ => (number, is_folded(id(number))),
    });
    let is_box = |number: usize| places[number].0 == number;
    let stays = |id: &str| index.number(id).is_none_or(is_box);
    let (mut relations, moved): (Vec<Relation>, Vec<Relation>) =
        architecture.relations.iter().cloned().partition(|one| stays(&one.from) && stays(&one.to));
    let moved =
        Architecture { elements: architecture.elements.clone(), relations: moved, ..named(architecture) };
    relations.extend(joined(&moved, |number| id(places[number].0).to_owned()));
    let elements: Vec<Element> = (0..architecture.elements.len())
        .filter(|&number| is_box(number))
        .map(|number| architecture.elements[number].clone())
        .collect();
    Architecture { elements, relations, ..named(architecture) }
}
