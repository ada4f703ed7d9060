//! SD418: a component that runs on none of the nodes.

use std::collections::HashSet;

use crate::check::{NodeKind, Subject};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A component of our own that runs somewhere is on none of the nodes.
    pub(crate) RULE = "SD418", "unplaced-component", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let nodes = &subject.design.nodes;
    let is_unread = nodes.iter().any(|node| node.given(|key| key.runs).is_unreadable());
    if nodes.is_empty() || nodes.has_unread() || is_unread {
        return;
    }
    let graph = subject.graph();
    let runs: HashSet<usize> =
        nodes.iter().flat_map(|node| node.runs.iter()).filter_map(|run| graph.find(&run.component)).collect();
    // A component with a part somewhere is there in part.
    let mut holds = runs.clone();
    holds.extend(runs.iter().flat_map(|&index| graph.enclosing(index)));
    for (index, element) in graph.nodes().iter().enumerate() {
        let NodeKind::Component(kind) = element.kind else { continue };
        let is_placed = holds.contains(&index) || graph.enclosing(index).any(|whole| runs.contains(&whole));
        let runs_somewhere = kind.is_deployed() || kind.is_store();
        if is_placed || !runs_somewhere || graph.is_third_party(index) {
            continue;
        }
        let id = &element.id.value;
        let message = format!("the component {} runs on none of the nodes", element.title());
        let finding = Finding::new(&RULE, element.id.span, message).label("in no `runs`").help(format!(
            "add `\"{id}\"` to the `runs` of the node that it runs on; or declare it as `origin = \"third-party\"`"
        ));
        sink.push(finding);
    }
}
