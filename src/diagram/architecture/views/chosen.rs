//! Some elements alone, and groups that are folded to boxes.

use std::collections::HashSet;

use super::super::{Architecture, Element, Mark, Relation};
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
    let elements = boxes(architecture, |number| places[number].0);
    Architecture { elements, relations, ..named(architecture) }
}

/// The elements that are boxes, each with what is true of those that it represents: what they keep, and whether
/// they differ from an older design. `place` is the box of each element.
pub(super) fn boxes(architecture: &Architecture, place: impl Fn(usize) -> usize) -> Vec<Element> {
    let mut boxes = architecture.elements.clone();
    for (number, element) in architecture.elements.iter().enumerate() {
        let within = &mut boxes[place(number)];
        if within.holds.is_empty() {
            within.holds.clone_from(&element.holds);
        }
        if within.mark == Mark::Same && element.mark != Mark::Same {
            within.mark = Mark::Changed;
        }
    }
    let index = Index::of(architecture);
    let hidden = |id: &str| index.number(id).map(&place).filter(|&at| architecture.elements[at].id != id);
    for relation in architecture.relations.iter().filter(|one| one.mark != Mark::Same) {
        let ends = [&relation.from, &relation.to].map(|id| index.number(id).map(&place));
        let is_hidden = hidden(&relation.from).or(hidden(&relation.to)).is_some() && ends[0] == ends[1];
        if let Some(within) = ends[0].filter(|_| is_hidden)
            && boxes[within].mark == Mark::Same
        {
            boxes[within].mark = Mark::Changed;
        }
    }
    let numbered = boxes.into_iter().enumerate();
    numbered.filter(|(number, _)| place(*number) == *number).map(|(_, element)| element).collect()
}
