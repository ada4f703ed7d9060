//! SD307: components that wait for each other in a circle.

use std::collections::VecDeque;

use crate::check::{Graph, NodeKind, Subject, cycles};
use crate::design::{ComponentKind, Relationship};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Components use each other in a circle, each waiting for the next.
    pub(crate) RULE = "SD307", "dependency-cycle", Group::Advice, since "0.1.0", fix none,
        see "https://en.wikipedia.org/wiki/Acyclic_dependencies_principle";
}

/// A longer circle is not spelt out.
const MOST_NAMED: usize = 8;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let waits = |index: usize| {
        graph.node(index).outgoing.iter().copied().filter(move |&edge| is_waited_for(graph, edge))
    };
    let next = |index: usize| waits(index).map(|edge| graph.edges()[edge].to).collect::<Vec<_>>();
    for group in cycles::strongly_connected(graph.nodes().len(), next) {
        let circle = shortest_circle(graph, &group, &waits);
        let (Some(&first), Some(&last)) = (circle.first(), circle.last()) else { continue };
        let edges = graph.edges();
        let mut names: Vec<String> =
            circle.iter().take(MOST_NAMED).map(|&edge| graph.node(edges[edge].from).title()).collect();
        if circle.len() > MOST_NAMED {
            names.push("…".to_owned());
        }
        names.push(graph.node(edges[first].from).title());
        let message = format!("components wait for each other in a circle: {}", names.join(" → "));
        let mut finding =
            Finding::new(&RULE, edges[last].relationship.target.id.span, message).label("closes the circle");
        for &edge in circle[..circle.len() - 1].iter().take(MOST_NAMED) {
            let edge = &edges[edge];
            let what = format!("{} uses {}", graph.node(edge.from).title(), graph.node(edge.to).title());
            finding = finding.related(edge.relationship.target.id.span, what);
        }
        sink.push(finding.help(
            "turn one of the relationships round, or set `async = true` where the caller does not wait for the answer",
        ));
    }
}

/// A relationship between components whose caller waits. What goes over a queue does not.
fn is_waited_for(graph: &Graph<'_>, edge: usize) -> bool {
    let edge = &graph.edges()[edge];
    let is_called = |index: usize| match graph.node(index).kind {
        NodeKind::Component(kind) => kind != ComponentKind::Queue,
        NodeKind::Person | NodeKind::Integration => false,
    };
    edge.from != edge.to && is_called(edge.from) && is_called(edge.to) && !sends_on(edge.relationship)
}

/// Whether nobody waits: it is said, or the protocol is one that only delivers.
fn sends_on(relationship: &Relationship) -> bool {
    const DELIVERS: [&str; 11] =
        ["kafka", "amqp", "mqtt", "nats", "jms", "sns", "sqs", "webhook", "webhooks", "websocket", "sse"];
    let protocol = relationship.protocol.as_deref().unwrap_or_default().to_lowercase();
    let mut words = protocol.split(|c: char| !c.is_alphanumeric());
    relationship.is_async || words.any(|word| DELIVERS.contains(&word))
}

/// The shortest circle through the first element of a group that wait for each other, as
/// relationships in their order.
fn shortest_circle<I: Iterator<Item = usize>>(
    graph: &Graph<'_>,
    group: &[usize],
    waits: &impl Fn(usize) -> I,
) -> Vec<usize> {
    let Some(&start) = group.first() else { return Vec::new() };
    let inside: std::collections::HashSet<usize> = group.iter().copied().collect();
    let mut came_by: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for edge in waits(here) {
            let to = graph.edges()[edge].to;
            if to == start {
                return back(graph, &came_by, edge, start);
            }
            if inside.contains(&to) && !came_by.contains_key(&to) {
                came_by.insert(to, edge);
                queue.push_back(to);
            }
        }
    }
    Vec::new()
}

fn back(
    graph: &Graph<'_>,
    came_by: &std::collections::HashMap<usize, usize>,
    last: usize,
    start: usize,
) -> Vec<usize> {
    let mut circle = vec![last];
    let mut here = graph.edges()[last].from;
    while here != start {
        let Some(&edge) = came_by.get(&here) else { break };
        circle.push(edge);
        here = graph.edges()[edge].from;
    }
    circle.reverse();
    circle
}
