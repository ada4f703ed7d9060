//! SD413: a database of which nobody knows what is in it.

use std::collections::HashSet;

use crate::check::{NodeKind, Subject};
use crate::design::ComponentKind;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A database has no tables.
    pub(crate) RULE = "SD413", "database-without-tables", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (tables, graph) = (&subject.design.tables, subject.graph());
    // No table at all is one mistake of the whole design; one without its component may be
    // anywhere.
    if tables.is_empty() || tables.iter().any(|table| table.component.is_none()) {
        return;
    }
    let mut filled: HashSet<usize> = HashSet::new();
    for table in tables {
        let place = table.component.as_ref().and_then(|component| graph.find(component));
        if let Some(place) = place {
            filled.insert(place);
            filled.extend(graph.wholes(place));
        }
    }
    for (index, node) in graph.nodes().iter().enumerate() {
        let is_database = node.kind == NodeKind::Component(ComponentKind::Database);
        let inside = graph.wholes(index).any(|whole| filled.contains(&whole));
        if !is_database || filled.contains(&index) || inside || is_copy(subject, node.id) {
            continue;
        }
        let id = &node.id.value;
        let finding =
            Finding::new(&RULE, node.id.span, format!("the database {} has no tables", node.title()))
                .label("no table names it as its component")
                .help(format!(
                    "add `component = \"{id}\"` to its tables, or `[tables.ID]` for what it keeps"
                ));
        sink.push(finding);
    }
}

/// A copy of another database has that one's tables.
fn is_copy(subject: &Subject<'_>, id: &str) -> bool {
    const WORDS: [&str; 6] = ["replica", "replicas", "standby", "mirror", "copy", "backup"];
    let Some(component) = subject.design.components.get(id) else { return false };
    let description = component.description.as_ref().map(|text| text.value.as_str()).unwrap_or_default();
    let text = format!("{id} {} {description}", &*component.name).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
