//! The structure of a system in CALM 1.2: nodes, relationships, flows.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::structure::{Link, Unique, around, inside, links};
use super::{Exported, said};
use crate::design::{Component, ComponentKind, Design, Element, Entity, Flow, NodeKind, RelationKind};

/// The protocols that CALM names, in small letters, with their own spelling.
const PROTOCOLS: [&str; 12] =
    ["HTTP", "HTTPS", "FTP", "SFTP", "JDBC", "WebSocket", "SocketIO", "LDAP", "AMQP", "TLS", "mTLS", "TCP"];

/// An architecture as one document.
pub fn write(design: &Design) -> Exported {
    let mut ids = Unique::default();
    for element in design.elements() {
        ids.name(element.id().to_owned());
    }
    let system = ids.name(design.id.clone());
    let places: Vec<String> = design.nodes.ids().map(|id| ids.name(id.to_owned())).collect();
    let mut nodes =
        vec![node(&system, "system", &design.meta.title, said(design.meta.summary.as_ref()), Map::new())];
    nodes.extend(design.elements().map(|element| element_node(design, element)));
    nodes.extend(design.nodes.iter().zip(&places).map(|(one, id)| {
        let kind = if one.kind.value == NodeKind::Network { "network" } else { one.kind.value.word() };
        let mut more = Map::new();
        if let Some(environment) = &one.environment {
            more.insert("environment".to_owned(), environment.value.as_str().into());
        }
        node(id, kind, &one.name, said(one.description.as_ref()), more)
    }));
    let mut relationships = Relationships::default();
    relationships.compositions(design, &system);
    relationships.links(design);
    relationships.deployments(design, &places);
    let mut left = 0;
    let flows: Vec<Value> =
        design.flows.iter().filter_map(|flow| self::flow(flow, &relationships, &mut left)).collect();
    let mut document = json!({
        "$schema": "https://calm.finos.org/release/1.2/meta/calm.json",
        "nodes": nodes,
        "relationships": relationships.all,
        "metadata": details(design),
    });
    if !flows.is_empty() {
        document["flows"] = flows.into();
    }
    let mut exported = Exported::json("calm.json", &document);
    exported.leave(left, "step", "because no relationship joins its elements, in CALM or the design");
    exported
}

fn node(id: &str, kind: &str, name: &str, described: Option<&str>, metadata: Map<String, Value>) -> Value {
    let mut node = json!({
        "unique-id": id,
        "node-type": kind,
        "name": name,
        "description": described.unwrap_or(name),
    });
    if !metadata.is_empty() {
        node["metadata"] = Value::Object(metadata);
    }
    node
}

fn element_node(design: &Design, element: Element<'_>) -> Value {
    let title = element.title();
    match element {
        Element::Person(one) => {
            node(&one.id.value, "actor", title, said(one.description.as_ref()), Map::new())
        }
        Element::Integration(one) => {
            let mut more = Map::new();
            more.insert("external".to_owned(), true.into());
            node(&one.id.value, "system", title, said(one.description.as_ref()), more)
        }
        Element::Component(one) => {
            let more = said_of(one);
            let mut node =
                node(&one.id.value, kind(one.kind.value), title, said(one.description.as_ref()), more);
            let offered = design.api.iter().filter(|contract| {
                !contract.is_consumed() && contract.component.as_deref() == Some(one.id.value.as_str())
            });
            let interfaces: Vec<Value> = offered
                .map(
                    |contract| json!({ "unique-id": contract.id.value, "endpoint": contract.endpoint.value }),
                )
                .collect();
            if !interfaces.is_empty() {
                node["interfaces"] = interfaces.into();
            }
            node
        }
    }
}

fn kind(kind: ComponentKind) -> &'static str {
    use ComponentKind as K;
    match kind {
        K::Service | K::Worker | K::Gateway | K::Function | K::Job => "service",
        K::Web => "webclient",
        K::Database => "database",
        K::Storage => "data-asset",
        other => other.word(),
    }
}

fn said_of(component: &Component) -> Map<String, Value> {
    let mut more = Map::new();
    more.insert("kind".to_owned(), component.kind.value.word().into());
    if !component.technology.is_empty() {
        more.insert(
            "technology".to_owned(),
            component.technology.iter().map(|it| it.value.as_str()).collect(),
        );
    }
    if let Some(owner) = said(component.owner.as_ref()) {
        more.insert("owner".to_owned(), owner.into());
    }
    if component.is_third_party() {
        more.insert("third-party".to_owned(), true.into());
    }
    more
}

fn details(design: &Design) -> Value {
    let meta = &design.meta;
    let mut metadata = json!({
        "design": design.id,
        "version": meta.version.text,
        "status": design.status().word(),
    });
    let owners: Vec<&str> = meta.owners.iter().filter_map(|owner| said(Some(owner))).collect();
    if !owners.is_empty() {
        metadata["owners"] = owners.into();
    }
    metadata
}

/// The relationships, and those that join two elements.
#[derive(Default)]
struct Relationships<'d> {
    all: Vec<Value>,
    ids: Unique,
    between: HashMap<(&'d str, &'d str), String>,
}

impl<'d> Relationships<'d> {
    fn add(&mut self, wanted: String, kind: &Value) -> (String, &mut Value) {
        let id = self.ids.name(wanted);
        let at = self.all.len();
        self.all.push(json!({ "unique-id": id, "relationship-type": kind }));
        (id, &mut self.all[at])
    }

    fn compositions(&mut self, design: &Design, system: &str) {
        let around = around(design);
        let whole = std::iter::once((system, None)).chain(design.components.ids().map(|id| (id, Some(id))));
        for (id, outer) in whole {
            let parts: Vec<&str> =
                inside(design, &around, outer).iter().map(|part| part.id.value.as_str()).collect();
            if !parts.is_empty() {
                let kind = json!({ "composed-of": { "container": id, "nodes": parts } });
                self.add(format!("{id}-parts"), &kind);
            }
        }
    }

    fn links(&mut self, design: &'d Design) {
        for link in links(design) {
            let is_person = design.people.contains(link.from);
            let mut destination = json!({ "node": link.to });
            let offered =
                link.usage.contract.as_deref().filter(|id| {
                    design.api.get(id).is_some_and(|own| own.component.as_deref() == Some(link.to))
                });
            if let Some(contract) = offered {
                destination["interfaces"] = json!([contract]);
            }
            let kind = if is_person {
                json!({ "interacts": { "actor": link.from, "nodes": [link.to] } })
            } else {
                json!({ "connects": { "source": { "node": link.from }, "destination": destination } })
            };
            let (id, value) = self.add(format!("{}-{}", link.from, link.to), &kind);
            if !link.label().is_empty() {
                value["description"] = link.label().into();
            }
            describe(link, value);
            self.between.entry((link.from, link.to)).or_insert(id);
        }
    }

    fn deployments(&mut self, design: &Design, places: &[String]) {
        let outer = design.outer_nodes();
        for (at, (node, id)) in design.nodes.iter().zip(places).enumerate() {
            let here = (0..places.len())
                .filter(|inner| outer[*inner] == Some(at))
                .map(|inner| places[inner].as_str());
            let runs =
                node.runs.iter().map(|run| &*run.component).filter(|id| design.components.contains(id));
            let all: Vec<&str> = here.chain(runs).collect();
            if !all.is_empty() {
                let kind = json!({ "deployed-in": { "container": id, "nodes": all } });
                self.add(format!("in-{id}"), &kind);
            }
        }
    }
}

/// What CALM has a key for, and the rest as metadata.
fn describe(link: Link<'_>, value: &mut Value) {
    let mut more = Map::new();
    if let Some(protocol) = link.protocol() {
        match PROTOCOLS.iter().find(|known| known.eq_ignore_ascii_case(protocol)) {
            Some(known) => value["protocol"] = (*known).into(),
            None => _ = more.insert("protocol".to_owned(), protocol.into()),
        }
    }
    if link.usage.is_async {
        more.insert("async".to_owned(), true.into());
    }
    if link.usage.kind() != RelationKind::Call {
        more.insert("kind".to_owned(), link.usage.kind().word().into());
    }
    if !more.is_empty() {
        value["metadata"] = Value::Object(more);
    }
}

/// A flow; none where nothing of it can be said.
fn flow(flow: &Entity<Flow>, relationships: &Relationships<'_>, left: &mut usize) -> Option<Value> {
    let mut transitions: Vec<Value> = Vec::new();
    for step in &flow.steps {
        let between = |from, to| relationships.between.get(&(from, to));
        let (from, to) = (&*step.from, &*step.to);
        let (forth, back) = ("source-to-destination", "destination-to-source");
        let mut add = |words: &str, relationship: Option<(&String, &str)>| match relationship {
            Some((id, direction)) => transitions.push(json!({
                "relationship-unique-id": id,
                "sequence-number": transitions.len() + 1,
                "description": words,
                "direction": direction,
            })),
            None => *left += 1,
        };
        let there =
            || between(from, to).map(|id| (id, forth)).or_else(|| between(to, from).map(|id| (id, back)));
        if let Some(send) = &step.send {
            add(send, there());
        }
        if let Some(reply) = &step.reply {
            // The answer of a call goes back; a step with an answer alone goes the way that it says.
            let turned = there().map(|(id, way)| (id, if way == forth { back } else { forth }));
            add(reply, if step.send.is_some() { turned } else { there() });
        }
    }
    (!transitions.is_empty()).then(|| {
        let mut written = json!({
            "unique-id": flow.id.value,
            "name": flow.title.value,
            "description": flow.title.value,
            "transitions": transitions,
        });
        if !flow.covers.is_empty() {
            let covers: Vec<&str> = flow.covers.iter().map(|id| &**id).collect();
            written["metadata"] = json!({ "requirements": covers });
        }
        written
    })
}
