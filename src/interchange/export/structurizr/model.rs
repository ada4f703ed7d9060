//! The elements and relationships of a workspace, with the numbers by which Structurizr names them.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::design::{Component, Design, Entity, RelationKind, Text};
use crate::interchange::export::said;
use crate::interchange::export::structure::{Link, Unique, around, capitalised, inside, links};

/// The system itself among the ids of elements, none of which is empty.
pub(super) const SYSTEM: &str = "";

/// The property in which the language of Structurizr keeps the name of an element.
const IDENTIFIER: &str = "structurizr.dsl.identifier";

/// A model that is being written.
pub(super) struct Model<'d> {
    pub(super) design: &'d Design,
    /// The component around each component, by their ids.
    pub(super) around: HashMap<&'d str, &'d str>,
    /// The number of each element.
    numbers: HashMap<&'d str, usize>,
    /// The last number that was given.
    last: usize,
    pub(super) relationships: Vec<Relationship<'d>>,
    /// How many relationships the model cannot have.
    pub(super) left: usize,
}

/// A relationship between two elements of the model.
pub(super) struct Relationship<'d> {
    pub(super) id: usize,
    pub(super) from: &'d str,
    pub(super) to: &'d str,
    /// The relationship of a part from which this one follows.
    linked: Option<usize>,
    link: Link<'d>,
}

impl<'d> Model<'d> {
    pub(super) fn of(design: &'d Design) -> Self {
        let around = around(design);
        let mut model =
            Self { design, around, numbers: HashMap::new(), last: 0, relationships: Vec::new(), left: 0 };
        let system = std::iter::once(SYSTEM);
        let ids: Vec<&'d str> = system.chain(design.elements().map(|element| element.id())).collect();
        for id in ids {
            let number = model.number();
            model.numbers.entry(id).or_insert(number);
        }
        model.relate();
        model
    }

    /// A number that nothing has yet.
    pub(super) fn number(&mut self) -> usize {
        self.last += 1;
        self.last
    }

    /// The number of an element.
    pub(super) fn id(&self, of: &str) -> String {
        self.numbers.get(of).copied().unwrap_or_default().to_string()
    }

    /// The outermost component around a component.
    pub(super) fn container(&self, id: &'d str) -> &'d str {
        std::iter::successors(Some(id), |id| self.around.get(id).copied()).last().unwrap_or(id)
    }

    /// An element and what it is in: its container and the system.
    fn levels(&self, id: &'d str) -> Vec<&'d str> {
        if !self.design.components.contains(id) || self.design.people.contains(id) {
            return vec![id];
        }
        let container = self.container(id);
        if container == id { vec![id, SYSTEM] } else { vec![id, container, SYSTEM] }
    }

    /// Adds the relationships, and then those of what the elements are in.
    fn relate(&mut self) {
        let all = links(self.design);
        let mut known: HashSet<(&'d str, &'d str)> = HashSet::new();
        let mut ids: Vec<(usize, Link<'d>)> = Vec::new();
        for link in all {
            let (own, other) = (self.levels(link.from), self.levels(link.to));
            let is_inside = link.from != link.to && (own.contains(&link.to) || other.contains(&link.from));
            if is_inside {
                self.left += 1;
                continue;
            }
            known.insert((link.from, link.to));
            let id = self.number();
            self.relationships.push(Relationship { id, from: link.from, to: link.to, linked: None, link });
            ids.push((id, link));
        }
        for (linked, link) in ids {
            for from in self.levels(link.from) {
                for to in self.levels(link.to) {
                    let is_apart = !self.levels(from).contains(&to) && !self.levels(to).contains(&from);
                    if is_apart && known.insert((from, to)) {
                        let id = self.number();
                        self.relationships.push(Relationship { id, from, to, linked: Some(linked), link });
                    }
                }
            }
        }
    }

    fn relationships_of(&self, id: &str) -> Vec<Value> {
        let own = self.relationships.iter().filter(|relationship| relationship.from == id);
        own.map(|relationship| self.relationship(relationship)).collect()
    }

    fn relationship(&self, of: &Relationship<'d>) -> Value {
        let usage = of.link.usage;
        let style = if usage.is_async { "Asynchronous" } else { "Synchronous" };
        let mut written = json!({
            "id": of.id.to_string(),
            "sourceId": self.id(of.from),
            "destinationId": self.id(of.to),
            "description": of.link.label(),
            "interactionStyle": style,
            "tags": format!("Relationship,{style}"),
        });
        if let Some(protocol) = of.link.protocol() {
            written["technology"] = protocol.into();
        }
        if let Some(linked) = of.linked {
            written["linkedRelationshipId"] = linked.to_string().into();
        } else if usage.kind() != RelationKind::Call {
            written["properties"] = json!({ "kind": usage.kind().word() });
        }
        written
    }

    fn element(&self, id: &'d str, name: &str, described: Option<&Text>, tags: &str) -> Value {
        let identifier = if id == SYSTEM { &self.design.id } else { id };
        let mut written = json!({ "id": self.id(id), "name": name, "tags": format!("Element,{tags}") });
        if let Some(described) = said(described) {
            written["description"] = described.into();
        }
        written["properties"] = json!({ IDENTIFIER: identifier });
        let relationships = self.relationships_of(id);
        if !relationships.is_empty() {
            written["relationships"] = relationships.into();
        }
        written
    }

    fn component(&self, component: &'d Entity<Component>, tag: &str, names: &mut Unique) -> Value {
        let id = component.id.value.as_str();
        let name = names.name(component.title().to_owned());
        let tags = format!("{tag},{}", capitalised(component.kind.value));
        let mut written = self.element(id, &name, component.description.as_ref(), &tags);
        if !component.technology.is_empty() {
            let technology: Vec<&str> = component.technology.iter().map(|it| it.value.as_str()).collect();
            written["technology"] = technology.join(", ").into();
        }
        if let Some(outer) = self.around.get(id).filter(|outer| self.around.contains_key(*outer)) {
            // Structurizr has two levels below a system.
            written["properties"]["part-of"] = (*outer).into();
        }
        written
    }

    fn containers(&self) -> Vec<Value> {
        let mut names = Unique::default();
        let outermost = inside(self.design, &self.around, None);
        let written = outermost.into_iter().map(|outer| {
            let mut written = self.component(outer, "Container", &mut names);
            let mut inner_names = Unique::default();
            let id = outer.id.value.as_str();
            let parts = self.design.components.iter().filter(|part| part.id.value != id);
            let parts = parts.filter(|part| self.container(&part.id.value) == id);
            let parts: Vec<Value> =
                parts.map(|part| self.component(part, "Component", &mut inner_names)).collect();
            if !parts.is_empty() {
                written["components"] = parts.into();
            }
            written
        });
        written.collect()
    }

    /// The model with its decisions and nodes.
    pub(super) fn into_json(self, decisions: &[Value], nodes: &[Value]) -> Value {
        let design = self.design;
        let (mut people, mut systems) = (Unique::default(), Unique::default());
        let persons: Vec<Value> = design
            .people
            .iter()
            .map(|one| {
                let name = people.name(one.title().to_owned());
                self.element(&one.id.value, &name, one.description.as_ref(), "Person")
            })
            .collect();
        let name = systems.name(design.meta.title.value.clone());
        let mut own = self.element(SYSTEM, &name, design.meta.summary.as_ref(), "Software System");
        let containers = self.containers();
        if !containers.is_empty() {
            own["containers"] = containers.into();
        }
        if !decisions.is_empty() {
            own["documentation"] = json!({ "decisions": decisions });
        }
        let mut all = vec![own];
        all.extend(design.integrations.iter().filter(|one| !design.components.contains(&one.id.value)).map(
            |one| {
                let name = systems.name(one.title().to_owned());
                self.element(&one.id.value, &name, one.description.as_ref(), "Software System,External")
            },
        ));
        let mut model = json!({ "people": persons, "softwareSystems": all });
        if !nodes.is_empty() {
            model["deploymentNodes"] = nodes.into();
        }
        model
    }
}
