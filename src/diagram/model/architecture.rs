//! People, components, external systems, and smaller pictures of a system that is too large for one.

use super::super::architecture::{Architecture, Element, Relation, Role, views};
use super::super::drawing::Drawing;
use super::super::parts::Part;
use super::super::picture::Shape;
use super::{Source, Subject, shape};
use crate::design::{self, Entity, Relationship, Text};

impl Source<'_> {
    /// People, components, external systems and their relationships.
    pub fn architecture(&self) -> Architecture {
        let design = self.design;
        let title = &design.meta.title.value;
        let mut architecture = Architecture {
            name: title.clone(),
            kind: self.words.label("system").to_owned(),
            title: self.titled("picture-architecture", title),
            hints: self.hints(),
            ..Architecture::default()
        };
        for element in in_bands(design.elements()) {
            let uses = element.uses().iter();
            architecture.relations.extend(uses.map(|used| self.related(element.id(), used)));
            architecture.elements.push(self.boxed(element));
        }
        self.selected(architecture)
    }

    /// The box of an element.
    pub(super) fn boxed(&self, element: design::Element<'_>) -> Element {
        let of = |role: Role, shape: Shape, kind: &'static str, description: Option<&Text>| Element {
            id: element.id().to_owned(),
            role,
            shape,
            name: element.title().to_owned(),
            kind: self.words.label(kind).to_owned(),
            description: self.described(description),
            ..Element::default()
        };
        match element {
            design::Element::Person(person) => Element {
                href: self.href(Subject::Person, &person.id),
                ..of(Role::Person, Shape::Person, "person", person.description.as_ref())
            },
            design::Element::Component(component) => {
                let technology = component.technology.iter().map(|technology| technology.value.as_str());
                let kind = component.kind.value.word();
                let is_other = component.kind.value == design::ComponentKind::Other;
                let of = of(Role::Component, shape(component), kind, component.description.as_ref());
                Element {
                    technology: technology.collect::<Vec<_>>().join(", "),
                    part_of: component.part_of.as_ref().map(|whole| whole.id.value.clone()),
                    href: self.href(Subject::Component, &component.id),
                    // “Other” says nothing that the name does not.
                    kind: if is_other { String::new() } else { of.kind },
                    holds: self.held_by(component),
                    ..of
                }
            }
            design::Element::Integration(integration) => {
                let own = integration.description.as_ref();
                let of = of(Role::External, Shape::External, "external-system", own);
                let href = self.href(Subject::Integration, &integration.id);
                match integration.described() {
                    Some(said) => Element { href, description: said.to_owned(), ..of },
                    None => Element { href, ..of },
                }
            }
        }
    }

    /// The line of a relationship.
    pub(super) fn related(&self, from: &str, relationship: &Relationship) -> Relation {
        Relation {
            from: from.to_owned(),
            to: relationship.target.id.value.clone(),
            label: relationship.label.as_ref().map(|label| label.value.clone()).unwrap_or_default(),
            protocol: relationship.protocol.as_ref().map(|protocol| protocol.value.clone()),
            unencrypted: self.unencrypted(relationship),
            asynchronous: relationship.is_async,
            kind: relationship.kind().label().map(|key| self.words.label(key).to_owned()).unwrap_or_default(),
            both_ways: relationship.is_both_ways,
            contract: relationship.contract.as_ref().map(|contract| contract.id.value.clone()),
            ..Relation::default()
        }
    }

    /// The word for data about people, if a component keeps any.
    fn held_by(&self, component: &Entity<design::Component>) -> String {
        let is_own = |table: &Entity<design::Table>| {
            table.component.as_ref().is_some_and(|owner| owner.id.value == component.id.value)
        };
        let holds = self.design.tables.iter().any(|table| is_own(table) && table.has_pii());
        if holds { self.words.label("personal-data").to_owned() } else { String::new() }
    }

    /// The word for a relationship whose protocol is not encrypted.
    fn unencrypted(&self, relationship: &Relationship) -> Option<String> {
        let label = relationship.label.as_deref().unwrap_or_default();
        let is_open = design::is_unencrypted(relationship.protocol.as_deref()?, label);
        is_open.then(|| self.words.label("unencrypted").to_owned())
    }

    /// The system as one box among those around it.
    pub fn context(&self) -> Architecture {
        let title = self.titled("picture-context", &self.design.meta.title);
        Architecture { title, ..views::context(&self.architecture()) }
    }

    /// One person, component or external system, and all that it has relationships with; of an element with
    /// parts, the parts and all that they have relationships with. `None` if no element has the id.
    pub fn neighbourhood(&self, id: &str) -> Option<Architecture> {
        let known = self.element(id)?;
        let architecture = self.architecture();
        Some(if views::groups(&architecture).contains(&id) {
            self.inside(id, views::group(&architecture, id))
        } else {
            let title = self.titled("picture-component", &known.name);
            Architecture { title, ..views::neighbourhood(&architecture, id) }
        })
    }

    /// Smaller drawings that replace a large neighbourhood: one without the parts of parts, and one for each
    /// part that has parts.
    pub fn neighbourhood_parts(&self, id: &str) -> Vec<Part> {
        let architecture = self.architecture();
        let within = views::groups_within(&architecture, id);
        if within.is_empty() {
            return self
                .neighbourhood(id)
                .map(|architecture| Part::of(Drawing::Architecture(architecture)))
                .into_iter()
                .collect();
        }
        within.into_iter().map(|group| self.group_part(&architecture, group)).collect()
    }

    /// Smaller drawings that replace a large one: the surroundings of the system; its groups as boxes, or the
    /// same in pieces if it has no groups; and each group.
    pub fn parts(&self, architecture: &Architecture) -> Vec<Part> {
        let whole = &self.design.meta.title;
        let groups = views::groups(architecture);
        let mut parts = vec![Part::named(Drawing::Architecture(self.context()), "context".to_owned())];
        let title = if groups.is_empty() { "picture-architecture" } else { "picture-overview" };
        let overview = Architecture { title: self.titled(title, whole), ..views::overview(architecture) };
        let is_overview = !groups.is_empty();
        parts.push(Part { is_overview, ..Part::of(Drawing::Architecture(overview)) });
        parts.extend(groups.into_iter().map(|group| self.group_part(architecture, group)));
        parts
    }

    /// The picture of a group. If everything in it would be too much, or too wide, each group within it is one
    /// box.
    fn group_part(&self, architecture: &Architecture, group: &str) -> Part {
        let view = format!("component:{group}");
        let all = views::group(architecture, group);
        let has_groups = views::groups_within(architecture, group).len() > 1;
        if views::is_large(&all) || has_groups && views::is_wide_part(&all) {
            let folded = views::group_overview(architecture, group);
            return Part::of(Drawing::Architecture(self.inside(group, folded)));
        }
        Part::named(Drawing::Architecture(self.inside(group, all)), view)
    }

    fn inside(&self, group: &str, architecture: Architecture) -> Architecture {
        let name = self.element(group).map(|element| element.name).unwrap_or_default();
        Architecture { title: self.titled("picture-group", &name), ..architecture }
    }
}

/// Elements from the top of a picture to its bottom: people, components, external systems.
pub(super) fn in_bands<'a>(
    elements: impl Iterator<Item = design::Element<'a>>,
) -> impl Iterator<Item = design::Element<'a>> {
    let mut elements: Vec<_> = elements.collect();
    elements.sort_by_key(band);
    elements.into_iter()
}

/// The place of an element's band.
pub(super) fn band(element: &design::Element<'_>) -> usize {
    match element {
        design::Element::Person(_) => 0,
        design::Element::Component(_) => 1,
        design::Element::Integration(_) => 2,
    }
}
