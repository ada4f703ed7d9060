//! Citations: which kind a key cites, and the id it cites.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::reading::{Missing, Node, Read, Reader, Shape};
use crate::source::{Span, Spanned};

/// What a key may cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A requirement.
    Requirement,
    /// A component.
    Component,
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
    /// A requirement, or a fact by its path.
    Verified,
    /// Another design of the book.
    Design,
}

impl Kind {
    /// What findings call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Requirement | Kind::Verified => "requirement",
            Kind::Component => "component",
            Kind::Element => "element",
            Kind::Flow => "flow",
            Kind::Table => "table",
            Kind::Decision => "decision",
            Kind::Test => "test",
            Kind::Design => "design",
        }
    }
}

/// A marker for the kind that a [`Ref`] cites.
pub trait Cited: Clone + std::fmt::Debug {
    /// The kind.
    const KIND: Kind;
}

macro_rules! cited {
    ($($name:ident),*) => {
        /// Markers for the kinds that references cite.
        pub mod cited {
            $(
                /// See [`Kind`](super::Kind).
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl super::Cited for $name {
                    const KIND: super::Kind = super::Kind::$name;
                }
            )*
        }
    };
}

cited!(Requirement, Component, Element, Flow, Table, Decision, Test, Verified, Design);

/// An id that cites an entity of kind `K`.
#[derive(Clone, Debug)]
pub struct Ref<K> {
    /// The id and its place.
    pub id: Spanned<String>,
    /// It stands in for a required id that is absent or unreadable (already reported).
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
        Shape::String
    }
}

impl<K> Missing for Ref<K> {
    fn missing(span: Span) -> Self {
        Self { is_stand_in: true, ..Self::new(String::new(), span) }
    }
}
