//! SD212: a grave risk about which nothing is done.

use crate::check::Subject;
use crate::design::{RiskStatus, Status};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A risk that is likely and severe is open and has no mitigation, in an accepted design.
    pub(crate) RULE = "SD212", "unmitigated-risk", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    if !matches!(design.status(), Status::Accepted | Status::Implemented) {
        return;
    }
    for risk in design.risks.iter().filter(|risk| risk.is_grave() && risk.status() == RiskStatus::Open) {
        // A mitigation of whatever kind was written, or a status that cannot be read (already reported).
        if !risk.given(|key| key.mitigation).is_absent() || risk.given(|key| key.status).is_unreadable() {
            continue;
        }
        let id = &risk.id.value;
        let message = format!("the risk `{id}` is likely and severe, and nothing is done about it");
        let mut finding = Finding::new(&RULE, risk.id.span, message).label("has no `mitigation`").help(
            "add `mitigation = \"…\"`: what makes it less likely or less severe; or `status = \"accepted\"` if you live with it",
        );
        if let Some(status) = &risk.status {
            finding = finding.related(status.span, "still open");
        }
        sink.push(finding);
    }
}
