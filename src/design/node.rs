//! `[nodes.ID]`: where things run, and what runs there.

use toml::de::DeValue;

use super::entity::entity;
use super::former::Former;
use super::ids::ID_PATTERN;
use super::reference::{CitedKind, Ref, cited};
use super::text::Text;
use super::value::{Record, Recorded, Value, Valued};
use super::walk::{Trail, Visit, Walk, no_leaves};
use crate::reading::{self, Naming, Plain, Read, Reader, Shape, words};
use crate::source::Spanned;

words! {
    /// What a node is.
    pub enum NodeKind {
        /// A part of the world that a provider names.
        Region = "region" or ["location", "datacenter", "data-center", "site"],
        /// A part of a region that fails by itself.
        Zone = "zone" or ["availability-zone", "az", "rack"],
        /// Machines that work as one.
        Cluster = "cluster" or ["kubernetes", "k8s", "swarm", "pool"],
        /// What separates its inside from the outside.
        Network = "network" or ["vpc", "vnet", "subnet", "vlan", "lan", "dmz"],
        /// A machine, real or virtual.
        Host = "host" or ["server", "machine", "vm", "virtual-machine", "instance", "computer"],
        /// An image that runs.
        Container = "container" or ["pod", "docker", "image", "deployment"],
        /// A program that runs others.
        Runtime = "runtime" or ["application-server", "app-server", "web-server", "browser", "jvm", "process"],
        /// Hardware in the hands of somebody.
        Device = "device" or ["phone", "tablet", "hardware", "appliance", "sensor"],
        /// What a provider runs.
        Service = "service" or ["managed", "managed-service", "saas", "paas", "cloud-service"],
    }
}

no_leaves!(NodeKind);

impl NodeKind {
    /// The key of a document's word for it. A component may be a service, too, which is something else.
    pub fn label(self) -> &'static str {
        match self {
            NodeKind::Region => "node-region",
            NodeKind::Zone => "node-zone",
            NodeKind::Cluster => "node-cluster",
            NodeKind::Network => "node-network",
            NodeKind::Host => "node-host",
            NodeKind::Container => "node-container",
            NodeKind::Runtime => "node-runtime",
            NodeKind::Device => "node-device",
            NodeKind::Service => "node-service",
        }
    }

    /// Every kind.
    pub const ALL: [NodeKind; 9] = [
        NodeKind::Region,
        NodeKind::Zone,
        NodeKind::Cluster,
        NodeKind::Network,
        NodeKind::Host,
        NodeKind::Container,
        NodeKind::Runtime,
        NodeKind::Device,
        NodeKind::Service,
    ];
}

entity! {
    /// A place where things run.
    pub struct Node {
        /// The node's name.
        "name" name: required Plain,
        /// The kind of node; `service` is one that a provider runs.
        "kind" kind: required Spanned<NodeKind>,
        /// The node that contains this one; it is drawn inside.
        "part-of" part_of: optional Ref<cited::Node>,
        /// The environment that the node belongs to. Defaults to that of the node that contains it; without any, it is
        /// in the picture of each environment.
        "environment" environment: optional Plain,
        /// What the node is built with: names from `[technologies]`.
        "technology" technology: default Vec<Plain>,
        /// How many instances there are.
        "instances" instances: optional Text,
        /// The components that run there: `["api"]`, or `{ api = "3 pods" }`.
        "runs" runs: default Runs,
        /// What readers should know about the node.
        "description" description: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

/// The components that run on a node: a list of their ids, or a table with words about each.
#[derive(Clone, Debug, Default)]
pub struct Runs(Vec<Run>);

/// A component that runs on a node.
#[derive(Clone, Debug)]
pub struct Run {
    /// The component.
    pub component: Ref<cited::Component>,
    /// How it runs there: `"primary, 3 pods"`.
    pub words: Option<Plain>,
}

impl std::ops::Deref for Runs {
    type Target = [Run];
    fn deref(&self) -> &[Run] {
        &self.0
    }
}

impl Read for Runs {
    fn read(node: reading::Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Array(_) = node.value {
            let ids = Vec::<Ref<cited::Component>>::read(node, reader)?;
            return Some(Self(ids.into_iter().map(|component| Run { component, words: None }).collect()));
        }
        let table = reader.table(node, &Self::shape())?;
        if table.is_empty() {
            reader.note_empty(node);
        }
        let mut runs = Self::default();
        for (key, value) in table {
            let entry = reading::Node::entry(reader, key, value).named(Naming::Id);
            let Some(words) = Plain::read(entry, reader) else { continue };
            let component = Ref::new(entry.name.to_owned(), entry.key);
            runs.0.push(Run { component, words: Some(words) });
        }
        Some(runs)
    }

    fn shape() -> Shape {
        let words = Shape::Map { key: Some(ID_PATTERN), value: Box::new(Plain::shape()) };
        Shape::OneOf(vec![Vec::<Ref<cited::Component>>::shape(), CitedKind::Component.cited_by(words)])
    }
}

impl Walk for Runs {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        for (index, run) in self.0.iter().enumerate() {
            let at = match &run.words {
                Some(_) => at.key(&run.component.id.value),
                None => at.item(index),
            };
            run.component.walk_at(&at, visit);
            run.words.walk_at(&at, visit);
        }
    }
}

impl Valued for Runs {
    fn as_value(&self) -> Value<'_> {
        self.0.as_value()
    }
}

impl Recorded for Run {
    fn record(&self) -> Record<'_> {
        let fields = vec![("component", self.component.as_value()), ("words", self.words.as_value())];
        Record { fields, span: self.component.id.span }
    }
}
