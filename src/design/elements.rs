//! People, integrations and components as what they are together: the elements of a design.

use super::component::Component;
use super::element::{Integration, Person, Uses};
use super::entries::Entity;
use super::file::Design;
use crate::source::Span;

/// A person, an integration or a component.
#[derive(Clone, Copy, Debug)]
pub enum Element<'a> {
    /// Somebody who uses the system.
    Person(&'a Entity<Person>),
    /// A system outside the design's boundary.
    Integration(&'a Entity<Integration>),
    /// A part of the system.
    Component(&'a Entity<Component>),
}

impl Design {
    /// The element with an id. If two elements share it, a person comes before a component, and a
    /// component before an integration.
    pub fn element(&self, id: &str) -> Option<Element<'_>> {
        let person = self.people.get(id).map(Element::Person);
        let component = || self.components.get(id).map(Element::Component);
        person.or_else(component).or_else(|| self.integrations.get(id).map(Element::Integration))
    }

    /// Every element: people, integrations and components, each in the author's order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let people = self.people.iter().map(Element::Person);
        let integrations = self.integrations.iter().map(Element::Integration);
        people.chain(integrations).chain(self.components.iter().map(Element::Component))
    }

    /// Whether an element with this id is declared, as far as can be said: what could not be read
    /// counts.
    pub fn declares_element(&self, id: &str) -> bool {
        self.people.declares(id) || self.integrations.declares(id) || self.components.declares(id)
    }
}

impl<'a> Element<'a> {
    /// The id.
    pub fn id(&self) -> &'a str {
        match self {
            Element::Person(it) => &it.id.value,
            Element::Integration(it) => &it.id.value,
            Element::Component(it) => &it.id.value,
        }
    }

    /// What people call it: its name, or else its id.
    pub fn title(&self) -> &'a str {
        match self {
            Element::Person(it) => it.title(),
            Element::Integration(it) => it.title(),
            Element::Component(it) => it.title(),
        }
    }

    /// Where its id is written.
    pub fn span(&self) -> Span {
        match self {
            Element::Person(it) => it.id.span,
            Element::Integration(it) => it.id.span,
            Element::Component(it) => it.id.span,
        }
    }

    /// The table that declares it.
    pub fn table(&self) -> &'static str {
        match self {
            Element::Person(_) => "people",
            Element::Integration(_) => "integrations",
            Element::Component(_) => "components",
        }
    }

    /// What it uses.
    pub fn uses(&self) -> &'a Uses {
        match self {
            Element::Person(it) => &it.body().uses,
            Element::Integration(it) => &it.body().uses,
            Element::Component(it) => &it.body().uses,
        }
    }
}
