//! SD306: a component that appears in no flow, in a design that has flows.

use crate::check::{NodeKind, Subject};
use crate::design::ComponentKind;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A component appears in no flow.
    pub(crate) RULE = "SD306", "component-in-no-flow", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let flows = &subject.design.flows;
    if subject.own_data_flow().is_some() || flows.iter().all(|flow| flow.steps.is_empty()) {
        return;
    }
    let (visited, covered) = visited(subject);
    for (index, node) in graph.nodes().iter().enumerate() {
        let NodeKind::Component(kind) = node.kind else { continue };
        // A library runs inside others. A flow that names a component includes the parts of it.
        let inside = graph.enclosing(index).any(|whole| visited[whole]);
        let alone = !node.is_related() && node.parts.is_empty() && node.part_of.is_none();
        if kind == ComponentKind::Library || covered[index] || inside || alone {
            continue;
        }
        let id = &node.id.value;
        let finding = Finding::new(&RULE, node.id.span, format!("the component {} appears in no flow", node.title()))
            .label("no step of a flow names it")
            .help(format!(
                "add a step such as `{{ from = \"…\", to = \"{id}\", send = \"…\" }}` to the flow that needs it, or to a new flow"
            ));
        sink.push(finding);
    }
}

/// For each element, whether a step names it or goes through it; and the same with the elements that
/// such elements are parts of.
fn visited(subject: &Subject<'_>) -> (Vec<bool>, Vec<bool>) {
    let (graph, joined) = (subject.graph(), subject.joined());
    let mut visited = vec![false; graph.nodes().len()];
    let mut seen = std::collections::HashSet::new();
    for step in subject.design.flows.iter().flat_map(|flow| &flow.steps) {
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
