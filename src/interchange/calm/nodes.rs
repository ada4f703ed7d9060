//! Nodes: people, systems, parts and networks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::super::partial::{Element, Place, Role};
use super::super::the_system::{Candidate, the_system};
use super::Reading;
use crate::design::ComponentKind;
use crate::reading::Datum;
use crate::source::Spanned;

impl Reading {
    /// The relationships that say what is inside what.
    pub(super) fn structure(&mut self, relationships: &[Rc<Datum>]) {
        for datum in relationships {
            let Some(kind) = datum.get("relationship-type") else { continue };
            for end in ["source", "destination"] {
                let end = kind.get("connects").and_then(|connects| connects.get(end));
                self.spoken_to.extend(end.map(|end| end.word("node")));
            }
            let nodes = kind.get("interacts").and_then(|interacts| interacts.get("nodes"));
            let nodes = nodes.map(|nodes| nodes.items()).unwrap_or_default();
            self.spoken_to.extend(nodes.iter().filter_map(|node| node.text().map(str::to_owned)));
            let inside = |what: &Datum| {
                let container = what.word("container");
                let nodes = what.get("nodes").map(|nodes| nodes.items()).unwrap_or_default();
                let nodes: Vec<String> =
                    nodes.iter().filter_map(|node| node.text().map(str::to_owned)).collect();
                (container, nodes)
            };
            if let Some(composed) = kind.get("composed-of") {
                let (container, nodes) = inside(composed);
                for node in nodes.into_iter().filter(|node| *node != container) {
                    self.within.entry(node).or_insert_with(|| container.clone());
                }
            }
            if let Some(deployed) = kind.get("deployed-in") {
                let (container, nodes) = inside(deployed);
                self.runs.entry(container).or_default().extend(nodes);
            }
        }
    }

    /// Reads the nodes. Returns whether it is known which system the design is about.
    pub(super) fn nodes(&mut self, tree: &Rc<Datum>, wanted: Option<&str>) -> bool {
        let mut nodes = Vec::new();
        for datum in self.partial.objects(tree, "nodes") {
            match (datum.said("unique-id"), datum.said("name")) {
                (Some(key), Some(name)) => nodes.push((key.value, name, datum.word("node-type"), datum)),
                (Some(key), None) => {
                    self.partial.cannot_read(datum.span, format!("node {}", key.value), "it has no `name`");
                }
                _ => self.partial.cannot_read(datum.span, "a node", "it has no `unique-id`"),
            }
        }
        let systems: Vec<_> = nodes.iter().filter(|(_, _, kind, _)| is_system(kind)).collect();
        let keys: HashSet<&str> = systems.iter().map(|(key, ..)| key.as_str()).collect();
        let filled: HashSet<&str> = self.within.values().map(String::as_str).collect();
        let candidates = systems.iter().map(|(key, name, ..)| {
            let is_inside = self.within.get(key).is_some_and(|around| keys.contains(around.as_str()));
            let has_parts = !is_inside && filled.contains(key.as_str());
            // What others are deployed in is a place, and not the system.
            let is_outside = !has_parts && self.runs.contains_key(key);
            Candidate { name: &name.value, has_parts, is_outside }
        });
        let candidates: Vec<Candidate<'_>> = candidates.collect();
        match the_system(&candidates, wanted) {
            Ok(chosen) => {
                if let Some((key, name, _, datum)) = chosen.and_then(|at| systems.get(at)) {
                    self.system = Some(key.clone());
                    self.partial.title = Some(name.clone());
                    self.partial.description =
                        datum.said("description").or_else(|| self.partial.description.take());
                }
            }
            Err(why) => {
                let span = tree.entry("nodes").map_or(tree.span, |(key, _)| key.span);
                self.partial.cannot_read(span, "nodes", why);
                return false;
            }
        }
        self.within.retain(|_, container| Some(&*container) != self.system.as_ref());
        for (key, name, kind, datum) in nodes {
            if Some(&key) != self.system.as_ref() {
                self.node(key, name, &kind, &datum);
            }
        }
        self.sort();
        self.sort_places();
        true
    }

    fn node(&mut self, key: String, name: Spanned<String>, kind: &str, datum: &Rc<Datum>) {
        for left in ["controls", "metadata", "details", "interfaces"] {
            let is_filled =
                datum.get(left).is_some_and(|value| !value.items().is_empty() || value.is_object());
            if is_filled {
                self.partial.leave(left);
            }
        }
        let description = datum.said("description");
        let within = self.within.get(&key).cloned();
        // What others are deployed in, and nobody talks to, is where they run.
        let is_place = kind == "network" || self.runs.contains_key(&key);
        if is_place && !self.spoken_to.contains(&key) {
            let runs = self.runs.remove(&key).unwrap_or_default();
            self.places.insert(key.clone());
            self.partial.places.push(Place {
                id: Some(key.clone()),
                name,
                kind: kind.to_owned(),
                technology: None,
                description: description.map(|text| text.value),
                environment: None,
                instances: None,
                within,
                runs,
                key,
            });
            return;
        }
        let role = match kind {
            "actor" => Role::Person,
            _ if is_system(kind) && within.is_none() => Role::Outside,
            _ => Role::Part,
        };
        let kind = if role == Role::Part { component_kind(kind) } else { None };
        let id = Some(key.clone());
        self.known.insert(key.clone());
        self.partial.elements.push(Element {
            id,
            kind,
            description,
            within,
            ..Element::named(&key, name, role)
        });
    }

    /// Puts each part after the one around it.
    fn sort(&mut self) {
        let mut inside: BTreeMap<String, Vec<Element>> = BTreeMap::new();
        let mut open: Vec<Element> = Vec::new();
        for element in std::mem::take(&mut self.partial.elements) {
            match element.within.clone().filter(|around| self.known.contains(&**around)) {
                Some(around) => inside.entry(around).or_default().push(element),
                None => open.push(element),
            }
        }
        open.reverse();
        while let Some(element) = open.pop() {
            open.extend(inside.remove(&element.key).unwrap_or_default().into_iter().rev());
            self.partial.elements.push(element);
        }
        for element in inside.into_values().flatten() {
            let what = format!("node {}", element.key);
            self.partial.cannot_read(element.name.span, what, "it is composed of itself");
            self.known.remove(&element.key);
        }
    }
}

impl Reading {
    /// Puts each place after the one that it is deployed in.
    fn sort_places(&mut self) {
        let mut around: HashMap<String, String> = HashMap::new();
        for place in &mut self.partial.places {
            let (inside, runs): (Vec<String>, Vec<String>) =
                std::mem::take(&mut place.runs).into_iter().partition(|key| self.places.contains(key));
            place.runs = runs.into_iter().filter(|key| self.known.contains(key)).collect();
            around.extend(inside.into_iter().map(|key| (key, place.key.clone())));
        }
        let mut inside: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        let mut open: Vec<Place> = Vec::new();
        for mut place in std::mem::take(&mut self.partial.places) {
            if let Some(key) = around.remove(&place.key) {
                place.within = Some(key);
            }
            match place.within.clone().filter(|key| self.places.contains(key)) {
                Some(key) => inside.entry(key).or_default().push(place),
                None => open.push(Place { within: None, ..place }),
            }
        }
        open.reverse();
        while let Some(place) = open.pop() {
            open.extend(inside.remove(&place.key).unwrap_or_default().into_iter().rev());
            self.partial.places.push(place);
        }
        for place in inside.into_values().flatten() {
            let what = format!("node {}", place.key);
            self.partial.cannot_read(place.name.span, what, "it is deployed in itself");
        }
    }
}

fn is_system(kind: &str) -> bool {
    matches!(kind, "system" | "ecosystem")
}

/// The kind of component that a type of nodes is.
fn component_kind(kind: &str) -> Option<ComponentKind> {
    match kind {
        "webclient" => Some(ComponentKind::Web),
        "data-asset" => Some(ComponentKind::Storage),
        "ldap" => Some(ComponentKind::Database),
        kind => ComponentKind::meant(kind),
    }
}
