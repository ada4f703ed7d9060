//! Which elements are joined, directly, through their parts, or through something in between.

use std::collections::HashSet;

use super::{Graph, NodeKind};

/// Which elements are joined. Elements are indices of a [`Graph`].
#[derive(Debug)]
pub struct Joined {
    enclosing: Vec<Vec<usize>>,
    /// The relationships themselves, the smaller index first.
    near: HashSet<(usize, usize)>,
    /// One end, or an element around it, and the other end itself.
    half: HashSet<(usize, usize)>,
    /// Both ends, or elements around them, the smaller index first.
    far: HashSet<(usize, usize)>,
    /// The gateways, queues, caches and storages that each element, or a part of it, is joined to.
    between: Vec<Vec<usize>>,
}

impl Joined {
    /// Builds it in one pass over the relationships.
    pub fn of(graph: &Graph<'_>) -> Self {
        let count = graph.nodes().len();
        let enclosing: Vec<Vec<usize>> = (0..count).map(|index| graph.enclosing(index).collect()).collect();
        let mut joined = Self {
            enclosing,
            near: HashSet::new(),
            half: HashSet::new(),
            far: HashSet::new(),
            between: vec![Vec::new(); count],
        };
        for edge in graph.edges() {
            joined.near.insert(ordered(edge.from, edge.to));
            joined.join(graph, edge.from, edge.to);
            joined.join(graph, edge.to, edge.from);
        }
        joined
    }

    /// Whether a relationship, in either direction, joins two elements, their parts, or the elements
    /// that they are parts of.
    pub fn joins(&self, a: usize, b: usize) -> bool {
        let (around_a, around_b) = (&self.enclosing[a], &self.enclosing[b]);
        a == b
            || around_a.contains(&b)
            || around_b.contains(&a)
            || self.far.contains(&ordered(a, b))
            || around_b.iter().any(|&whole| self.half.contains(&(a, whole)))
            || around_a.iter().any(|&whole| self.half.contains(&(b, whole)))
            || around_a.iter().any(|&x| around_b.iter().any(|&y| self.near.contains(&ordered(x, y))))
    }

    /// The gateways, queues, caches and storages that both elements are joined to.
    pub fn between(&self, a: usize, b: usize) -> Vec<usize> {
        let others: HashSet<usize> = self.around(b).collect();
        self.around(a).filter(|middle| others.contains(middle)).collect()
    }

    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::once(index)
            .chain(self.enclosing[index].iter().copied())
            .flat_map(|element| self.between[element].iter().copied())
    }

    fn join(&mut self, graph: &Graph<'_>, from: usize, to: usize) {
        let passes_on = matches!(graph.node(to).kind, NodeKind::Component(kind) if kind.passes_calls_on());
        let around_to: Vec<usize> = std::iter::once(to).chain(self.enclosing[to].iter().copied()).collect();
        let around_from: Vec<usize> =
            std::iter::once(from).chain(self.enclosing[from].iter().copied()).collect();
        for element in around_from {
            self.half.insert((element, to));
            self.far.extend(around_to.iter().map(|&other| ordered(element, other)));
            if passes_on {
                self.between[element].push(to);
            }
        }
    }
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}
