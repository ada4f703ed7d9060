//! SD006 among people, integrations and components. Two designs with the same id are found when the
//! whole book is checked.

use std::collections::HashMap;

use crate::check::Subject;
use crate::diagnostic::{Finding, Rule, Sink};
use crate::source::Spanned;

pub(crate) const RULE: Rule = crate::reading::rules::DUPLICATE_ID;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    let people = design.people.iter().map(|person| ("a person", &person.id));
    let systems = design.integrations.iter().map(|system| ("an integration", &system.id));
    let components = design.components.iter().map(|component| ("a component", &component.id));
    let mut seen: HashMap<&str, (&str, &Spanned<String>)> = HashMap::new();
    for (kind, id) in people.chain(systems).chain(components) {
        if let Some((first_kind, first)) = seen.get(id.value.as_str()) {
            let message = format!("`{}` is the id of both {first_kind} and {kind}", id.value);
            let finding = Finding::new(&RULE, id.span, message)
                .label(format!("the id of {kind}"))
                .related(first.span, format!("the id of {first_kind}"))
                .help("rename one of them: relationships and flows cite people, integrations and components by id");
            sink.push(finding);
        } else {
            seen.insert(&id.value, (kind, id));
        }
    }
}
