//! SD312: an element that uses itself.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Rule, Sink};

pub(crate) const RULE: Rule = Rule {
    code: "SD312",
    name: "self-relationship",
    summary: "An element has a relationship to itself.",
    group: Group::Contradiction,
};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let mut last = None;
    for edge in graph.edges().iter().filter(|edge| edge.from == edge.to) {
        // Several relationships to itself stand under one key.
        if last.replace(edge.from) == Some(edge.from) {
            continue;
        }
        let node = graph.node(edge.from);
        let message = format!("the {} {} uses itself", node.kind.name(), node.title());
        let finding = Finding::new(&RULE, edge.relationship.target.id.span, message)
            .label("its own id")
            .related(node.id.span, format!("`{}` is declared here", node.id.value))
            .help("name the element that is meant; what happens inside is a step of a flow, or a part with an id of its own");
        sink.push(finding);
    }
}
