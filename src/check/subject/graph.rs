//! Elements and their relationships as a graph with indices, so that rules take linear time.

use std::collections::{HashMap, HashSet};

use crate::design::{ComponentKind, Design, Relationship};
use crate::source::{Span, Spanned};

/// Components that are nested deeper than this are not followed.
const MOST_NESTED: usize = 8;

/// The elements of a design (people, then integrations, then components) and their relationships.
#[derive(Debug)]
pub struct Graph<'a> {
    nodes: Vec<Node<'a>>,
    by_id: HashMap<&'a str, usize>,
    /// Ids that two elements share (already reported): nobody knows which of them is meant.
    shared: HashSet<&'a str>,
    edges: Vec<Edge<'a>>,
}

/// An element of the graph.
#[derive(Debug)]
pub struct Node<'a> {
    /// The element's id; its place is the key of its table.
    pub id: &'a Spanned<String>,
    /// The element's name.
    pub name: &'a str,
    /// Whether another element has the same name.
    pub shares_name: bool,
    /// What the element is.
    pub kind: NodeKind,
    /// The element that this one is a part of.
    pub part_of: Option<usize>,
    /// The elements that are parts of this one.
    pub parts: Vec<usize>,
    /// The relationships that begin here, as indices of [`Graph::edges`].
    pub outgoing: Vec<usize>,
    /// The relationships that end here, as indices of [`Graph::edges`].
    pub incoming: Vec<usize>,
    /// The place of the element's table.
    pub span: Span,
    /// Whether it is a component that is bought or adopted.
    is_third_party: bool,
    /// Whether several of it run, or may: the key that says so cannot be read.
    has_peers: bool,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NodeKind {
    /// A person.
    Person,
    /// An external system.
    Integration,
    /// A component of some kind.
    Component(ComponentKind),
}

/// A relationship between two elements that exist.
#[derive(Debug)]
pub struct Edge<'a> {
    /// The index of the element where it begins.
    pub from: usize,
    /// The index of the element where it ends.
    pub to: usize,
    /// What the author wrote.
    pub relationship: &'a Relationship,
}

impl Node<'_> {
    /// What findings call the element: its name, or its id if it has no name; both if another element has the
    /// same name.
    pub fn title(&self) -> String {
        match (self.name, &self.id.value) {
            ("", id) => format!("`{id}`"),
            (name, id) if self.shares_name => format!("“{name}” (`{id}`)"),
            (name, _) => format!("“{name}”"),
        }
    }

    /// Whether a relationship begins or ends here.
    pub fn is_related(&self) -> bool {
        !self.outgoing.is_empty() || !self.incoming.is_empty()
    }
}

impl NodeKind {
    /// What findings call this kind of element.
    pub fn name(self) -> &'static str {
        match self {
            NodeKind::Person => "person",
            NodeKind::Integration => "integration",
            NodeKind::Component(_) => "component",
        }
    }

    /// Whether it is a component.
    pub fn is_component(self) -> bool {
        matches!(self, NodeKind::Component(_))
    }

    /// The table of the design file that declares such elements.
    pub fn table(self) -> &'static str {
        match self {
            NodeKind::Person => "people",
            NodeKind::Integration => "integrations",
            NodeKind::Component(_) => "components",
        }
    }
}

impl<'a> Graph<'a> {
    /// Builds the graph in one pass over the design. If two elements share an id, the id means the
    /// first one, and no relationship begins or ends there. References to elements that do not exist
    /// are left out.
    pub fn of(design: &'a Design) -> Self {
        let mut graph =
            Self { nodes: Vec::new(), by_id: HashMap::new(), shared: HashSet::new(), edges: Vec::new() };
        for person in &design.people {
            graph.add(&person.id, &person.name, NodeKind::Person, person.span);
        }
        for system in &design.integrations {
            graph.add(
                &system.id,
                system.called().map_or("", |name| name),
                NodeKind::Integration,
                system.span,
            );
        }
        for component in &design.components {
            graph.add(
                &component.id,
                &component.name,
                NodeKind::Component(component.kind.value),
                component.span,
            );
            if let Some(index) = graph.certain(&component.id) {
                graph.nodes[index].is_third_party = component.is_third_party();
                graph.nodes[index].has_peers = !component.given(|key| key.instances).is_absent();
            }
        }
        graph.mark_shared_names();
        for element in design.elements() {
            for relationship in element.uses().iter() {
                graph.connect(element.id(), relationship);
            }
        }
        for component in &design.components {
            let whole = component.part_of.as_ref().and_then(|whole| graph.certain(whole));
            if let (Some(part), Some(whole)) = (graph.certain(&component.id), whole) {
                graph.nodes[part].part_of = Some(whole);
                graph.nodes[whole].parts.push(part);
            }
        }
        graph
    }

    /// The index of the element with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The same, unless two elements share the id.
    fn certain(&self, id: &str) -> Option<usize> {
        self.find(id).filter(|_| !self.shared.contains(id))
    }

    /// Every element.
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// Every relationship.
    pub fn edges(&self) -> &[Edge<'a>] {
        &self.edges
    }

    /// The elements around an element, from the innermost outwards: at most `MOST_NESTED`, since
    /// elements that contain each other would never end.
    pub fn enclosing(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[index].part_of, |&whole| self.nodes[whole].part_of).take(MOST_NESTED)
    }

    /// Whether an element uses itself, and not its peers: another instance, or itself at a later time.
    pub fn is_self_use(&self, edge: &Edge<'_>) -> bool {
        edge.from == edge.to && !edge.relationship.is_async && !self.nodes[edge.from].has_peers
    }

    /// Whether an element is bought or adopted, itself or as a part of something that is. Nobody asks for its
    /// code or its requirement.
    pub fn is_third_party(&self, index: usize) -> bool {
        std::iter::once(index).chain(self.enclosing(index)).any(|index| self.nodes[index].is_third_party)
    }

    /// The element at an index.
    ///
    /// # Panics
    /// If the index does not come from this graph.
    pub fn node(&self, index: usize) -> &Node<'a> {
        &self.nodes[index]
    }

    fn add(&mut self, id: &'a Spanned<String>, name: &'a str, kind: NodeKind, span: Span) {
        let index = self.nodes.len();
        if self.by_id.contains_key(id.value.as_str()) {
            self.shared.insert(&id.value);
            return;
        }
        self.by_id.insert(&id.value, index);
        self.nodes.push(Node {
            id,
            name,
            shares_name: false,
            kind,
            part_of: None,
            parts: Vec::new(),
            outgoing: Vec::new(),
            incoming: Vec::new(),
            span,
            is_third_party: false,
            has_peers: false,
        });
    }

    fn mark_shared_names(&mut self) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for node in &self.nodes {
            *counts.entry(node.name).or_default() += 1;
        }
        for node in &mut self.nodes {
            node.shares_name = counts.get(node.name).is_some_and(|count| *count > 1);
        }
    }

    fn connect(&mut self, from: &str, relationship: &'a Relationship) {
        let (Some(from), Some(to)) = (self.certain(from), self.certain(&relationship.target)) else { return };
        let edge = self.edges.len();
        self.edges.push(Edge { from, to, relationship });
        self.nodes[from].outgoing.push(edge);
        self.nodes[to].incoming.push(edge);
    }
}
