//! The boxes and arrows of a landscape, or of a part of it.

use std::collections::HashMap;

use super::{Landscape, System, SystemUse, same_owner};
use crate::design::Status;
use crate::diagram::architecture::{Architecture, Element, Relation, Role};
use crate::diagram::mark::Mark;
use crate::diagram::picture::Shape;
use crate::template::{Words, fill};

/// What a picture shows of a landscape.
pub(super) struct Shown<'a> {
    pub(super) title: String,
    /// What each system is drawn as.
    pub(super) systems: Vec<As<'a>>,
    /// Whether a use is drawn, if both of its systems are.
    pub(super) is_drawn: &'a dyn Fn(&SystemUse) -> bool,
}

/// What a system is drawn as.
#[derive(Clone, Copy)]
pub(super) enum As<'a> {
    /// Not at all.
    Nothing,
    /// A box.
    Itself,
    /// A box in the boundary of a group.
    Within(&'a str),
    /// The box of its group.
    Group(&'a str),
}

impl Landscape {
    /// The picture: a box for each system, and an arrow for each pair of which one uses the other.
    pub fn architecture(&self, title: String, words: &Words) -> Architecture {
        let drawn_as = |system: &System| {
            let owners = system.design.iter().flat_map(|design| &design.owners);
            let mut folded = owners.filter_map(|own| self.folded.iter().find(|one| same_owner(own, one)));
            folded.next().map_or(As::Itself, |owner| As::Group(owner))
        };
        let systems = self.systems.iter().map(drawn_as).collect();
        self.drawn(Shown { title, systems, is_drawn: &|_| true }, words)
    }

    pub(super) fn drawn(&self, shown: Shown<'_>, words: &Words) -> Architecture {
        let mut boxes = Boxes::default();
        for (number, (system, drawn)) in self.systems.iter().zip(&shown.systems).enumerate() {
            boxes.add(number, system, *drawn, words);
        }
        let uses = self.uses.iter().filter(|one| (shown.is_drawn)(one));
        let relations = arrows(uses, &boxes.ids, words);
        Architecture { title: shown.title, elements: boxes.elements, relations, ..Architecture::default() }
    }
}

/// The boxes of a picture.
#[derive(Default)]
struct Boxes<'a> {
    elements: Vec<Element>,
    /// The id of the box that each system is drawn as.
    ids: Vec<Option<String>>,
    groups: HashMap<&'a str, String>,
}

impl<'a> Boxes<'a> {
    fn add(&mut self, number: usize, system: &System, drawn: As<'a>, words: &Words) {
        let part_of = match drawn {
            As::Nothing => return self.ids.push(None),
            As::Group(name) => {
                let id = self.group(name);
                if let Some(group) = self.elements.iter_mut().find(|element| element.id == id)
                    && group.holds.is_empty()
                {
                    group.holds = held_by(system, words);
                }
                return self.ids.push(Some(id));
            }
            As::Within(name) => Some(self.group(name)),
            As::Itself => None,
        };
        let id = format!("system-{number}");
        self.elements.push(Element { id: id.clone(), part_of, ..boxed(system, words) });
        self.ids.push(Some(id));
    }

    fn group(&mut self, name: &'a str) -> String {
        let next = format!("group-{}", self.groups.len());
        let elements = &mut self.elements;
        let id = self.groups.entry(name).or_insert_with(|| {
            elements.push(Element { id: next.clone(), name: name.to_owned(), ..Element::default() });
            next
        });
        id.clone()
    }
}

fn boxed(system: &System, words: &Words) -> Element {
    let (role, shape) = match system.design {
        Some(_) => (Role::Component, Shape::Service),
        None => (Role::External, Shape::External),
    };
    let mark = match system.design.as_ref().map(|design| design.status) {
        Some(Status::Draft | Status::Proposed) => Mark::Coming,
        Some(Status::Deprecated | Status::Superseded | Status::Rejected) => Mark::Retired,
        Some(Status::Accepted | Status::Implemented) | None => Mark::Same,
    };
    let (name, kind, href) = (system.name.clone(), system.kind(words), system.href.clone());
    Element { role, shape, name, kind, holds: held_by(system, words), href, mark, ..Element::default() }
}

/// The word for data about people, if a system keeps any.
fn held_by(system: &System, words: &Words) -> String {
    let has_pii = system.design.as_ref().is_some_and(|design| design.has_pii);
    if has_pii { words.label("personal-data").to_owned() } else { String::new() }
}

/// An arrow for each box that uses another one. What is used within one box is not drawn.
fn arrows<'a>(
    uses: impl Iterator<Item = &'a SystemUse>,
    ids: &[Option<String>],
    words: &Words,
) -> Vec<Relation> {
    let mut arrows: Vec<(&str, &str, Vec<&SystemUse>)> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for one in uses {
        let (Some(from), Some(to)) = (&ids[one.from], &ids[one.to]) else { continue };
        if from != to {
            let at = *known.entry((from, to)).or_insert_with(|| {
                arrows.push((from, to, Vec::new()));
                arrows.len() - 1
            });
            arrows[at].2.push(one);
        }
    }
    arrows.into_iter().map(|(from, to, uses)| arrow(from, to, &uses, words)).collect()
}

/// A single use is shown by its label; of several, the arrow has the number. It is dashed if nobody waits.
fn arrow(from: &str, to: &str, uses: &[&SystemUse], words: &Words) -> Relation {
    let (from, to) = (from.to_owned(), to.to_owned());
    if let [only] = uses {
        let relation = only.relation(words);
        let label = if relation.label.is_empty() { only.what.clone() } else { relation.label.clone() };
        return Relation { from, to, label, ..relation };
    }
    let count = uses.len().to_string();
    Relation {
        from,
        to,
        label: fill(words.label("landscape-count"), &[("count", &count)]),
        unencrypted: uses.iter().find_map(|one| one.relation(words).unencrypted),
        asynchronous: uses.iter().all(|one| one.asynchronous),
        both_ways: uses.iter().any(|one| one.both_ways),
        ..Relation::default()
    }
}
