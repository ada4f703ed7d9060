//! What several formats need of a system: components inside one another, and relationships.

use std::collections::{HashMap, HashSet};

use crate::design::{Component, ComponentKind, Design, Entity, Relationship};

/// A relationship between two elements that are declared.
#[derive(Clone, Copy)]
pub(super) struct Link<'d> {
    pub(super) from: &'d str,
    pub(super) to: &'d str,
    pub(super) usage: &'d Relationship,
}

impl<'d> Link<'d> {
    /// What it is for.
    pub(super) fn label(self) -> &'d str {
        self.usage.label.as_deref().unwrap_or_default()
    }

    pub(super) fn protocol(self) -> Option<&'d str> {
        self.usage.protocol.as_deref().filter(|protocol| !protocol.is_empty())
    }
}

/// Every relationship, in the author's order.
pub(super) fn links(design: &Design) -> Vec<Link<'_>> {
    let links = design.elements().flat_map(|element| {
        let from = element.id();
        element.uses().iter().map(move |usage| Link { from, to: &usage.target, usage })
    });
    links.filter(|link| design.element(link.to).is_some()).collect()
}

/// The component around each component. Of components that contain each other one is outside.
pub(super) fn around(design: &Design) -> HashMap<&str, &str> {
    let mut around: HashMap<&str, &str> = HashMap::new();
    for component in &design.components {
        let id = component.id.value.as_str();
        let outer = component.part_of.as_deref().filter(|outer| design.components.contains(outer));
        let Some(outer) = outer else { continue };
        let mut above = Some(outer);
        while let Some(here) = above.filter(|here| *here != id) {
            above = around.get(here).copied();
        }
        if above.is_none() {
            around.insert(id, outer);
        }
    }
    around
}

/// What is declared inside a component, or outside of all.
pub(super) fn inside<'d>(
    design: &'d Design,
    around: &HashMap<&'d str, &'d str>,
    outer: Option<&str>,
) -> Vec<&'d Entity<Component>> {
    design.components.iter().filter(|one| around.get(one.id.value.as_str()).copied() == outer).collect()
}

/// Whether people would draw a component as a store.
pub(super) fn is_store(component: &Component) -> bool {
    component.kind.value.is_store()
}

/// The word for a kind, as tags and types name it: `Database`.
pub(super) fn capitalised(kind: ComponentKind) -> String {
    let word = kind.word();
    word.get(..1).map(str::to_uppercase).unwrap_or_default() + word.get(1..).unwrap_or_default()
}

/// Names that are unique in a file: one that is taken gets a number.
#[derive(Default)]
pub(super) struct Unique(HashSet<String>);

impl Unique {
    pub(super) fn name(&mut self, wanted: String) -> String {
        if self.0.insert(wanted.clone()) {
            return wanted;
        }
        for number in 2_usize.. {
            let name = format!("{wanted}-{number}");
            if self.0.insert(name.clone()) {
                return name;
            }
        }
        wanted
    }
}
