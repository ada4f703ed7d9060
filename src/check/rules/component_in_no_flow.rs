//! SD306: where flows are drawn, a component that none of them passes.

use crate::check::{NodeKind, Subject};
use crate::design::ComponentKind;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// No flow passes a component.
    pub(crate) RULE = "SD306", "component-in-no-flow", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let flows = &subject.design.flows;
    if subject.own_data_flow().is_some() || flows.iter().all(|flow| flow.steps.is_empty()) {
        return;
    }
    let (passed, covered) = passed(subject);
    for (index, node) in graph.nodes().iter().enumerate() {
        let NodeKind::Component(kind) = node.kind else { continue };
        // A library runs inside others, and a flow that stops at a whole leaves its parts to it.
        let inside = graph.wholes(index).any(|whole| passed[whole]);
        let alone = !node.is_related() && node.parts.is_empty() && node.part_of.is_none();
        if kind == ComponentKind::Library || covered[index] || inside || alone {
            continue;
        }
        let id = &node.id.value;
        let finding = Finding::new(&RULE, node.id.span, format!("no flow passes the component {}", node.title()))
            .label("in no step of a flow")
            .help(format!(
                "add a step such as `{{ from = \"…\", to = \"{id}\", send = \"…\" }}` to the flow that needs it, or a flow of its own"
            ));
        sink.push(finding);
    }
}

/// What the steps name or go through; and the same, with everything it is a part of.
fn passed(subject: &Subject<'_>) -> (Vec<bool>, Vec<bool>) {
    let (graph, joined) = (subject.graph(), subject.joined());
    let mut passed = vec![false; graph.nodes().len()];
    let mut seen = std::collections::HashSet::new();
    for step in subject.design.flows.iter().flat_map(|flow| &flow.steps) {
        let (Some(from), Some(to)) = (graph.find(&step.from), graph.find(&step.to)) else { continue };
        if !seen.insert((from, to)) {
            continue;
        }
        passed[from] = true;
        passed[to] = true;
        if !joined.joins(from, to) {
            joined.between(from, to).into_iter().for_each(|go_between| passed[go_between] = true);
        }
    }
    let mut covered = passed.clone();
    for index in (0..passed.len()).filter(|&index| passed[index]) {
        graph.wholes(index).for_each(|whole| covered[whole] = true);
    }
    (passed, covered)
}
