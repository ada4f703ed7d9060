//! SD201: a requirement that lacks a citation it needs.

use crate::check::Subject;
use crate::design::{Entity, Need, Priority, Requirement};
use crate::diagnostic::{Finding, Group, Sink, either, listed, rule};

rule! {
    /// A requirement is not cited by everything that must cite it.
    pub(crate) RULE = "SD201", "uncovered-requirement", Group::Coverage, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for requirement in &subject.design.requirements {
        if requirement.priority() == Priority::Wont {
            continue;
        }
        let lacking = subject.coverage().lacking(requirement);
        if lacking.is_empty() {
            continue;
        }
        let id = &requirement.id.value;
        // A constraint needs one citation of any kind.
        let any = lacking.len() == 4 && requirement.needs.is_none();
        let message = if any {
            format!("nothing cites the constraint {id}")
        } else {
            let verbs: Vec<&str> = lacking.iter().map(|need| verb(*need)).collect();
            format!("no {} {id}", either(&verbs))
        };
        let needed = if any { &[Need::Component][..] } else { &lacking };
        let help = help(subject, requirement, needed);
        let mut finding = Finding::new(&RULE, requirement.id.span, message).label("declared here").help(help);
        if let Some(needs) = &requirement.needs {
            finding = finding.related(needs.span, "these must cite it");
        }
        sink.push(finding);
    }
}

fn verb(need: Need) -> &'static str {
    match need {
        Need::Component => "component satisfies",
        Need::Decision => "decision addresses",
        Need::Test => "test verifies",
        Need::Flow => "flow covers",
    }
}

fn help(subject: &Subject<'_>, requirement: &Entity<Requirement>, lacking: &[Need]) -> String {
    let id = &requirement.id.value;
    let places: Vec<&str> = lacking.iter().map(|need| place(*need)).collect();
    let add = format!("add `\"{id}\"` to {}", listed(&places));
    // What cites it already is all that it needs, if the author says so; a test answers most of what
    // no component implements.
    let cited: Vec<Need> = subject.coverage().cited(requirement);
    let enough: Vec<String> = cited.iter().map(|need| format!("\"{}\"", need.word())).collect();
    let has_no_component = lacking.contains(&Need::Component);
    match (&requirement.needs, enough.as_slice()) {
        (Some(_), []) => format!("{add}; or correct its `needs`"),
        (Some(_), _) => format!("{add}; or correct its `needs`: `needs = [{}]`", enough.join(", ")),
        // An availability target or a law, which no component can satisfy.
        (None, []) if has_no_component => format!(
            "{add}; or say what has to cite it: `needs = [\"test\"]`, and add `\"{id}\"` to {}",
            place(Need::Test)
        ),
        (None, []) => add,
        (None, _) => format!("{add}; or say what has to cite it: `needs = [{}]`", enough.join(", ")),
    }
}

fn place(need: Need) -> &'static str {
    match need {
        Need::Component => "the `satisfies` of the component that implements it",
        Need::Decision => "the `addresses` of the decision that addresses it",
        Need::Test => "the `verifies` of a test",
        Need::Flow => "the `covers` of the flow that covers it",
    }
}
