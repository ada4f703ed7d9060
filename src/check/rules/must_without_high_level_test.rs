//! SD902: a `must` requirement that is only tested part by part.

use crate::check::Subject;
use crate::design::{Priority, RequirementKind, TestLevel};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A `must` requirement has tests, but all of them are unit tests.
    pub(crate) RULE = "SD902", "must-without-high-level-test", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    // A constraint needs one citation of any kind, so a test of it is more than it asks for.
    let asked = design.requirements.iter().filter(|requirement| {
        requirement.priority() == Priority::Must && requirement.kind() != RequirementKind::Constraint
    });
    for requirement in asked {
        let Some(citations) = subject.coverage().get(&requirement.id) else { continue };
        let tests: Vec<_> = citations.tests.iter().filter_map(|id| design.tests.get(id)).collect();
        if tests.is_empty() || tests.iter().any(|test| test.level.value != TestLevel::Unit) {
            continue;
        }
        let id = &requirement.id.value;
        let message = format!("{id} has the priority `must`, but only unit tests verify it");
        let mut finding =
            Finding::new(&RULE, requirement.id.span, message).label("declared here").help(format!(
                "add `\"{id}\"` to the `verifies` of a test that runs the parts together, such as one of `level = \"end-to-end\"`"
            ));
        for test in tests {
            finding =
                finding.related(test.level.span, format!("{} verifies it at this level", test.id.value));
        }
        sink.push(finding);
    }
}
