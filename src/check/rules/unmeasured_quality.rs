//! SD203: a quality requirement that nobody can measure.

use std::collections::HashSet;

use crate::answer::placeholder::is_unwritten;
use crate::check::Subject;
use crate::design::{Priority, RequirementKind};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A quality requirement has no number, and no test ties it to a performance target.
    pub(crate) RULE = "SD203", "unmeasured-quality", Group::Coverage, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let measured = measured_by_tests(subject);
    for requirement in &subject.design.requirements {
        let text = &requirement.text;
        if requirement.kind() != RequirementKind::Quality
            || requirement.priority() == Priority::Wont
            || measured.contains(requirement.id.value.as_str())
            || text.is_stand_in
            || text.not_applicable
            || text.value.contains(is_digit)
            || requirement.acceptance.items.iter().any(|shown| shown.value.contains(is_digit))
            || is_unwritten(&text.value, subject.design, subject.template)
        {
            continue;
        }
        let id = &requirement.id.value;
        let finding = Finding::new(&RULE, requirement.id.span, format!("{id} is a quality requirement without a measure"))
            .label("how much is enough?")
            .related(text.span, "this text has no number")
            .help(format!("add a number to its text or its `acceptance`, or let one test verify both {id} and a fact such as `\"performance.response-time\"`"));
        sink.push(finding);
    }
}

/// Requirements that share a test with a performance target.
fn measured_by_tests<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let is_target = |path: &str| {
        path.starts_with("performance.") || subject.field(path).is_some_and(|field| field.quantity.is_some())
    };
    let mut measured = HashSet::new();
    for test in &subject.design.tests {
        if test.verifies.iter().any(|verified| verified.contains('.') && is_target(verified)) {
            measured.extend(test.verifies.iter().map(|verified| &**verified));
        }
    }
    measured
}

/// Whether a character is a digit of any script. Han digits also occur in other words, but a text that
/// contains one may name a number.
fn is_digit(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千万半".contains(c)
}
