//! People, integrations and components.

use super::catalogue::{
    CALLER_CHANGED, CALLER_REMOVED, COMPONENT_ADDED, COMPONENT_CHANGED, COMPONENT_REMOVED, COMPONENT_RENAMED,
    COMPONENT_REWORDED, ChangeKind, ELEMENT_MOVED, INTEGRATION_ADDED, INTEGRATION_CHANGED,
    INTEGRATION_DOCUMENTED, INTEGRATION_REMOVED, INTEGRATION_RENAMED, INTEGRATION_REWORDED, PERSON_ADDED,
    PERSON_REMOVED, PERSON_RENAMED, PERSON_REWORDED,
};
use super::class::{Area, Weight};
use super::context::{Context, Entry};
use super::entities::path;
use super::identity::record;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Coverage, Detail, Former, Kind},
};
use super::relationships;
use crate::design::{Design, Element};

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
    ("description", Kind(&COMPONENT_REWORDED)),
    ("technology", Kind(&COMPONENT_CHANGED)),
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
    let elements = std::mem::take(&mut context.matches.elements);
    for (old, new) in &elements {
        match (old, new) {
            (Some(old), Some(new)) => compare_one(context, old, new, &elements),
            (None, Some(new)) => {
                let kind = match new {
                    Element::Person(_) => &PERSON_ADDED,
                    Element::Integration(_) => &INTEGRATION_ADDED,
                    Element::Component(_) => &COMPONENT_ADDED,
                };
                let mut entry =
                    Entry::new(kind, new.id(), path(new.table(), new.id())).at(None, Some(new.span()));
                for (path, _) in follows(context.new.design, new) {
                    entry.claim(path, Weight::Additive);
                }
                context.add(entry);
            }
            (Some(old), None) => context.add(removed(context.old.design, old)),
            (None, None) => {}
        }
    }
    context.matches.elements = elements;
}

/// An element that is gone, with what goes with it.
fn removed(design: &Design, old: &Element<'_>) -> Entry {
    let kind = match old {
        Element::Person(_) => &PERSON_REMOVED,
        Element::Integration(it) if calls_us(it.uses.len()) => &CALLER_REMOVED,
        Element::Integration(_) => &INTEGRATION_REMOVED,
        Element::Component(_) => &COMPONENT_REMOVED,
    };
    let mut entry = Entry::new(kind, old.id(), path(old.table(), old.id())).at(Some(old.span()), None);
    let mut breaks = false;
    for (path, weight) in follows(design, old) {
        breaks |= weight == Weight::Breaking;
        entry.claim(path, weight);
    }
    if breaks { entry.area(Area::Contract) } else { entry }
}

/// The relationships and citations that come and go with an element, and what it weighs that they
/// go.
fn follows(design: &Design, element: &Element<'_>) -> Vec<(String, Weight)> {
    let mut follows = Vec::new();
    for other in design.elements() {
        let is_self = other.id() == element.id();
        let mut last = None;
        for usage in other.uses().iter() {
            let target: &str = &usage.target;
            if (is_self || target == element.id()) && last != Some(target) {
                let weight =
                    if relationships::is_caller(&other) { Weight::Breaking } else { Weight::Additive };
                follows.push((format!("{}.uses.{target}", path(other.table(), other.id())), weight));
            }
            last = Some(target);
        }
        if let Element::Component(component) = &other
            && component.part_of.as_deref().is_some_and(|whole| whole == element.id())
        {
            follows.push((format!("{}.part-of", path(other.table(), other.id())), Weight::Additive));
        }
    }
    let cites = |cited: Option<&crate::design::Ref<crate::design::cited::Component>>| {
        cited.is_some_and(|id| **id == *element.id())
    };
    let contracts = design.api.iter().filter(|it| cites(it.component.as_ref()));
    follows
        .extend(contracts.map(|it| (format!("{}.component", path("api", &it.id.value)), Weight::Additive)));
    let tables = design.tables.iter().filter(|it| cites(it.component.as_ref()));
    follows
        .extend(tables.map(|it| (format!("{}.component", path("tables", &it.id.value)), Weight::Additive)));
    follows
}

fn calls_us(uses: usize) -> bool {
    uses > 0
}

fn compare_one(
    context: &mut Context<'_>,
    old: &Element<'_>,
    new: &Element<'_>,
    all: &[(Option<Element<'_>>, Option<Element<'_>>)],
) {
    let both = Both {
        old: record(old),
        new: record(new),
        entity: new.id().to_owned(),
        path: path(new.table(), new.id()),
        spans: (old.span(), new.span()),
    };
    let entry = |kind: &'static ChangeKind| {
        Entry::new(kind, both.entity.clone(), both.path.clone()).at(Some(old.span()), Some(new.span()))
    };
    if old.table() != new.table() {
        let said = (Some(old.table().to_owned()), Some(new.table().to_owned()));
        context.add(entry(&ELEMENT_MOVED).said(said.0, said.1));
        return;
    }
    let (renamed, keys) = match old {
        Element::Person(_) => (&PERSON_RENAMED, PERSON),
        Element::Integration(it) if calls_us(it.uses.len()) => (&INTEGRATION_RENAMED, CALLER),
        Element::Integration(_) => (&INTEGRATION_RENAMED, CALLED),
        Element::Component(_) => (&COMPONENT_RENAMED, COMPONENT),
    };
    if old.id() != new.id() {
        context.add(entry(renamed).said(Some(old.id().to_owned()), Some(new.id().to_owned())));
    }
    keys::compare(context, keys, &both);
    if let (Element::Component(before), Element::Component(after)) = (old, new) {
        let gone = |id: &str| {
            all.iter().any(|(old, new)| new.is_none() && old.as_ref().is_some_and(|it| it.id() == id))
        };
        let added = |id: &str| {
            all.iter().any(|(old, new)| old.is_none() && new.as_ref().is_some_and(|it| it.id() == id))
        };
        let follows =
            before.part_of.as_deref().is_some_and(gone) || after.part_of.as_deref().is_some_and(added);
        if !follows && !context.same(both.old.get("part-of"), both.new.get("part-of")) {
            context.add(both.entry(&COMPONENT_CHANGED, "part-of").detail("`part-of` changed"));
        }
    }
}
