//! CALM 1.x: architectures of the FINOS Common Architecture Language Model.
//!
//! Nodes of type `actor` are people. Of the systems, the one that is composed of others is what the design is
//! about; others are outside. Services, databases and the rest are parts, networks and what
//! others are deployed in are where parts run.

mod nodes;
mod relationships;

use std::collections::{HashMap, HashSet};

use super::files::Files;
use super::partial::Partial;
use crate::reading::Datum;
use crate::source::FileId;

/// Whether a file is an architecture of CALM.
pub fn is_calm(tree: &Datum) -> bool {
    let first = |key: &str, inner: &str| {
        let items = tree.get(key).map(|items| items.items()).unwrap_or_default();
        items.first().is_some_and(|item| item.get(inner).is_some())
    };
    let named =
        tree.get("$schema").and_then(|schema| schema.text()).is_some_and(|name| name.contains("calm"));
    (named && tree.get("nodes").is_some())
        || first("nodes", "node-type")
        || first("relationships", "relationship-type")
}

/// Reads one file; `system` is the name of the one that a design is about.
pub fn read(files: &mut Files<'_>, file: FileId, system: Option<&str>) -> Partial {
    let (partial, tree) = files.begin(file);
    let Some(tree) = tree else { return partial };
    let mut reading = Reading { partial, ..Reading::default() };
    reading.partial.title = tree.said("name").or_else(|| tree.said("title"));
    reading.partial.description = tree.said("description");
    for key in ["controls", "metadata", "adrs", "decorators"] {
        if tree.get(key).is_some() {
            reading.partial.leave(key);
        }
    }
    let relationships = reading.partial.objects(&tree, "relationships");
    reading.structure(&relationships);
    if reading.nodes(&tree, system) {
        for relationship in &relationships {
            reading.relationship(relationship);
        }
        for flow in reading.partial.objects(&tree, "flows") {
            reading.flow(&flow);
        }
    }
    reading.partial
}

/// An architecture that is being read.
#[derive(Default)]
struct Reading {
    partial: Partial,
    /// The key of the system that the design is about.
    system: Option<String>,
    /// The node around each one.
    within: HashMap<String, String>,
    /// What is deployed in each node.
    runs: HashMap<String, Vec<String>>,
    /// The nodes that others connect to or interact with.
    spoken_to: HashSet<String>,
    /// The keys of people, systems outside and parts.
    known: HashSet<String>,
    /// The keys of places.
    places: HashSet<String>,
    /// The ends of each relationship by its key.
    ends: HashMap<String, (String, String)>,
}
