//! What is most useful to write next.

use serde_json::{Value, json};

use super::place;
use crate::diagnostic::{Finding, Level, Report};
use crate::source::Sources;

/// The finding to settle first: one that is denied, else what the template asks for in its order, else another
/// one by its level. What is known comes last.
pub(crate) fn next(report: &Report) -> Option<&Finding> {
    report.findings.iter().filter(|finding| finding.omitted == 0).min_by_key(|finding| rank(finding))
}

fn rank(finding: &Finding) -> (bool, u8, usize) {
    let (order, block) = match (finding.level, finding.asked_by) {
        (Level::Deny, None) => (0, 0),
        (Level::Deny, Some(block)) => (1, block),
        (_, Some(block)) => (2, block),
        (Level::Warn, None) => (3, 0),
        (Level::Note | Level::Allow, None) => (4, 0),
    };
    (finding.known.is_some(), order, block)
}

/// A finding as an object; `null` where nothing is left to write.
pub(crate) fn json(design: Option<&str>, next: Option<&Finding>, left: usize, sources: &Sources) -> Value {
    let next = next.map(|finding| {
        json!({
            "code": finding.rule.code,
            "name": finding.rule.name,
            "level": finding.level.name(),
            "message": finding.message,
            "help": finding.help,
            "path": finding.path,
            "section": finding.section.as_ref().map(|section| section.heading.as_str()),
            "span": place::json(finding.span, sources),
        })
    });
    json!({ "design": design, "next": next, "left": left })
}
