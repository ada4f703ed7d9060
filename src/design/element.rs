//! People and external systems, and the relationships of every element.

use toml::de::DeValue;

use super::design_name::DesignName;
use super::entity::entity;
use super::former::Former;
use super::reference::{CitedKind, Ref, cited};
use super::text::Text;
use super::value::{Record, Recorded, Value, Valued};
use super::walk::{Trail, Visit, Walk, no_leaves};
use crate::reading::{Given, Keyed as _, Naming, Node, Plain, Presence, Read, Reader, Shape, record, words};
use crate::source::{Span, Spanned};

entity! {
    /// Somebody who uses the system.
    pub struct Person {
        /// The name of the role.
        "name" name: required Plain,
        /// What they want from the system.
        "description" description: optional Text,
        /// What the person uses: `TARGET = "label"`.
        "uses" uses: default Uses,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A system outside the design's boundary.
    pub struct Integration {
        /// The system's name. Defaults to the title of its `design`.
        "name" name: optional Plain | "design",
        /// The design of the system, if the book has it: `NAME` or `NAME@REQ`, by its id.
        "design" design: optional DesignName,
        /// The contracts of that design, by their ids, that this one relies on.
        "contracts" contracts: default Vec<Ref<cited::Contract>>,
        /// What the external system does for this one.
        "description" description: optional Text,
        /// How the integration works: API, webhook, file transfer, …
        "mechanism" mechanism: optional Text,
        /// Which data is exchanged.
        "data" data: optional Text,
        /// The protocol on the wire.
        "protocol" protocol: optional Plain,
        /// How the two sides authenticate.
        "auth" auth: optional Text,
        /// What happens when the system is unavailable.
        "failure" failure: optional Text,
        /// What the external system calls in this one.
        "uses" uses: default Uses,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

impl Integration {
    /// What it is called: its name, or that of its design.
    pub fn called(&self) -> Option<&Plain> {
        self.name.as_ref().or_else(|| self.design.as_ref()?.theirs.name.as_ref())
    }

    /// What its design says of itself, where it is not described here.
    pub fn described(&self) -> Option<&str> {
        let design = self.design.as_ref().filter(|_| self.description.is_none())?;
        design.theirs.description.as_deref()
    }

    /// The protocol: its own, or what the contracts that are relied on speak.
    pub fn speaks(&self) -> Option<&Plain> {
        self.protocol.as_ref().or_else(|| self.design.as_ref()?.theirs.protocol.as_ref())
    }
}

words! {
    /// What a relationship is.
    pub enum RelationKind {
        /// A request at run time.
        Call = "call" or ["request", "calls", "uses", "sync"],
        /// Data that the giver writes, whoever asks for it.
        Data = "data" or ["file", "files", "copy", "export", "feed", "dump", "batch"],
        /// Something that is needed to build the other.
        Build = "build" or ["compile", "build-time", "link", "import", "dependency", "code"],
    }
}

no_leaves!(RelationKind);

impl RelationKind {
    /// The key of a document's word for it. A call has none: most are calls.
    pub fn label(self) -> Option<&'static str> {
        match self {
            RelationKind::Call => None,
            RelationKind::Data => Some("relation-data"),
            RelationKind::Build => Some("relation-build"),
        }
    }
}

/// The relationships that start at an element.
#[derive(Clone, Debug, Default)]
pub struct Uses(Vec<Relationship>);

/// A relationship to another element.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// The element that is used, placed at its key.
    pub target: Ref<cited::Element>,
    /// What for.
    pub label: Option<Plain>,
    /// The protocol on the wire.
    pub protocol: Option<Plain>,
    /// Whether the caller does not wait for a reply.
    pub is_async: bool,
    /// The contract that is used.
    pub contract: Option<Ref<cited::Contract>>,
    /// What it is, where it says so.
    pub kind: Option<Spanned<RelationKind>>,
    /// Whether it goes both ways: one line with two heads.
    pub is_both_ways: bool,
    /// The index in the array of relationships to the same target; `None` if it is the only one.
    pub item: Option<usize>,
    /// Where it is written.
    pub span: Span,
    presence: Presence,
}

impl Relationship {
    /// Whether the caller waits: the relationship is a call and not `async`, and its protocol does more than deliver.
    pub fn is_waited_for(&self) -> bool {
        const DELIVERS: [&str; 11] =
            ["kafka", "amqp", "mqtt", "nats", "jms", "sns", "sqs", "webhook", "webhooks", "websocket", "sse"];
        let protocol = self.protocol.as_deref().unwrap_or_default().to_lowercase();
        let mut words = protocol.split(|c: char| !c.is_alphanumeric());
        self.is_call() && !self.is_async && !words.any(|word| DELIVERS.contains(&word))
    }

    /// Whether its label was neither written nor misspelt.
    pub fn lacks_label(&self) -> bool {
        self.presence.of(Usage::KEYS.label) == Given::Absent
    }

    /// What it is, or the default.
    pub fn kind(&self) -> RelationKind {
        self.kind.as_ref().map(|kind| kind.value).unwrap_or_default()
    }

    /// Whether it is a request at run time: data that is provided, and what is needed to build, are not.
    pub fn is_call(&self) -> bool {
        self.kind() == RelationKind::Call
    }
}

record! {
    /// What an element is used for.
    pub struct Usage or label {
        /// What the relationship is for.
        "label" label: optional Plain,
        /// The protocol on the wire.
        "protocol" protocol: optional Plain,
        /// Whether the caller does not wait for a reply.
        "async" is_async: default bool,
        /// The contract that is used: one of the target's.
        "contract" contract: optional Ref<cited::Contract>,
        /// The kind of relationship: `call` (the default); `data`, which goes to the target, whichever side asks
        /// for it; `build`, if the target is needed to build the element.
        "kind" kind: optional Spanned<RelationKind>,
        /// Whether it goes both ways: a line with two arrowheads.
        "both-ways" is_both_ways: default bool,
    }
}

impl std::ops::Deref for Uses {
    type Target = [Relationship];
    fn deref(&self) -> &[Relationship] {
        &self.0
    }
}

impl Read for Uses {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let table = reader.table(node, &Self::shape())?;
        let mut uses = Vec::with_capacity(table.len());
        for (key, value) in table {
            let entry = Node::entry(reader, key, value).named(Naming::Id);
            let items: Vec<(Option<usize>, Node<'_>)> = match entry.value {
                DeValue::Array(items) => {
                    let items = items.iter().map(|item| entry.item(reader, item));
                    items.enumerate().map(|(index, item)| (Some(index), item)).collect()
                }
                _ => vec![(None, entry)],
            };
            for (index, item) in items {
                let Some(usage) = Usage::read(item, reader) else { continue };
                uses.push(Relationship {
                    target: Ref::new(entry.name.to_owned(), entry.key),
                    label: usage.label,
                    protocol: usage.protocol,
                    is_async: usage.is_async,
                    contract: usage.contract,
                    kind: usage.kind,
                    is_both_ways: usage.is_both_ways,
                    item: index,
                    span: item.span,
                    presence: usage.presence,
                });
            }
        }
        Some(Self(uses))
    }

    fn shape() -> Shape {
        let usage = Usage::shape();
        let several = Shape::Array(Box::new(usage.clone()));
        let value = Box::new(Shape::OneOf(vec![usage, several]));
        CitedKind::Element.cited_by(Shape::Map { key: Some(super::ids::ID_PATTERN), value })
    }
}

impl Walk for Uses {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        let mut last: Option<&Spanned<String>> = None;
        for relationship in &self.0 {
            let target = at.key(&relationship.target.id.value);
            // Several relationships to one target cite it once.
            if last != Some(&relationship.target.id) {
                relationship.target.walk_at(&target, visit);
            }
            last = Some(&relationship.target.id);
            let item = relationship.item.map(|index| target.item(index));
            let at = item.as_ref().unwrap_or(&target);
            relationship.label.walk_at(&at.key(Usage::KEYS.label.name), visit);
            relationship.protocol.walk_at(&at.key(Usage::KEYS.protocol.name), visit);
            relationship.contract.walk_at(&at.key(Usage::KEYS.contract.name), visit);
        }
    }
}

impl Valued for Uses {
    fn as_value(&self) -> Value<'_> {
        let items: Vec<Value<'_>> = self.iter().map(Relationship::as_value).collect();
        Value::List(items, None)
    }
}

impl Recorded for Relationship {
    fn record(&self) -> Record<'_> {
        let fields = vec![
            ("target", self.target.as_value()),
            ("label", self.label.as_value()),
            ("protocol", self.protocol.as_value()),
            ("async", self.is_async.as_value()),
            ("contract", self.contract.as_value()),
            ("kind", self.kind.as_value()),
            ("both-ways", self.is_both_ways.as_value()),
        ];
        Record { fields, span: self.span }
    }
}
