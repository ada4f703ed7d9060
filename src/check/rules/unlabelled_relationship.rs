//! SD311: a relationship that does not say what it is for.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A relationship has no label.
    pub(crate) RULE = "SD311", "unlabelled-relationship", Group::Missing, since "0.1.0", fix none,
        see "https://c4model.com/diagrams/notation";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    for edge in graph.edges() {
        let relationship = edge.relationship;
        if !relationship.lacks_label() || graph.is_self_use(edge) {
            continue;
        }
        let (from, to) = (graph.node(edge.from).title(), graph.node(edge.to).title());
        let message = format!("the relationship from {from} to {to} has no label");
        let finding = Finding::new(&RULE, relationship.span, message)
            .label("what is it for?")
            .help("add `label = \"…\"`, such as \"Reads orders\"");
        sink.push(finding);
    }
}
