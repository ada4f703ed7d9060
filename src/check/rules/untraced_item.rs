//! SD202: a component, a decision or a test that cites no requirement.

use std::collections::HashSet;

use crate::check::Subject;
use crate::design::{Component, ComponentKind, Decision, Entity, Leaf, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A component with code, a decision or a test cites no requirement.
    pub(crate) RULE = "SD202", "untraced-item", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    // Without requirements there is nothing to cite.
    if design.requirements.is_empty() {
        return;
    }
    let traced = traced_components(subject);
    let graph = subject.graph();
    for component in design.components.iter().filter(|component| should_satisfy(component)) {
        let id = component.id.value.as_str();
        let is_third_party = graph.find(id).is_some_and(|index| graph.is_third_party(index));
        if !traced.contains(id) && !is_third_party {
            let help = "add `satisfies = [\"ID\"]` with the requirement it implements, to it or to one of its contracts";
            sink.push(finding(&component.id.value, component.id.span, "satisfies", help));
        }
    }
    for decision in design.decisions.iter().filter(|decision| decision.is_alive()) {
        let addresses = !decision.addresses.is_empty() || decision.given(|key| key.addresses).is_unreadable();
        if !addresses && !mentions_requirement(subject, decision) {
            let help = "add `addresses = [\"ID\"]` with the requirement that led to it";
            sink.push(finding(&decision.id.value, decision.id.span, "addresses", help));
        }
    }
    for test in &design.tests {
        if test.verifies.is_empty() && !test.given(|key| key.verifies).is_unreadable() {
            let help = "add `verifies = [\"ID\"]` with the requirement that it verifies, or a fact such as `\"performance.response-time\"`";
            sink.push(finding(&test.id.value, test.id.span, "verifies", help));
        }
    }
}

fn finding(id: &str, span: crate::source::Span, verb: &str, help: &str) -> Finding {
    Finding::new(&RULE, span, format!("{id} {verb} no requirement")).label("what is it for?").help(help)
}

/// Whether a component should satisfy a requirement. Stores, queues and libraries need not.
fn should_satisfy(component: &Component) -> bool {
    component.kind.has_code()
        && component.kind.value != ComponentKind::Library
        && !component.given(|key| key.satisfies).is_unreadable()
}

/// The components that satisfy a requirement: directly, through a contract, through a part, or as a
/// part of such a component.
fn traced_components<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let design = subject.design;
    let mut traced: HashSet<&str> = HashSet::new();
    for component in design.components.iter().filter(|component| !component.satisfies.is_empty()) {
        traced.insert(&component.id.value);
    }
    for contract in design.api.iter().filter(|contract| !contract.satisfies.is_empty()) {
        traced.extend(contract.component.as_deref());
    }
    let graph = subject.graph();
    let mut open: Vec<usize> = traced.iter().filter_map(|id| graph.find(id)).collect();
    // First up to the elements around them, then down to all of their parts.
    let mut wholes: HashSet<usize> = open.iter().copied().collect();
    while let Some(index) = open.pop() {
        if let Some(whole) = graph.node(index).part_of.filter(|whole| wholes.insert(*whole)) {
            open.push(whole);
        }
    }
    let mut open: Vec<usize> = wholes.iter().copied().collect();
    let mut all = wholes;
    while let Some(index) = open.pop() {
        for part in &graph.node(index).parts {
            if all.insert(*part) {
                open.push(*part);
            }
        }
    }
    all.into_iter().map(|index| graph.node(index).id.value.as_str()).collect()
}

/// Whether the decision's texts link to a requirement: `[R3]`.
fn mentions_requirement(subject: &Subject<'_>, decision: &Entity<Decision>) -> bool {
    let mut found = false;
    decision.walk(&mut |leaf| {
        if let Leaf::Text(text) = leaf {
            let cited = text.value.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
            found |= cited.into_iter().any(|(id, _)| subject.design.requirements.contains(id));
        }
    });
    found
}
