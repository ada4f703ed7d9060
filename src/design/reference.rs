//! Citations: the kind of thing that a key cites, and its id.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::reading::{Node, Read, Reader, Shape, StandIn};
use crate::source::{Span, Spanned};

/// What a key may cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CitedKind {
    /// A requirement.
    Requirement,
    /// A component.
    Component,
    /// A component, or an integration that offers something: which of them is a question for another rule.
    Partner,
    /// A person, an integration or a component.
    Element,
    /// A flow.
    Flow,
    /// A table.
    Table,
    /// A decision.
    Decision,
    /// A test.
    Test,
    /// A requirement of this design, or of another one behind the alias of that.
    AnyRequirement,
    /// A requirement, of this design or of another one, or a fact by its path.
    Verifiable,
    /// A contract: of this design, or of another one where it is used through the alias of that.
    Contract,
    /// A node.
    Node,
    /// A requirement, an element or a decision.
    Concern,
    /// Another design of the book.
    Design,
}

impl CitedKind {
    /// Every kind.
    pub const ALL: [CitedKind; 14] = [
        CitedKind::Requirement,
        CitedKind::Component,
        CitedKind::Partner,
        CitedKind::Element,
        CitedKind::Flow,
        CitedKind::Table,
        CitedKind::Decision,
        CitedKind::Test,
        CitedKind::AnyRequirement,
        CitedKind::Verifiable,
        CitedKind::Contract,
        CitedKind::Node,
        CitedKind::Concern,
        CitedKind::Design,
    ];

    /// The word by which shapes name the kind.
    pub fn word(self) -> &'static str {
        match self {
            CitedKind::Requirement => "requirement",
            CitedKind::Component => "component",
            CitedKind::Partner => "partner",
            CitedKind::Element => "element",
            CitedKind::Flow => "flow",
            CitedKind::Table => "table",
            CitedKind::Decision => "decision",
            CitedKind::Test => "test",
            CitedKind::AnyRequirement => "any-requirement",
            CitedKind::Verifiable => "verifiable",
            CitedKind::Contract => "contract",
            CitedKind::Node => "node",
            CitedKind::Concern => "concern",
            CitedKind::Design => "design",
        }
    }

    /// The kind that a shape names.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The shape of ids of this kind.
    pub fn cited_by(self, shape: Shape) -> Shape {
        Shape::Cites { what: self.word(), shape: Box::new(shape) }
    }

    /// The tables whose ids it may be; none, if it is in another design.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => &["requirements"],
            CitedKind::Component => &["components"],
            CitedKind::Partner => &["components", "integrations"],
            CitedKind::Element => &["people", "integrations", "components"],
            CitedKind::Flow => &["flows"],
            CitedKind::Table => &["tables"],
            CitedKind::Decision => &["decisions"],
            CitedKind::Test => &["tests"],
            CitedKind::Contract => &["api"],
            CitedKind::Node => &["nodes"],
            CitedKind::Concern => &["requirements", "people", "integrations", "components", "decisions"],
            CitedKind::Design => &[],
        }
    }

    /// Whether it may be something in another design: `alias:ID`.
    pub fn may_be_foreign(self) -> bool {
        matches!(self, CitedKind::AnyRequirement | CitedKind::Verifiable)
    }

    /// The kind's name in findings.
    pub fn name(self) -> &'static str {
        match self {
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => "requirement",
            CitedKind::Component | CitedKind::Partner => "component",
            CitedKind::Element => "element",
            CitedKind::Flow => "flow",
            CitedKind::Table => "table",
            CitedKind::Decision => "decision",
            CitedKind::Test => "test",
            CitedKind::Contract => "contract",
            CitedKind::Node => "node",
            CitedKind::Concern => "requirement, element or decision",
            CitedKind::Design => "design",
        }
    }
}

/// A marker type for the kind that a [`Ref`] cites.
pub trait Cited: Clone + std::fmt::Debug {
    /// The kind.
    const KIND: CitedKind;
}

macro_rules! cited {
    ($($name:ident),*) => {
        /// Markers for the kinds that references cite.
        pub mod cited {
            $(
                /// See [`CitedKind`](super::CitedKind).
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl super::Cited for $name {
                    const KIND: super::CitedKind = super::CitedKind::$name;
                }
            )*
        }
    };
}

cited!(
    Requirement,
    AnyRequirement,
    Component,
    Partner,
    Element,
    Flow,
    Table,
    Decision,
    Test,
    Verifiable,
    Contract,
    Node,
    Concern,
    Design
);

/// An id that cites an entity of kind `K`.
#[derive(Clone, Debug)]
pub struct Ref<K> {
    /// The id and its place.
    pub id: Spanned<String>,
    /// Whether it stands in for a required id that is absent or unreadable (already reported).
    pub is_stand_in: bool,
    kind: PhantomData<K>,
}

impl<K> Ref<K> {
    /// A reference read from a key (the target of a relationship).
    pub fn new(id: String, span: Span) -> Self {
        Self { id: Spanned::new(id, span), is_stand_in: false, kind: PhantomData }
    }
}

impl<K> Deref for Ref<K> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.id.value
    }
}

impl<K: Cited> Read for Ref<K> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let id = reader.string(node)?.trim().to_owned();
        Some(Self::new(id, node.span))
    }

    fn shape() -> Shape {
        K::KIND.cited_by(Shape::String)
    }
}

impl<K> StandIn for Ref<K> {
    fn stand_in(span: Span) -> Self {
        Self { is_stand_in: true, ..Self::new(String::new(), span) }
    }
}
