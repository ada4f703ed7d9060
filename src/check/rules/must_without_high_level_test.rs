//! SD902: a `must` requirement that is only tested in parts.

use crate::check::Subject;
use crate::design::{Priority, TestLevel};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A `must` requirement has tests, but none of them runs the parts together.
    pub(crate) RULE = "SD902", "must-without-high-level-test", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    for requirement in design.requirements.iter().filter(|must| must.priority() == Priority::Must) {
        let Some(citations) = subject.coverage().get(&requirement.id) else { continue };
        let tests: Vec<_> = citations.tests.iter().filter_map(|id| design.tests.get(id)).collect();
        let is_high = |level: TestLevel| {
            matches!(level, TestLevel::Integration | TestLevel::EndToEnd | TestLevel::Load)
        };
        if tests.is_empty() || tests.iter().any(|test| is_high(test.level.value)) {
            continue;
        }
        let id = &requirement.id.value;
        let message =
            format!("{id} has the priority `must`, but no integration, end-to-end or load test verifies it");
        let mut finding =
            Finding::new(&RULE, requirement.id.span, message).label("declared here").help(format!(
                "add `\"{id}\"` to the `verifies` of a test of `level = \"end-to-end\"` or `\"integration\"`"
            ));
        for test in tests {
            finding =
                finding.related(test.level.span, format!("{} verifies it at this level", test.id.value));
        }
        sink.push(finding);
    }
}
