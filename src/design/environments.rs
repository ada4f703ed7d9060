//! Nodes inside nodes, and the environments that they belong to.

use std::collections::HashSet;

use super::file::Design;

impl Design {
    /// The node around each node, by their places in the order of declaration; `None` too for one whose nodes
    /// contain each other.
    pub fn outer_nodes(&self) -> Vec<Option<usize>> {
        let outer = |at: usize| self.nodes.index_of(self.nodes.iter().nth(at)?.part_of.as_ref()?);
        let written: Vec<Option<usize>> = (0..self.nodes.len()).map(outer).collect();
        let mut outer = written.clone();
        // Where an earlier walk has been, there is no cycle, or it is broken already.
        let mut walk_of = vec![0; written.len()];
        for start in 0..written.len() {
            let mut here = start;
            loop {
                if walk_of[here] == start + 1 {
                    outer[here] = None;
                    break;
                }
                if walk_of[here] > 0 {
                    break;
                }
                walk_of[here] = start + 1;
                let Some(next) = outer[here] else { break };
                here = next;
            }
        }
        outer
    }

    /// The environment of each node: its own, or that of the nearest node around it that has one.
    pub fn node_environments(&self) -> Vec<Option<&str>> {
        let nodes: Vec<_> = self.nodes.iter().collect();
        let outer = self.outer_nodes();
        let own = |at: usize| {
            let environment = nodes[at].environment.as_ref()?;
            Some(environment.value.as_str()).filter(|environment| !environment.is_empty())
        };
        (0..nodes.len()).map(|at| std::iter::successors(Some(at), |&at| outer[at]).find_map(own)).collect()
    }

    /// The environments that nodes name, each once, in the order of declaration.
    pub fn environments(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.node_environments().into_iter().flatten().filter(|name| seen.insert(*name)).collect()
    }
}
