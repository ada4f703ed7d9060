//! Whether what a template asks for is answered.

use super::placeholder;
use crate::design::{Design, Entities, Fact, FactValue, Text};
use crate::template::{Block, DrawingKind, FactField, Kind, Template};

/// How a fact or a block is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The design says it.
    Given,
    /// The template's own default says it.
    Default,
    /// The design says why there is nothing to say.
    Justified,
    /// Nothing, or a placeholder.
    Missing,
}

/// How a fact of the template is answered.
pub fn fact(design: &Design, template: &Template, table: &str, field: &FactField) -> Answer {
    if let Some(fact) = design.facts.get(table, &field.key) {
        return given(fact, design, template);
    }
    if design.facts.not_applicable(table).is_some() {
        Answer::Justified
    } else if field.default.is_some() {
        Answer::Default
    } else {
        Answer::Missing
    }
}

/// How a block that is not made of facts is answered. `None`: it asks for nothing.
pub fn block(design: &Design, template: &Template, block: &Block) -> Option<Answer> {
    Some(match &block.kind {
        Kind::Facts { .. } | Kind::Footprint(_) => return None,
        Kind::Prose { from, .. } => prose(design, template, from),
        Kind::Entries(entry) => entries(design, &entry.from),
        Kind::Diagram { of, .. } => diagram(design, *of),
        Kind::Requirements(_) => entities(&design.requirements),
        Kind::Technologies(_) => entities(&design.technologies),
        Kind::Integrations(_) => entities(&design.integrations),
        Kind::Components(_) => entities(&design.components),
        Kind::Tree(_) => tree(design),
        Kind::Api(_) => entities(&design.api),
        Kind::Models(_) => entities(&design.models),
        Kind::Tables(_) => entities(&design.tables),
        Kind::Decisions(_) => entities(&design.decisions),
        Kind::Tests(_) => entities(&design.tests),
    })
}

/// The table of a design that answers a block, by its path.
pub fn table_of(kind: &Kind) -> &str {
    match kind {
        Kind::Prose { from, .. } => from.rsplit_once('.').map_or(from, |(table, _)| table),
        Kind::Facts { from, .. } => from,
        Kind::Entries(entry) => &entry.from,
        Kind::Diagram { of: DrawingKind::Architecture, .. } | Kind::Components(_) | Kind::Tree(_) => {
            "components"
        }
        Kind::Diagram { of: DrawingKind::DataFlow, .. } => "flows",
        Kind::Diagram { of: DrawingKind::Tables, .. } | Kind::Tables(_) => "tables",
        Kind::Requirements(_) => "requirements",
        Kind::Technologies(_) => "technologies",
        Kind::Integrations(_) => "integrations",
        Kind::Api(_) => "api",
        Kind::Models(_) => "models",
        Kind::Decisions(_) => "decisions",
        Kind::Tests(_) => "tests",
        Kind::Footprint(_) => "footprint",
    }
}

fn given(fact: &Fact, design: &Design, template: &Template) -> Answer {
    if fact.not_applicable().is_some() {
        return Answer::Justified;
    }
    let says = |text: &&Text| {
        text.missing || (text.is_given() && !placeholder::is_whole(&text.value, design, template))
    };
    match &fact.value {
        FactValue::Number(_) | FactValue::Date(_) => Answer::Given,
        FactValue::Text(_) | FactValue::List(_) | FactValue::Entries(_) => {
            if fact.texts().iter().any(says) {
                Answer::Given
            } else {
                Answer::Missing
            }
        }
    }
}

fn prose(design: &Design, template: &Template, from: &str) -> Answer {
    if from == "design.summary" {
        return match &design.meta.summary {
            Some(text) if text.not_applicable => Answer::Justified,
            Some(text) if text.is_given() && !placeholder::is_whole(&text.value, design, template) => {
                Answer::Given
            }
            _ => Answer::Missing,
        };
    }
    let table = from.rsplit_once('.').map_or(from, |(table, _)| table);
    match design.facts.at(from) {
        Some(fact) => given(fact, design, template),
        None if design.facts.not_applicable(table).is_some() => Answer::Justified,
        None => Answer::Missing,
    }
}

fn entries(design: &Design, from: &str) -> Answer {
    match design.facts.table(from) {
        _ if design.facts.not_applicable(from).is_some() => Answer::Justified,
        Some(table) if table.iter().len() > 0 => Answer::Given,
        _ => Answer::Missing,
    }
}

fn entities<T>(entities: &Entities<T>) -> Answer {
    if entities.not_applicable.is_some() {
        Answer::Justified
    } else if entities.is_empty() && !entities.has_unread() {
        Answer::Missing
    } else {
        Answer::Given
    }
}

/// A diagram is answered when there is something to draw.
fn diagram(design: &Design, of: DrawingKind) -> Answer {
    let own = |pick: fn(&crate::design::Diagrams) -> Option<&crate::design::Diagram>| {
        design.diagrams.as_ref().and_then(pick).map(|own| &own.mermaid)
    };
    let own = match of {
        DrawingKind::Architecture => own(|diagrams| diagrams.architecture.as_ref()),
        DrawingKind::DataFlow => own(|diagrams| diagrams.data_flow.as_ref()),
        DrawingKind::Tables => None,
    };
    match own {
        Some(code) if code.not_applicable => return Answer::Justified,
        Some(code) if code.missing || code.is_given() => return Answer::Given,
        _ => {}
    }
    match of {
        DrawingKind::Architecture => {
            let others = !design.people.is_empty() || !design.integrations.is_empty();
            if others { Answer::Given } else { entities(&design.components) }
        }
        DrawingKind::DataFlow => entities(&design.flows),
        DrawingKind::Tables => entities(&design.tables),
    }
}

fn tree(design: &Design) -> Answer {
    match design.layout.as_ref().and_then(|layout| layout.tree.as_ref()) {
        Some(tree) if tree.not_applicable => return Answer::Justified,
        Some(tree) if tree.missing || tree.is_given() => return Answer::Given,
        _ => {}
    }
    let has_files = |component: &crate::design::Entity<crate::design::Component>| {
        !component.files.is_empty() || component.files.has_unread()
    };
    if design.components.has_unread() || design.components.iter().any(has_files) {
        return Answer::Given;
    }
    let justified = |component: &&crate::design::Entity<crate::design::Component>| {
        component.files.not_applicable.is_some()
    };
    if design.components.not_applicable.is_some() || design.components.iter().any(|c| justified(&c)) {
        Answer::Justified
    } else {
        Answer::Missing
    }
}
