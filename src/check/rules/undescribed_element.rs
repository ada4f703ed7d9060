//! SD302: a person, a component or an integration without a description.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::Given;
use crate::source::Span;

rule! {
    /// A person, a component or an integration has no description.
    pub(crate) RULE = "SD302", "undescribed-element", Group::Missing, since "0.1.0", fix none,
        see "https://c4model.com/diagrams/notation";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    for person in &design.people {
        report(
            "person",
            person.id.span,
            &person.quoted(),
            person.given(|key| key.description),
            "what they want from the system",
            sink,
        );
    }
    // The design that an integration names describes it.
    for system in design.integrations.iter().filter(|system| system.given(|key| key.design).is_absent()) {
        report(
            "integration",
            system.id.span,
            &system.quoted(),
            system.given(|key| key.description),
            "what it does for you",
            sink,
        );
    }
    for component in &design.components {
        report(
            "component",
            component.id.span,
            &component.quoted(),
            component.given(|key| key.description),
            "what it does",
            sink,
        );
    }
}

fn report(kind: &str, id: Span, title: &str, description: Given, what: &str, sink: &mut Sink) {
    if !description.is_absent() {
        return;
    }
    let finding = Finding::new(&RULE, id, format!("the {kind} {title} has no description"))
        .label("has no `description`")
        .help(format!("add `description = \"…\"`: {what}, in a few words"));
    sink.push(finding);
}
