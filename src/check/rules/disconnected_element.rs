//! SD301: a person or a component that is in no relationship.

use crate::check::{NodeKind, Subject};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A person or a component is in no relationship.
    pub(crate) RULE = "SD301", "disconnected-element", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    // One element has nothing to be joined to, and an author's own picture may show the rest.
    if graph.nodes().len() < 2 || subject.own_architecture().is_some() {
        return;
    }
    let related = with_parts_related(subject);
    for (index, node) in graph.nodes().iter().enumerate() {
        // What a whole does may well be done by its parts.
        let inside = node.part_of.is_some_and(|whole| graph.node(whole).is_related());
        // An integration that nothing draws has a rule of its own.
        if related[index] || inside || node.kind == NodeKind::Integration {
            continue;
        }
        let id = &node.id.value;
        let help = if node.kind == NodeKind::Person {
            format!("say what they use: `uses = {{ ELEMENT = \"label\" }}` in `[people.{id}]`")
        } else {
            format!(
                "add `{id} = \"label\"` to the `uses` of what calls it, or `uses` to `[components.{id}]`; or delete it"
            )
        };
        let message = format!("the {} {} is in no relationship", node.kind.name(), node.title());
        let label = "uses nothing, and nothing uses it";
        sink.push(Finding::new(&RULE, node.id.span, message).label(label).help(help));
    }
}

/// Whether each element, or a part of it at any depth, is in a relationship.
fn with_parts_related(subject: &Subject<'_>) -> Vec<bool> {
    let graph = subject.graph();
    let mut related = vec![false; graph.nodes().len()];
    for (index, _) in graph.nodes().iter().enumerate().filter(|(_, node)| node.is_related()) {
        related[index] = true;
        graph.wholes(index).for_each(|whole| related[whole] = true);
    }
    related
}
