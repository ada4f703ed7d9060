//! SD211: a `wont` requirement that something satisfies.

use crate::check::Subject;
use crate::design::{Priority, Ref, cited};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::source::Spanned;

rule! {
    /// A component or a contract satisfies a requirement with the priority `wont`.
    pub(crate) RULE = "SD211", "wont-that-is-built", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    let components = design.components.iter().map(|component| (&component.id, &component.satisfies));
    let contracts = design.api.iter().map(|contract| (&contract.id, &contract.satisfies));
    let builders: Vec<Builder<'_>> = components.chain(contracts).collect();
    for requirement in design.requirements.iter().filter(|one| one.priority() == Priority::Wont) {
        let id = &requirement.id.value;
        let places: Vec<(&str, &Ref<cited::AnyRequirement>)> = builders
            .iter()
            .flat_map(|(by, cited)| cited.iter().map(|cited| (by.value.as_str(), cited)))
            .filter(|(_, cited)| cited.id.value == **id)
            .collect();
        if places.is_empty() {
            continue;
        }
        let mut names: Vec<String> = places.iter().map(|(by, _)| format!("`{by}`")).collect();
        names.dedup();
        let names = listed(&names);
        let verb = if names.contains(' ') { "satisfy" } else { "satisfies" };
        let message = format!("{id} has the priority `wont`, but {names} {verb} it");
        let finding = Finding::new(&RULE, requirement.id.span, message).label("agreed to be left out").help(format!(
            "say how much it matters after all: `priority = \"could\"`; or remove `\"{id}\"` from the `satisfies` of {names}"
        ));
        sink.push(
            places
                .iter()
                .fold(finding, |finding, (_, cited)| finding.related(cited.id.span, "but it is built")),
        );
    }
}

/// What satisfies requirements, and which.
type Builder<'a> = (&'a Spanned<String>, &'a Vec<Ref<cited::AnyRequirement>>);
