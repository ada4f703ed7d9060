//! The JSON of a Structurizr workspace (`workspace.json`), which every tool of that family writes; not the DSL.
//!
//! A design is about one system: its containers and their components are parts, other systems are outside.
//! Copies that a tool derives, of relationships and in deployments, are passed over.

mod decisions;
mod deployment;
mod elements;
mod flows;
mod relationships;
mod styles;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::files::Files;
use super::partial::Partial;
use crate::reading::Datum;
use crate::source::FileId;

/// Whether a file is a workspace.
pub fn is_structurizr(tree: &Datum) -> bool {
    let model = tree.get("model");
    model.is_some_and(|model| {
        ["people", "softwareSystems", "customElements", "deploymentNodes"]
            .iter()
            .any(|key| model.get(key).is_some())
    }) || (tree.get("model").is_some() && tree.get("views").is_some())
}

/// Reads one file; `system` is the name of the one that a design is about.
pub fn read(files: &mut Files<'_>, file: FileId, system: Option<&str>) -> Partial {
    let (partial, tree) = files.begin(file);
    let Some(tree) = tree else { return partial };
    let mut reading = Reading {
        tree: Rc::clone(&tree),
        partial,
        system: String::new(),
        known: HashSet::new(),
        skipped: HashSet::new(),
        ends: HashMap::new(),
        kinds: styles::kinds(&tree),
    };
    let Some(model) = tree.get("model").filter(|model| model.is_object()) else {
        reading.partial.cannot_read(tree.span, "the file", "it has no `model`");
        return reading.partial;
    };
    if reading.elements(model, system) {
        reading.relationships(model);
        reading.flows();
        reading.deployment(model);
    }
    reading.decisions();
    reading.partial
}

/// A workspace that is being read.
struct Reading {
    tree: Rc<Datum>,
    partial: Partial,
    /// The key of the system that the design is about.
    system: String,
    /// The keys of the elements that were read.
    known: HashSet<String>,
    /// The keys of elements that a design does not hold, such as parts of other systems.
    skipped: HashSet<String>,
    /// The ends of each relationship by its key.
    ends: HashMap<String, (String, String)>,
    /// Kinds of components by the tags that are drawn in a shape for them.
    kinds: HashMap<String, crate::design::ComponentKind>,
}
