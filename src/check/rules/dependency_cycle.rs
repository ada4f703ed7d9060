//! SD307: components that wait for each other in a cycle.

use std::collections::VecDeque;

use crate::check::{Graph, NodeKind, Subject, cycles};
use crate::design::ComponentKind;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Components use each other in a cycle, each waiting for the next.
    pub(crate) RULE = "SD307", "dependency-cycle", Group::Advice, since "0.1.0", fix none,
        see "https://en.wikipedia.org/wiki/Acyclic_dependencies_principle";
}

/// Of a longer cycle, no more components than this are named.
const MOST_NAMED: usize = 8;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let waits = |index: usize| {
        graph.node(index).outgoing.iter().copied().filter(move |&edge| is_waited_for(graph, edge))
    };
    let next = |index: usize| waits(index).map(|edge| graph.edges()[edge].to).collect::<Vec<_>>();
    for group in cycles::strongly_connected(graph.nodes().len(), next) {
        let cycle = shortest_cycle(graph, &group, &waits);
        let (Some(&first), Some(&last)) = (cycle.first(), cycle.last()) else { continue };
        let edges = graph.edges();
        let mut names: Vec<String> =
            cycle.iter().take(MOST_NAMED).map(|&edge| graph.node(edges[edge].from).title()).collect();
        if cycle.len() > MOST_NAMED {
            names.push("…".to_owned());
        }
        names.push(graph.node(edges[first].from).title());
        let message = format!("components wait for each other in a cycle: {}", names.join(" → "));
        let mut finding =
            Finding::new(&RULE, edges[last].relationship.target.id.span, message).label("closes the cycle");
        for &edge in cycle[..cycle.len() - 1].iter().take(MOST_NAMED) {
            let edge = &edges[edge];
            let what = format!("{} uses {}", graph.node(edge.from).title(), graph.node(edge.to).title());
            finding = finding.related(edge.relationship.target.id.span, what);
        }
        sink.push(finding.help(
            "reverse one of the relationships, or say on one that nobody waits: `async = true`, `kind = \"data\"` or `kind = \"build\"`",
        ));
    }
}

/// Whether a relationship is between components and its caller waits. Nobody waits for a queue, for data that
/// lies ready, or for what is only needed to build.
fn is_waited_for(graph: &Graph<'_>, edge: usize) -> bool {
    let edge = &graph.edges()[edge];
    let is_called = |index: usize| match graph.node(index).kind {
        NodeKind::Component(kind) => kind != ComponentKind::Queue,
        NodeKind::Person | NodeKind::Integration => false,
    };
    edge.from != edge.to && is_called(edge.from) && is_called(edge.to) && edge.relationship.is_waited_for()
}

/// The shortest cycle through the first element of a strongly connected component: its relationships,
/// in order.
fn shortest_cycle<I: Iterator<Item = usize>>(
    graph: &Graph<'_>,
    group: &[usize],
    waits: &impl Fn(usize) -> I,
) -> Vec<usize> {
    let Some(&start) = group.first() else { return Vec::new() };
    let inside: std::collections::HashSet<usize> = group.iter().copied().collect();
    let mut reached_by: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for edge in waits(here) {
            let to = graph.edges()[edge].to;
            if to == start {
                return cycle_back(graph, &reached_by, edge, start);
            }
            if inside.contains(&to) && !reached_by.contains_key(&to) {
                reached_by.insert(to, edge);
                queue.push_back(to);
            }
        }
    }
    Vec::new()
}

fn cycle_back(
    graph: &Graph<'_>,
    reached_by: &std::collections::HashMap<usize, usize>,
    last: usize,
    start: usize,
) -> Vec<usize> {
    let mut cycle = vec![last];
    let mut here = graph.edges()[last].from;
    while here != start {
        let Some(&edge) = reached_by.get(&here) else { break };
        cycle.push(edge);
        here = graph.edges()[edge].from;
    }
    cycle.reverse();
    cycle
}
