//! SD309: the same relationship, declared twice.

use std::collections::HashMap;

use crate::check::Subject;
use crate::design::Relationship;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Two relationships have the same ends and the same label.
    pub(crate) RULE = "SD309", "duplicate-relationship", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let mut seen: HashMap<(usize, usize, String, String, bool), &Relationship> = HashMap::new();
    for edge in graph.edges() {
        let relationship = edge.relationship;
        // Other rules report relationships without a label or from an element to itself.
        let Some(label) = relationship.label.as_ref().filter(|label| !label.is_empty()) else { continue };
        if graph.is_self_use(edge) {
            continue;
        }
        // With two protocols, or once with an answer and once without, they are different.
        let protocol = relationship.protocol.as_deref().unwrap_or_default().to_lowercase();
        let key = (edge.from, edge.to, label.to_lowercase(), protocol, relationship.is_async);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, relationship);
            continue;
        };
        let (from, to) = (graph.node(edge.from).title(), graph.node(edge.to).title());
        let message = format!("this relationship is declared twice: “{}”, from {from} to {to}", &**label);
        let place = first.label.as_ref().map_or(first.span, |label| label.span);
        let finding = Finding::new(&RULE, label.span, message)
            .label("the same ends and the same label")
            .related(place, "the first one is here")
            .help("delete one of them, or give it a label that says what it is for");
        sink.push(finding);
    }
}
