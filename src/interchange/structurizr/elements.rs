//! People, systems, containers and components.

use std::rc::Rc;

use super::super::partial::{Element, Role};
use super::super::the_system::{Candidate, the_system};
use super::{Reading, styles};
use crate::reading::{Data, Datum};

impl Reading {
    /// Reads the elements of a model. Returns whether it is known which system the design is about.
    pub(super) fn elements(&mut self, model: &Rc<Datum>, wanted: Option<&str>) -> bool {
        let systems = self.partial.objects(model, "softwareSystems");
        let candidates: Vec<(String, bool, bool)> = systems
            .iter()
            .map(|system| {
                let has_parts = system.get("containers").is_some_and(|all| !all.items().is_empty());
                let is_outside = system.word("location").eq_ignore_ascii_case("external")
                    || styles::tags(system).iter().any(|tag| tag.to_lowercase().contains("external"));
                (system.word("name"), has_parts, is_outside)
            })
            .collect();
        let candidates: Vec<Candidate<'_>> = candidates
            .iter()
            .map(|(name, has_parts, is_outside)| Candidate {
                name,
                has_parts: *has_parts,
                is_outside: *is_outside,
            })
            .collect();
        let chosen = match the_system(&candidates, wanted) {
            Ok(chosen) => chosen,
            Err(why) => {
                let span = model.entry("softwareSystems").map_or(model.span, |(key, _)| key.span);
                self.partial.cannot_read(span, "softwareSystems", why);
                return false;
            }
        };
        let tree = Rc::clone(&self.tree);
        self.partial.title = tree.said("name");
        self.partial.description = tree.said("description");
        for person in self.partial.objects(model, "people") {
            self.element(&person, Role::Person, None, "a person");
        }
        for (at, system) in systems.iter().enumerate() {
            if Some(at) == chosen {
                self.partial.title = system.said("name");
                self.partial.description = system.said("description");
                self.system = system.word("id");
                self.parts(system);
            } else {
                self.element(system, Role::Outside, None, "a software system");
                self.parts_of_another(system);
            }
        }
        for element in self.partial.objects(model, "customElements") {
            self.skipped.insert(element.word("id"));
            self.partial.leave("custom elements");
        }
        true
    }

    /// The containers of the system, and their components.
    fn parts(&mut self, system: &Rc<Datum>) {
        for container in self.partial.objects(system, "containers") {
            let Some(key) = self.element(&container, Role::Part, None, "a container") else { continue };
            for component in self.partial.objects(&container, "components") {
                self.element(&component, Role::Part, Some(&key), "a component");
            }
        }
    }

    fn parts_of_another(&mut self, system: &Rc<Datum>) {
        for container in self.partial.objects(system, "containers") {
            self.skipped.insert(container.word("id"));
            self.partial.leave("containers of other systems");
            for component in self.partial.objects(&container, "components") {
                self.skipped.insert(component.word("id"));
            }
        }
    }

    /// Reads an element. Returns its key, unless it has no name.
    fn element(&mut self, datum: &Rc<Datum>, role: Role, within: Option<&str>, what: &str) -> Option<String> {
        let Some(name) = datum.said("name") else {
            self.partial.cannot_read(datum.span, what, "it has no `name`");
            return None;
        };
        let key = datum.word("id");
        let kind = (role == Role::Part).then(|| styles::kind(&self.kinds, datum)).flatten();
        for unread in ["perspectives", "documentation"] {
            let is_filled = datum.get(unread).is_some_and(|value| match &value.data {
                Data::List(items) => !items.is_empty(),
                Data::Object(_) => value.entries().iter().any(|(_, inner)| !inner.items().is_empty()),
                _ => false,
            });
            if is_filled && (unread == "perspectives" || role == Role::Part) {
                self.partial.leave(unread);
            }
        }
        self.known.insert(key.clone());
        self.partial.elements.push(Element {
            id: identifier(datum),
            kind,
            description: datum.said("description"),
            technology: datum.said("technology"),
            within: within.map(str::to_owned),
            group: datum.said("group").map(|group| group.value),
            ..Element::named(&key, name, role)
        });
        Some(key)
    }
}

/// The name that the author of the DSL gave an element. One that nobody named has a UUID.
fn identifier(datum: &Datum) -> Option<String> {
    let written = datum.get("properties")?.word("structurizr.dsl.identifier");
    let name = written.rsplit('.').next().unwrap_or_default().trim();
    let is_uuid = written.len() == 36
        && written
            .char_indices()
            .all(|(at, c)| if [8, 13, 18, 23].contains(&at) { c == '-' } else { c.is_ascii_hexdigit() });
    (!name.is_empty() && !is_uuid).then(|| name.to_owned())
}
