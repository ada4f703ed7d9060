//! The system, its components and its APIs as entities of Backstage's catalogue.

use std::fmt::Write as _;

use serde_json::Value;

use super::openapi::document;
use super::structure::{around, is_store, links};
use super::{Exported, said};
use crate::design::{Component, Contract, Design, Entity, Integration, Status, Text, as_id};

/// One file of all entities.
pub fn write(design: &Design) -> Exported {
    let owner = design.meta.owners.first();
    let system = name(&design.id);
    let mut out = Document::begin("System", &system, &design.meta.title, said(design.meta.summary.as_ref()));
    out.spec("owner", &owner_of(owner));
    let mut all = vec![out.text];
    all.extend(design.components.iter().map(|component| self::component(design, component, &system)));
    all.extend(design.integrations.iter().map(external));
    let served = std::iter::once(None).chain(design.components.ids().map(Some));
    all.extend(served.filter_map(|component| api(design, component, &system)));
    Exported::one("catalog-info.yaml", all.join("---\n"))
}

fn component(design: &Design, component: &Entity<Component>, system: &str) -> String {
    let id = component.id.value.as_str();
    let kind = if is_store(component) { "Resource" } else { "Component" };
    let mut out = Document::begin(kind, &name(id), &component.name, said(component.description.as_ref()));
    out.spec("type", component.kind.value.word());
    if kind == "Component" {
        out.spec("lifecycle", lifecycle(design.status()));
    }
    out.spec("owner", &owner_of(component.owner.as_ref().or(design.meta.owners.first())));
    out.spec("system", system);
    let whole = around(design).get(id).copied().and_then(|outer| design.components.get(outer));
    if let Some(whole) = whole.filter(|whole| kind == "Component" && !is_store(whole)) {
        out.spec("subcomponentOf", &name(&whole.id.value));
    }
    let own = || links(design).into_iter().filter(|link| link.from == id && link.to != id);
    if kind == "Component" {
        out.list("providesApis", has_api(design, Some(id)).then(|| api_name(design, Some(id))));
        out.list(
            "consumesApis",
            own().filter(|it| has_api(design, Some(it.to))).map(|it| api_name(design, Some(it.to))),
        );
    }
    out.list("dependsOn", own().filter_map(|link| reference(design, link.to)));
    out.text
}

/// Another system, which this catalogue knows by name only.
fn external(integration: &Entity<Integration>) -> String {
    let title = integration.called().map_or(integration.id.value.as_str(), |name| &name.value);
    let described = said(integration.description.as_ref()).or_else(|| integration.described());
    let mut out = Document::begin("Resource", &name(&integration.id.value), title, described);
    out.spec("type", "external-system");
    out.spec("owner", UNKNOWN);
    out.text
}

/// The API of a component, or of the whole system, if it has HTTP contracts.
fn api(design: &Design, component: Option<&str>, system: &str) -> Option<String> {
    if !has_api(design, component) {
        return None;
    }
    let (document, _) = document(design, |contract| is_of(contract, component));
    let own = component.and_then(|id| design.components.get(id));
    let title = own.map_or(&design.meta.title.value, |own| &own.name.value);
    let mut out = Document::begin("API", &api_name(design, component), title, None);
    out.spec("type", "openapi");
    out.spec("lifecycle", lifecycle(design.status()));
    out.spec("owner", &owner_of(own.and_then(|own| own.owner.as_ref()).or(design.meta.owners.first())));
    out.spec("system", system);
    out.text.push_str("  definition: |\n");
    for line in format!("{document:#}").lines() {
        // Writing to a string cannot fail.
        _ = writeln!(out.text, "    {line}");
    }
    Some(out.text)
}

fn is_of(contract: &Contract, component: Option<&str>) -> bool {
    contract.component.as_deref() == component
}

fn has_api(design: &Design, component: Option<&str>) -> bool {
    design.api.iter().any(|one| is_of(one, component) && !one.is_consumed() && one.http().is_some())
}

fn api_name(design: &Design, component: Option<&str>) -> String {
    name(&format!("{}-api", component.unwrap_or(&design.id)))
}

/// How other entities name an element; people are no entities.
fn reference(design: &Design, id: &str) -> Option<String> {
    if let Some(component) = design.components.get(id) {
        let kind = if is_store(component) { "resource" } else { "component" };
        return Some(format!("{kind}:{}", name(id)));
    }
    design.integrations.contains(id).then(|| format!("resource:{}", name(id)))
}

fn lifecycle(status: Status) -> &'static str {
    match status {
        Status::Draft | Status::Proposed | Status::Rejected => "experimental",
        Status::Accepted | Status::Implemented => "production",
        Status::Deprecated | Status::Superseded => "deprecated",
    }
}

/// The owner that an entity has to have.
const UNKNOWN: &str = "unknown";

fn owner_of(owner: Option<&Text>) -> String {
    let id = said(owner).map(as_id).unwrap_or_default();
    if id.is_empty() { UNKNOWN.to_owned() } else { name(&id) }
}

/// A name of the catalogue: at most 63 letters, digits and hyphens, none of which is at an end.
fn name(id: &str) -> String {
    let short = id.get(..id.len().min(63)).unwrap_or(id);
    short.trim_matches(['-', '_']).to_owned()
}

/// An entity in YAML.
struct Document {
    text: String,
}

impl Document {
    fn begin(kind: &str, name: &str, title: &str, described: Option<&str>) -> Self {
        let mut text = format!("apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n");
        _ = writeln!(text, "  name: {}", quoted(name));
        if !title.trim().is_empty() {
            _ = writeln!(text, "  title: {}", quoted(title));
        }
        if let Some(described) = described {
            _ = writeln!(text, "  description: {}", quoted(described));
        }
        text.push_str("spec:\n");
        Self { text }
    }

    fn spec(&mut self, key: &str, value: &str) {
        _ = writeln!(self.text, "  {key}: {}", quoted(value));
    }

    /// A list in which each value is once.
    fn list(&mut self, key: &str, values: impl IntoIterator<Item = String>) {
        let mut listed: Vec<String> = Vec::new();
        for value in values {
            if !listed.contains(&value) {
                listed.push(value);
            }
        }
        if !listed.is_empty() {
            _ = writeln!(self.text, "  {key}:");
        }
        for value in listed {
            _ = writeln!(self.text, "    - {}", quoted(&value));
        }
    }
}

/// A string of JSON, which is one of YAML, too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
