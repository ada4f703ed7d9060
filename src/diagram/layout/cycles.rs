//! Which edges are drawn upwards: those to a band above, those to a row that the author wants above, and those that
//! close a cycle.

use super::{Edge, Graph};

/// For each edge, whether its target is above its source. Cycles within a band are broken in the order of
/// declaration, by depth-first search: an edge back to a node whose search is not finished is turned round.
pub(super) fn turned(graph: &Graph) -> Vec<bool> {
    let wanted = graph.wanted_rows();
    let is_upwards = |edge: &Edge| {
        let rows = wanted[edge.from].zip(wanted[edge.to]);
        graph.nodes[edge.from].band > graph.nodes[edge.to].band
            || is_within(graph, edge) && rows.is_some_and(|(from, to)| from > to)
    };
    let mut turned: Vec<bool> = graph.edges.iter().map(is_upwards).collect();
    let mut leaving = vec![Vec::new(); graph.nodes.len()];
    for (number, edge) in graph.edges.iter().enumerate() {
        if is_within(graph, edge) {
            leaving[if turned[number] { edge.to } else { edge.from }].push(number);
        }
    }
    let mut state = vec![State::New; graph.nodes.len()];
    for start in starts(graph, &turned) {
        search(graph, &leaving, start, &mut state, &mut turned);
    }
    turned
}

/// Whether both ends are in one band.
fn is_within(graph: &Graph, edge: &Edge) -> bool {
    graph.nodes[edge.from].band == graph.nodes[edge.to].band
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// The nodes that no node of their band uses come first; both parts are in the order of declaration.
fn starts(graph: &Graph, turned: &[bool]) -> Vec<usize> {
    let mut used = vec![false; graph.nodes.len()];
    for (edge, &turned) in graph.edges.iter().zip(turned) {
        if edge.from != edge.to && is_within(graph, edge) {
            used[if turned { edge.from } else { edge.to }] = true;
        }
    }
    let mut starts: Vec<usize> = (0..graph.nodes.len()).collect();
    starts.sort_by_key(|&node| used[node]);
    starts
}

/// Depth-first search with an explicit stack, so that a long chain cannot exhaust the thread's.
fn search(graph: &Graph, leaving: &[Vec<usize>], start: usize, state: &mut [State], turned: &mut [bool]) {
    if state[start] != State::New {
        return;
    }
    state[start] = State::Open;
    let mut stack = vec![(start, 0)];
    while let Some((node, next)) = stack.pop() {
        let Some(&number) = leaving[node].get(next) else {
            state[node] = State::Done;
            continue;
        };
        stack.push((node, next + 1));
        let Edge { from, to, .. } = graph.edges[number];
        let target = if from == node { to } else { from };
        match state[target] {
            State::Open => turned[number] = !turned[number],
            State::New => {
                state[target] = State::Open;
                stack.push((target, 0));
            }
            State::Done => {}
        }
    }
}
