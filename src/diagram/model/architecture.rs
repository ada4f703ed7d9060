//! People, components, external systems, and smaller pictures of a system that is too large for one.

use super::super::architecture::{Element, Relation, Role, Scene, views};
use super::super::picture::Shape;
use super::{Source, Subject, name, shape};
use crate::design::Uses;

impl Source<'_> {
    /// People, components, external systems and their relationships.
    pub fn architecture(&self) -> Scene {
        let design = self.design;
        let title = &design.meta.title.value;
        let mut scene = Scene {
            name: title.clone(),
            kind: self.words.label("system").to_owned(),
            title: self.titled("picture-architecture", title),
            ..Scene::default()
        };
        for person in &design.people {
            scene.elements.push(Element {
                id: person.id.value.clone(),
                role: Role::Person,
                shape: Shape::Person,
                name: name(&person.name, &person.id),
                kind: self.words.label("person").to_owned(),
                description: self.described(person.description.as_ref()),
                href: self.href(Subject::Person, &person.id),
                ..Element::default()
            });
            relate(&person.id, &person.uses, &mut scene.relations);
        }
        for component in &design.components {
            let technology = component.technology.iter().map(|technology| technology.value.as_str());
            scene.elements.push(Element {
                id: component.id.value.clone(),
                role: Role::Component,
                shape: shape(component),
                name: name(&component.name, &component.id),
                kind: self.words.label(component.kind.value.word()).to_owned(),
                technology: technology.collect::<Vec<_>>().join(", "),
                description: self.described(component.description.as_ref()),
                part_of: component.part_of.as_ref().map(|whole| whole.id.value.clone()),
                href: self.href(Subject::Component, &component.id),
            });
            relate(&component.id, &component.uses, &mut scene.relations);
        }
        for integration in &design.integrations {
            scene.elements.push(Element {
                id: integration.id.value.clone(),
                role: Role::External,
                shape: Shape::External,
                name: name(&integration.name, &integration.id),
                kind: self.words.label("external-system").to_owned(),
                description: self.described(integration.description.as_ref()),
                href: self.href(Subject::Integration, &integration.id),
                ..Element::default()
            });
            relate(&integration.id, &integration.uses, &mut scene.relations);
        }
        scene
    }

    /// The system as one box among those around it.
    pub fn context(&self) -> Scene {
        let title = self.titled("picture-context", &self.design.meta.title);
        Scene { title, ..views::context(&self.architecture()) }
    }

    /// One person, component or external system, and all that it has relationships with; nothing
    /// where there is none of that id.
    pub fn neighbourhood(&self, id: &str) -> Option<Scene> {
        let title = self.titled("picture-component", &self.element(id)?.name);
        Some(Scene { title, ..views::neighbourhood(&self.architecture(), id) })
    }

    /// Smaller scenes in the place of a large one: who is around the system, its groups as boxes,
    /// and each group.
    pub fn parts(&self, scene: &Scene) -> Vec<Scene> {
        let whole = &self.design.meta.title;
        let mut parts = vec![self.context()];
        let groups = views::groups(scene);
        let overview = views::overview(scene);
        if !groups.is_empty() && !views::is_large(&overview) {
            parts.push(Scene { title: self.titled("picture-overview", whole), ..overview });
        }
        parts.extend(groups.into_iter().map(|group| {
            let title = self.element(group).map(|element| element.name).unwrap_or_default();
            Scene { title: self.titled("picture-group", &title), ..views::group(scene, group) }
        }));
        parts
    }
}

fn relate(from: &str, uses: &Uses, out: &mut Vec<Relation>) {
    for relationship in uses.iter() {
        out.push(Relation {
            from: from.to_owned(),
            to: relationship.target.id.value.clone(),
            label: relationship.label.as_ref().map(|label| label.value.clone()).unwrap_or_default(),
            protocol: relationship.protocol.as_ref().map(|protocol| protocol.value.clone()),
            asynchronous: relationship.is_async,
        });
    }
}
