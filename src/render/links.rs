//! The links that lead from one part of a design to another.

use super::anchors::{Anchor, Anchors};
use super::others::{Cited, Others};
use super::place::Place;
use super::target::Target;
use crate::design::{Design, Element};
use crate::markdown::Reference;

/// The places where the parts of a design are printed, here and elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Links<'a> {
    design: &'a Design,
    /// The anchors of what is printed here.
    own: Option<&'a Anchors<'a>>,
    /// The targets of links.
    places: &'a [Place<'a>],
    /// The other designs, if they are known.
    others: Option<&'a Others<'a>>,
}

impl<'a> Links<'a> {
    /// Links of a document, which lead to itself.
    pub(super) fn inside(design: &'a Design, own: &'a [Place<'a>], others: Option<&'a Others<'a>>) -> Self {
        Self { design, own: own.first().map(|place| place.anchors), places: own, others }
    }

    /// Links of a view, which lead to the document. A view has no anchors.
    pub(super) fn elsewhere(design: &'a Design, places: &'a [Place<'a>]) -> Self {
        Self { design, own: None, places, others: None }
    }

    /// The other designs, if they are known.
    pub(super) fn others(&self) -> Option<&'a Others<'a>> {
        self.others
    }

    /// The anchor of something that is printed here.
    pub(super) fn anchor(&self, anchor: &Anchor<'_>) -> Option<String> {
        self.own.and_then(|own| own.get(anchor))
    }

    /// The anchors that something printed here had under former ids.
    pub(super) fn former(&self, anchor: &Anchor<'_>) -> &'a [String] {
        self.own.map_or(&[], |own| own.former(anchor))
    }

    /// The address of a part of the design, if the design has it and it is printed; of `alias:ID`, where the
    /// other design is shown.
    pub(super) fn to(&self, target: Target, id: &str) -> Option<String> {
        if let Some(Cited::Part(address)) = self.others.map(|others| others.cited(id, &[target])) {
            return address;
        }
        if self.places.is_empty() || !self.has(target, id) {
            return None;
        }
        Place::address(self.places, &Anchor::Entity(target, id))
    }

    /// The address of a section, if it is printed.
    pub(super) fn to_section(&self, key: &str) -> Option<String> {
        Place::address(self.places, &Anchor::Section(key))
    }

    /// The kind and the name of the element with this id.
    pub(super) fn element(&self, id: &str) -> Option<(Target, &'a str)> {
        let element = self.design.element(id)?;
        let target = match element {
            Element::Person(_) => Target::Person,
            Element::Integration(_) => Target::Integration,
            Element::Component(_) => Target::Component,
        };
        Some((target, element.title()))
    }

    /// The meaning of a shortcut reference in the author's text.
    pub(super) fn resolve(&self, reference: &str) -> Reference {
        let kinds = [Target::Requirement, Target::Decision, Target::Test, Target::Flow];
        let known = kinds.into_iter().find(|target| self.has(*target, reference));
        let Some(target) = known.or_else(|| self.element(reference).map(|(target, _)| target)) else {
            return self.resolve_foreign(reference);
        };
        self.to(target, reference).map_or(Reference::Plain, Reference::Link)
    }

    /// Without the other designs, an id with an alias is printed as it is.
    fn resolve_foreign(&self, reference: &str) -> Reference {
        match self.others.map(|others| others.in_text(reference)) {
            Some(Cited::Part(Some(address))) => Reference::Link(address),
            Some(Cited::Part(None)) => Reference::Plain,
            None if self.design.is_foreign(reference) => Reference::Plain,
            Some(Cited::Nothing) | None => Reference::Unknown,
        }
    }

    fn has(&self, target: Target, id: &str) -> bool {
        let design = self.design;
        match target {
            Target::Requirement => design.requirements.contains(id),
            Target::Person => design.people.contains(id),
            Target::Component => design.components.contains(id),
            Target::Integration => design.integrations.contains(id),
            Target::Flow => design.flows.contains(id),
            Target::Contract => design.api.contains(id),
            Target::Model => design.models.contains(id),
            Target::Table => design.tables.contains(id),
            Target::Decision => design.decisions.contains(id),
            Target::Risk => design.risks.contains(id),
            Target::Node => design.nodes.contains(id),
            Target::Test => design.tests.contains(id),
        }
    }
}
