//! Which elements are joined, near and far: what parts and go-betweens make of relationships.

use std::collections::HashSet;

use super::{Graph, NodeKind};
use crate::design::ComponentKind;

/// Joined elements. Elements are numbers of a [`Graph`].
#[derive(Debug)]
pub struct Links {
    wholes: Vec<Vec<usize>>,
    /// The relationships themselves, the smaller number first.
    near: HashSet<(usize, usize)>,
    /// An end, or what it is inside of, and the other end.
    half: HashSet<(usize, usize)>,
    /// Both ends, or what they are inside of, the smaller number first.
    far: HashSet<(usize, usize)>,
    /// The go-betweens that each element, or a part of it, is joined to.
    between: Vec<Vec<usize>>,
}

impl Links {
    /// Works it out, in one pass over the relationships.
    pub fn of(graph: &Graph<'_>) -> Self {
        let count = graph.nodes().len();
        let wholes: Vec<Vec<usize>> = (0..count).map(|index| graph.wholes(index).collect()).collect();
        let mut links = Self {
            wholes,
            near: HashSet::new(),
            half: HashSet::new(),
            far: HashSet::new(),
            between: vec![Vec::new(); count],
        };
        for edge in graph.edges() {
            links.near.insert(ordered(edge.from, edge.to));
            links.join(graph, edge.from, edge.to);
            links.join(graph, edge.to, edge.from);
        }
        links
    }

    /// Whether a relationship joins two elements, in either direction, itself or through what
    /// they are parts of and what is a part of them.
    pub fn joins(&self, a: usize, b: usize) -> bool {
        let (over_a, over_b) = (&self.wholes[a], &self.wholes[b]);
        a == b
            || over_a.contains(&b)
            || over_b.contains(&a)
            || self.far.contains(&ordered(a, b))
            || over_b.iter().any(|&whole| self.half.contains(&(a, whole)))
            || over_a.iter().any(|&whole| self.half.contains(&(b, whole)))
            || over_a.iter().any(|&x| over_b.iter().any(|&y| self.near.contains(&ordered(x, y))))
    }

    /// The gateways, queues, caches and storages that both elements are joined to.
    pub fn between(&self, a: usize, b: usize) -> Vec<usize> {
        let others: HashSet<usize> = self.around(b).collect();
        self.around(a).filter(|go_between| others.contains(go_between)).collect()
    }

    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::once(index)
            .chain(self.wholes[index].iter().copied())
            .flat_map(|element| self.between[element].iter().copied())
    }

    fn join(&mut self, graph: &Graph<'_>, from: usize, to: usize) {
        let passes_on = matches!(
            graph.node(to).kind,
            NodeKind::Component(
                ComponentKind::Gateway | ComponentKind::Queue | ComponentKind::Cache | ComponentKind::Storage
            )
        );
        let over_to: Vec<usize> = std::iter::once(to).chain(self.wholes[to].iter().copied()).collect();
        let over_from: Vec<usize> = std::iter::once(from).chain(self.wholes[from].iter().copied()).collect();
        for element in over_from {
            self.half.insert((element, to));
            self.far.extend(over_to.iter().map(|&other| ordered(element, other)));
            if passes_on {
                self.between[element].push(to);
            }
        }
    }
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}
