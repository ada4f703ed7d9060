//! People, integrations and components.

use std::collections::{HashMap, HashSet};

use super::catalogue::{
    CALLER_CHANGED, CALLER_REMOVED, COMPONENT_ADDED, COMPONENT_CHANGED, COMPONENT_REMOVED, COMPONENT_RENAMED,
    COMPONENT_REWORDED, ChangeKind, ELEMENT_MOVED, INTEGRATION_ADDED, INTEGRATION_CHANGED,
    INTEGRATION_DOCUMENTED, INTEGRATION_REMOVED, INTEGRATION_RENAMED, INTEGRATION_REWORDED, PERSON_ADDED,
    PERSON_REMOVED, PERSON_RENAMED, PERSON_REWORDED, RELIANCE_CHANGED,
};
use super::class::{Area, Weight};
use super::context::{Context, Entry};
use super::entities::path;
use super::identity::{ELEMENTS, record};
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Coverage, Detail, Former, Kind},
};
use super::structure::{Matched, MatchedElement};
use super::{citations, relationships, technologies};
use crate::design::{Design, Element, Need};

pub(super) const PERSON: Keys = &[
    ("was", Former),
    ("name", Kind(&PERSON_REWORDED)),
    ("description", Kind(&PERSON_REWORDED)),
    ("uses", ByItself),
];

/// An integration that the system calls.
pub(super) const CALLED: Keys = &[
    ("was", Former),
    ("name", Kind(&INTEGRATION_REWORDED)),
    ("design", Kind(&RELIANCE_CHANGED)),
    ("contracts", Kind(&RELIANCE_CHANGED)),
    ("description", Kind(&INTEGRATION_REWORDED)),
    ("mechanism", CALLED_DETAIL),
    ("data", CALLED_DETAIL),
    ("protocol", CALLED_DETAIL),
    ("auth", CALLED_DETAIL),
    ("failure", CALLED_DETAIL),
    ("uses", ByItself),
];

/// An integration that calls the system. What happens when it is unavailable is a look here, too.
pub(super) const CALLER: Keys = &[
    ("was", Former),
    ("name", Kind(&INTEGRATION_REWORDED)),
    ("design", Kind(&RELIANCE_CHANGED)),
    ("contracts", Kind(&RELIANCE_CHANGED)),
    ("description", Kind(&INTEGRATION_REWORDED)),
    ("mechanism", CALLER_DETAIL),
    ("data", CALLER_DETAIL),
    ("protocol", CALLER_DETAIL),
    ("auth", CALLER_DETAIL),
    ("failure", CALLED_DETAIL),
    ("uses", ByItself),
];

pub(super) const COMPONENT: Keys = &[
    ("was", Former),
    ("name", Kind(&COMPONENT_REWORDED)),
    ("kind", Kind(&COMPONENT_CHANGED)),
    ("origin", Kind(&COMPONENT_REWORDED)),
    ("owner", Kind(&COMPONENT_REWORDED)),
    ("description", Kind(&COMPONENT_REWORDED)),
    ("schedule", Kind(&COMPONENT_CHANGED)),
    ("instances", Kind(&COMPONENT_CHANGED)),
    ("deploys", Kind(&COMPONENT_REWORDED)),
    ("not-in-source", Kind(&COMPONENT_REWORDED)),
    ("technology", ByItself),
    ("part-of", ByItself),
    ("directory", Kind(&COMPONENT_REWORDED)),
    ("files", Kind(&COMPONENT_REWORDED)),
    ("satisfies", Coverage),
    ("uses", ByItself),
];

const CALLED_DETAIL: keys::Treatment = Detail {
    changed: &INTEGRATION_CHANGED,
    documented: &INTEGRATION_DOCUMENTED,
    undocumented: &INTEGRATION_CHANGED,
};

const CALLER_DETAIL: keys::Treatment = Detail {
    changed: &CALLER_CHANGED,
    documented: &INTEGRATION_DOCUMENTED,
    undocumented: &INTEGRATION_CHANGED,
};

/// Adds what changed of the elements, but for what they use.
pub(super) fn compare(context: &mut Context<'_>) {
    let going = Echoes::of(context.old.design, &context.matches.gone);
    let coming = Echoes::of(context.new.design, &context.matches.added);
    let elements = std::mem::take(&mut context.matches.elements);
    for ((old, new), places) in elements.iter().zip(context.matches.places.clone()) {
        let known = context.count();
        match (old, new) {
            (Some(old), Some(new)) => compare_one(context, old, new),
            (None, Some(new)) => {
                let kind = match new {
                    Element::Person(_) => &PERSON_ADDED,
                    Element::Integration(_) => &INTEGRATION_ADDED,
                    Element::Component(_) => &COMPONENT_ADDED,
                };
                let mut entry =
                    Entry::new(kind, new.id(), path(new.table(), new.id())).at(None, Some(new.span()));
                if calls_us(new) {
                    entry = entry.area(Area::Contract);
                }
                if let Some(was) = context.matches.perhaps_was(ELEMENTS, new.id()) {
                    entry = entry.perhaps(format!("perhaps it was `{was}`"));
                }
                for (path, _) in coming.with(new.id()) {
                    entry.claim(path, Weight::Additive);
                }
                context.add(entry);
            }
            (Some(old), None) => {
                let mut entry = removed(old, &going);
                if let Some(now) = context.matches.perhaps_now(ELEMENTS, old.id()) {
                    entry = entry.perhaps(format!("perhaps it is `{now}` now"));
                }
                context.add(entry);
            }
            (None, None) => {}
        }
        let element = Matched { old: places.0, new: places.1, differs: context.count() > known };
        context.structure.push(MatchedElement { element, uses: Vec::new() });
    }
    context.matches.elements = elements;
}

/// An element that is gone, with what goes with it.
fn removed(old: &Element<'_>, echoes: &Echoes<'_>) -> Entry {
    let kind = match old {
        Element::Person(_) => &PERSON_REMOVED,
        Element::Integration(_) if calls_us(old) => &CALLER_REMOVED,
        Element::Integration(_) => &INTEGRATION_REMOVED,
        Element::Component(_) => &COMPONENT_REMOVED,
    };
    let mut entry = Entry::new(kind, old.id(), path(old.table(), old.id())).at(Some(old.span()), None);
    let mut breaks = false;
    for (path, weight) in echoes.with(old.id()) {
        breaks |= *weight == Weight::Breaking;
        entry.claim(path, *weight);
    }
    if breaks { entry.area(Area::Contract) } else { entry }
}

/// The relationships and citations that come and go with elements, by the ids of those, and what it
/// weighs that they go.
struct Echoes<'a>(HashMap<&'a str, Vec<(String, Weight)>>);

impl<'a> Echoes<'a> {
    /// Those of some elements of a design.
    fn of(design: &'a Design, elements: &HashSet<&'a str>) -> Self {
        let mut echoes = Self(HashMap::new());
        if elements.is_empty() {
            return echoes;
        }
        let mut add = |id: &'a str, path: String, weight: Weight| {
            if elements.contains(id) {
                echoes.0.entry(id).or_default().push((path, weight));
            }
        };
        for element in design.elements() {
            let own = path(element.table(), element.id());
            let weight = if relationships::is_caller(&element) { Weight::Breaking } else { Weight::Additive };
            let mut last = None;
            for usage in element.uses().iter() {
                let target: &str = &usage.target;
                if last != Some(target) {
                    add(target, format!("{own}.uses.{target}"), weight);
                    if target != element.id() {
                        add(element.id(), format!("{own}.uses.{target}"), weight);
                    }
                }
                last = Some(target);
            }
            if let Element::Component(component) = element
                && let Some(whole) = component.body().part_of.as_deref()
            {
                add(whole, format!("{own}.part-of"), Weight::Additive);
            }
        }
        let contracts = design.api.iter().map(|it| ("api", &it.id.value, it.body().component.as_deref()));
        let tables = design.tables.iter().map(|it| ("tables", &it.id.value, it.body().component.as_deref()));
        for (table, id, component) in contracts.chain(tables) {
            if let Some(component) = component {
                add(component, format!("{}.component", path(table, id)), Weight::Additive);
            }
        }
        echoes
    }

    fn with(&self, id: &str) -> &[(String, Weight)] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Whether it is an integration that calls the system.
fn calls_us(element: &Element<'_>) -> bool {
    matches!(element, Element::Integration(it) if !it.uses.is_empty())
}

fn compare_one(context: &mut Context<'_>, old: &Element<'_>, new: &Element<'_>) {
    let both = Both {
        old: record(old),
        new: record(new),
        entity: new.id().to_owned(),
        path: path(new.table(), new.id()),
        spans: (old.span(), new.span()),
        area: calls_us(old).then_some(Area::Contract),
    };
    let entry = |kind: &'static ChangeKind| {
        Entry::new(kind, both.entity.clone(), both.path.clone())
            .area(both.area.unwrap_or(kind.area))
            .at(Some(old.span()), Some(new.span()))
    };
    if old.table() != new.table() {
        let said = (Some(old.table().to_owned()), Some(new.table().to_owned()));
        context.add(entry(&ELEMENT_MOVED).area(ELEMENT_MOVED.area).said(said.0, said.1));
        return;
    }
    let (renamed, keys) = match old {
        Element::Person(_) => (&PERSON_RENAMED, PERSON),
        Element::Integration(_) if calls_us(old) => (&INTEGRATION_RENAMED, CALLER),
        Element::Integration(_) => (&INTEGRATION_RENAMED, CALLED),
        Element::Component(_) => (&COMPONENT_RENAMED, COMPONENT),
    };
    if old.id() != new.id() {
        context.add(entry(renamed).said(Some(old.id().to_owned()), Some(new.id().to_owned())));
    }
    keys::compare(context, keys, &both);
    if let (Element::Component(before), Element::Component(after)) = (old, new) {
        let follows = context.matches.follows(before.part_of.as_deref(), after.part_of.as_deref());
        if !follows && !context.same(both.old.get("part-of"), both.new.get("part-of")) {
            context.add(both.entry(&COMPONENT_CHANGED, "part-of").detail("`part-of` changed"));
        }
        if !technologies::follow(context, &before.technology, &after.technology) {
            context.add(both.entry(&COMPONENT_CHANGED, "technology").detail("`technology` changed"));
        }
        let (old, new) = (both.old.get("satisfies"), both.new.get("satisfies"));
        if citations::changed(context, old, new, Need::Component, &[&after.id.value]) {
            context.add(both.entry(&COMPONENT_CHANGED, "satisfies").detail("`satisfies` changed"));
        }
    }
}
