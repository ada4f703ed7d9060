//! SD201: a requirement that lacks a citation it needs.

use crate::check::Subject;
use crate::design::{Need, Priority};
use crate::diagnostic::{Finding, Group, Sink, either, rule};

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
        let help = help(if any { Need::Component } else { lacking[0] }, id);
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

fn help(need: Need, id: &str) -> String {
    match need {
        Need::Component => format!("add `\"{id}\"` to the `satisfies` of the component that implements it"),
        Need::Decision => format!("add `\"{id}\"` to the `addresses` of the decision that addresses it"),
        Need::Test => format!("add `\"{id}\"` to the `verifies` of a test"),
        Need::Flow => format!("add `\"{id}\"` to the `covers` of the flow that covers it"),
    }
}
