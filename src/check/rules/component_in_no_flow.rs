//! SD306: components that others call, but that appear in no flow, in a design that has flows.

use crate::check::{Graph, NodeKind, Subject};
use crate::design::ComponentKind;
use crate::diagnostic::{Finding, Group, Sink, listed, rule};

rule! {
    /// Components that others call appear in no flow.
    pub(crate) RULE = "SD306", "component-in-no-flow", Group::Advice, since "0.1.0", fix none;
}

/// Of many components, no more than this are named.
const MOST_NAMED: usize = 8;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let flows = &subject.design.flows;
    if subject.own_data_flow().is_some() || flows.iter().all(|flow| flow.steps.is_empty()) {
        return;
    }
    let (visited, covered) = visited(subject);
    let is_passed = |index: usize| {
        // A flow that names a component includes the parts of it.
        covered[index] || graph.enclosing(index).any(|whole| visited[whole])
    };
    let missed: Vec<usize> =
        (0..graph.nodes().len()).filter(|&index| is_called(graph, index) && !is_passed(index)).collect();
    let Some((&first, others)) = missed.split_first() else { return };
    let node = graph.node(first);
    let mut names: Vec<String> = missed.iter().take(MOST_NAMED).map(|&at| graph.node(at).title()).collect();
    if let Some(more) = missed.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    let (what, verb) = if others.is_empty() { ("component", "appears") } else { ("components", "appear") };
    let message = format!("the {what} {} {verb} in no flow", listed(&names));
    let mut finding =
        Finding::new(&RULE, node.id.span, message).label("another component calls it, but no step names it");
    for &other in others.iter().take(MOST_NAMED - 1) {
        let other = graph.node(other);
        finding = finding.related(other.id.span, format!("nor {}", other.title()));
    }
    sink.push(finding.help(format!(
        "add a step such as `{{ from = \"…\", to = \"{}\", send = \"…\" }}` to the flow that needs it, or to a new flow",
        node.id.value
    )));
}

/// Whether another component calls it. A library runs inside others, and whoever reads data that lies ready
/// or needs something to be built calls nobody.
fn is_called(graph: &Graph<'_>, index: usize) -> bool {
    let NodeKind::Component(kind) = graph.node(index).kind else { return false };
    let calls = |edge: &usize| {
        let edge = &graph.edges()[*edge];
        edge.from != index && graph.node(edge.from).kind.is_component() && edge.relationship.is_call()
    };
    kind != ComponentKind::Library && graph.node(index).incoming.iter().any(calls)
}

/// For each element, whether a step names it or goes through it; and the same with the elements that
/// such elements are parts of.
fn visited(subject: &Subject<'_>) -> (Vec<bool>, Vec<bool>) {
    let (graph, joined) = (subject.graph(), subject.joined());
    let mut visited = vec![false; graph.nodes().len()];
    let mut seen = std::collections::HashSet::new();
    for step in subject.design.flows.iter().flat_map(|flow| flow.steps.iter()) {
        let (Some(from), Some(to)) = (graph.find(&step.from), graph.find(&step.to)) else { continue };
        if !seen.insert((from, to)) {
            continue;
        }
        visited[from] = true;
        visited[to] = true;
        if !joined.joins(from, to) {
            joined.between(from, to).into_iter().for_each(|middle| visited[middle] = true);
        }
    }
    let mut covered = visited.clone();
    for index in (0..visited.len()).filter(|&index| visited[index]) {
        graph.enclosing(index).for_each(|whole| covered[whole] = true);
    }
    (visited, covered)
}
