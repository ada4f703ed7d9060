//! SD312: an element that uses itself.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An element has a relationship to itself, and nothing says that several of it run.
    pub(crate) RULE = "SD312", "self-relationship", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let mut last = None;
    for edge in graph.edges().iter().filter(|edge| graph.is_self_use(edge)) {
        // Several relationships of an element to itself have one key.
        if last.replace(edge.from) == Some(edge.from) {
            continue;
        }
        let node = graph.node(edge.from);
        let message = format!("the {} {} uses itself", node.kind.name(), node.title());
        let finding = Finding::new(&RULE, edge.relationship.target.id.span, message)
            .label("its own id")
            .related(node.id.span, format!("`{}` is declared here", node.id.value))
            .help(if node.kind.is_component() {
                "name another element; where several of it work together, say so: `instances = \"…\"` on it, or `async = true` here; for something that happens inside, add a step to a flow, or declare a part with an id"
            } else {
                "name another element, or set `async = true` where several of it work together"
            });
        sink.push(finding);
    }
}
