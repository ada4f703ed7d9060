//! SD413: a database whose contents are not described.

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
    // A design without any table is one mistake, which another rule reports. A table without a
    // component may be in any database.
    if tables.is_empty() || tables.iter().any(|table| table.component.is_none()) {
        return;
    }
    let mut filled: HashSet<usize> = HashSet::new();
    for table in tables {
        let place = table.component.as_ref().and_then(|component| graph.find(component));
        if let Some(place) = place {
            filled.insert(place);
            filled.extend(graph.enclosing(place));
        }
    }
    for (index, node) in graph.nodes().iter().enumerate() {
        let is_database = node.kind == NodeKind::Component(ComponentKind::Database);
        let inside = graph.enclosing(index).any(|whole| filled.contains(&whole));
        let is_excused = graph.is_third_party(index) || is_copy(subject, node.id);
        if !is_database || filled.contains(&index) || inside || is_excused {
            continue;
        }
        let id = &node.id.value;
        let finding =
            Finding::new(&RULE, node.id.span, format!("the database {} has no tables", node.title()))
                .label("no table has this `component`")
                .help(format!("add `component = \"{id}\"` to its tables, or declare them as `[tables.ID]`"));
        sink.push(finding);
    }
}

/// Whether this is a copy of another database, which has that database's tables.
fn is_copy(subject: &Subject<'_>, id: &str) -> bool {
    const WORDS: [&str; 6] = ["replica", "replicas", "standby", "mirror", "copy", "backup"];
    let Some(component) = subject.design.components.get(id) else { return false };
    let description = component.description.as_ref().map(|text| text.value.as_str()).unwrap_or_default();
    let text = format!("{id} {} {description}", &*component.name).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
