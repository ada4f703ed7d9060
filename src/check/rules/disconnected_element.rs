//! SD301: a person or a component that has no relationships.

use crate::check::{NodeKind, Subject};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A person or a component has no relationships.
    pub(crate) RULE = "SD301", "disconnected-element", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    // A single element has nothing to be joined to, and an author's own diagram may show the rest.
    if graph.nodes().len() < 2 || subject.own_architecture().is_some() {
        return;
    }
    let related = with_parts_related(subject);
    for (index, node) in graph.nodes().iter().enumerate() {
        // A part may do the work of its whole.
        let inside = node.part_of.is_some_and(|whole| graph.node(whole).is_related());
        // Another rule reports integrations that are not drawn.
        if related[index] || inside || node.kind == NodeKind::Integration {
            continue;
        }
        let id = &node.id.value;
        let help = if node.kind == NodeKind::Person {
            format!("add what they use to `[people.{id}]`: `uses = {{ ELEMENT = \"label\" }}`")
        } else {
            format!(
                "add `{id} = \"label\"` to the `uses` of its caller, add `uses` to `[components.{id}]`, or delete it"
            )
        };
        let message = format!("the {} {} has no relationships", node.kind.name(), node.title());
        let label = "uses nothing, and nothing uses it";
        sink.push(Finding::new(&RULE, node.id.span, message).label(label).help(help));
    }
}

/// For each element, whether it or a part of it, at any depth, has relationships.
fn with_parts_related(subject: &Subject<'_>) -> Vec<bool> {
    let graph = subject.graph();
    let mut related = vec![false; graph.nodes().len()];
    for (index, _) in graph.nodes().iter().enumerate().filter(|(_, node)| node.is_related()) {
        related[index] = true;
        graph.enclosing(index).for_each(|whole| related[whole] = true);
    }
    related
}
