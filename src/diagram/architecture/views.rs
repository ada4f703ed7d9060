//! Smaller scenes of a large one: who is around the system, what its groups are, what is in one
//! group, what is around one element; and the scene of which requirement is cited by what.
//!
//! To add a view: write a function from a [`Scene`] to a [`Scene`]. Relationships that come to stand
//! between the same two boxes become one (see `joined`).

use std::collections::HashSet;

use super::{Element, Relation, Role, Scene};

/// More boxes or relationships than this are a wall and not a picture.
const MOST_ELEMENTS: usize = 40;
const MOST_RELATIONS: usize = 80;
/// A wider picture has text that is too small in a page's column.
pub const MOST_WIDTH: i32 = 1200;
/// More labels than this on one line are counted instead of named.
const MOST_LABELS: usize = 3;

/// Whether a scene should be shown as views. A picture wider than [`MOST_WIDTH`] should be, too.
pub fn is_large(scene: &Scene) -> bool {
    scene.elements.len() > MOST_ELEMENTS || scene.relations.len() > MOST_RELATIONS
}

/// The ids of the components that have parts, in the order of declaration.
pub fn groups(scene: &Scene) -> Vec<&str> {
    let is_whole =
        |element: &&Element| scene.elements.iter().any(|part| part.part_of.as_ref() == Some(&element.id));
    scene.elements.iter().filter(is_whole).map(|element| element.id.as_str()).collect()
}

/// People, the system as one box, and external systems.
pub fn context(scene: &Scene) -> Scene {
    let mut system = Element {
        id: SYSTEM.to_owned(),
        name: scene.name.clone(),
        kind: scene.kind.clone(),
        ..Element::default()
    };
    // The box stands for the boundary; an element of the same id would be taken for it.
    while scene.elements.iter().any(|element| element.id == system.id) {
        system.id.push('-');
    }
    let place = |element: &Element| match element.role {
        Role::Component => system.id.clone(),
        Role::Person | Role::External => element.id.clone(),
    };
    let mut elements: Vec<Element> =
        scene.elements.iter().filter(|element| element.role != Role::Component).cloned().collect();
    let relations = joined(scene, place);
    elements.push(system);
    // The box is the system: there is no boundary of the same name around it.
    Scene { elements, relations, title: scene.title.clone(), ..Scene::default() }
}

/// Every component with parts as one box.
pub fn overview(scene: &Scene) -> Scene {
    let place = |element: &Element| outermost(scene, element).id.clone();
    let elements =
        scene.elements.iter().filter(|element| outermost(scene, element).id == element.id).cloned().collect();
    Scene { elements, relations: joined(scene, place), ..named(scene) }
}

/// A component with its parts, and what they have relationships with; parts of other components are
/// shown as these.
pub fn group(scene: &Scene, id: &str) -> Scene {
    let inside: HashSet<&str> = scene
        .elements
        .iter()
        .filter(|element| wholes(scene, element).any(|whole| whole.id == id))
        .map(|element| element.id.as_str())
        .collect();
    let place = |element: &Element| {
        if inside.contains(element.id.as_str()) {
            element.id.clone()
        } else {
            wholes(scene, element)
                .take_while(|whole| !around(scene, whole, id))
                .last()
                .unwrap_or(element)
                .id
                .clone()
        }
    };
    let mut relations = joined(scene, place);
    relations.retain(|one| inside.contains(one.from.as_str()) || inside.contains(one.to.as_str()));
    keep(scene, relations, |element| inside.contains(element))
}

/// One element and all that it has relationships with.
pub fn neighbourhood(scene: &Scene, id: &str) -> Scene {
    let relations = scene.relations.iter().filter(|one| one.from == id || one.to == id).cloned().collect();
    keep(scene, relations, |element| element == id)
}

/// Requirements above, and what cites each of them below. `citations` are pairs of the ids of a
/// requirement and of what cites it.
pub fn coverage(
    title: &str,
    requirements: Vec<Element>,
    citing: Vec<Element>,
    citations: &[(String, String)],
) -> Scene {
    let in_band = |role: Role| move |element: Element| Element { role, part_of: None, ..element };
    let relation = |(from, to): &(String, String)| Relation {
        from: from.clone(),
        to: to.clone(),
        ..Relation::default()
    };
    Scene {
        title: title.to_owned(),
        elements: requirements
            .into_iter()
            .map(in_band(Role::Person))
            .chain(citing.into_iter().map(in_band(Role::External)))
            .collect(),
        relations: citations.iter().map(relation).collect(),
        ..Scene::default()
    }
}

/// The id of the box that stands for the whole system.
const SYSTEM: &str = "system";

/// The names of a scene, without what is in it.
fn named(scene: &Scene) -> Scene {
    Scene {
        name: scene.name.clone(),
        kind: scene.kind.clone(),
        title: scene.title.clone(),
        ..Scene::default()
    }
}

/// The element and the components around it, the innermost first.
fn wholes<'a>(scene: &'a Scene, element: &'a Element) -> impl Iterator<Item = &'a Element> {
    let up = |element: &&'a Element| {
        let whole = element.part_of.as_ref()?;
        scene.elements.iter().find(|other| other.id == *whole)
    };
    // A chain that comes back to itself ends after all elements.
    std::iter::successors(Some(element), up).take(scene.elements.len())
}

fn outermost<'a>(scene: &'a Scene, element: &'a Element) -> &'a Element {
    wholes(scene, element).last().unwrap_or(element)
}

/// Whether the element with an id stands in a whole.
fn around(scene: &Scene, whole: &Element, id: &str) -> bool {
    let element = scene.elements.iter().find(|element| element.id == id);
    element.is_some_and(|element| wholes(scene, element).any(|other| other.id == whole.id))
}

/// The elements of some relationships, and those that are kept anyway. An element whose whole is not
/// shown stands by itself.
fn keep(scene: &Scene, relations: Vec<Relation>, anyway: impl Fn(&str) -> bool) -> Scene {
    let named_in = |id: &str| relations.iter().any(|one| one.from == id || one.to == id);
    let mut elements: Vec<Element> = scene
        .elements
        .iter()
        .filter(|element| anyway(&element.id) || named_in(&element.id))
        .cloned()
        .collect();
    let shown: HashSet<String> = elements.iter().map(|element| element.id.clone()).collect();
    for element in &mut elements {
        element.part_of = element.part_of.take().filter(|whole| shown.contains(whole));
    }
    Scene { elements, relations, ..named(scene) }
}

/// The relationships between the places of their elements, those within one place left out, and
/// those between the same two places made one.
fn joined(scene: &Scene, place: impl Fn(&Element) -> String) -> Vec<Relation> {
    let find = |id: &str| scene.elements.iter().find(|element| element.id == *id);
    let mut joined: Vec<(Relation, Vec<&Relation>)> = Vec::new();
    for relation in &scene.relations {
        let (Some(from), Some(to)) = (find(&relation.from), find(&relation.to)) else { continue };
        let (from, to) = (place(from), place(to));
        if from == to {
            continue;
        }
        let known = joined.iter_mut().find(|(one, _)| one.from == from && one.to == to);
        if let Some((_, parts)) = known {
            parts.push(relation);
        } else {
            joined.push((Relation { from, to, ..Relation::default() }, vec![relation]));
        }
    }
    joined
        .into_iter()
        .map(|(relation, parts)| Relation {
            label: listed(parts.iter().map(|part| part.label.as_str())).unwrap_or_default(),
            protocol: listed(parts.iter().filter_map(|part| part.protocol.as_deref())),
            asynchronous: parts.iter().all(|part| part.asynchronous),
            ..relation
        })
        .collect()
}

/// Different words, once each; of many the first ones and how many more there are.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut different: Vec<&str> = Vec::new();
    for word in words {
        if !different.contains(&word) {
            different.push(word);
        }
    }
    let more = different.len().saturating_sub(MOST_LABELS);
    different.truncate(MOST_LABELS);
    let list = different.join(", ");
    match (different.is_empty(), more) {
        (true, _) => None,
        (_, 0) => Some(list),
        (_, more) => Some(format!("{list} +{more}")),
    }
}
