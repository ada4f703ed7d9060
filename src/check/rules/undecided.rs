//! SD504: a decision that should be made but is still open.

use crate::check::Subject;
use crate::design::{Decision, DecisionStatus, Entity, Status};
use crate::diagnostic::{Finding, Group, Sink, either, rule};

rule! {
    /// A decision is still open, although it or the design is accepted.
    pub(crate) RULE = "SD504", "undecided", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let is_settled = matches!(subject.design.status(), Status::Accepted | Status::Implemented);
    for decision in &subject.design.decisions {
        match decision.status() {
            DecisionStatus::Accepted if lacks_choice(decision) => sink.push(without_choice(decision)),
            DecisionStatus::Proposed if is_settled && !decision.given(|key| key.status).is_unreadable() => {
                sink.push(still_proposed(subject, decision));
            }
            _ => {}
        }
    }
}

/// Whether a choice is missing. If there was nothing to choose from, there is none.
fn lacks_choice(decision: &Decision) -> bool {
    decision.chosen.is_none()
        && decision.options.not_applicable.is_none()
        && !decision.options.has_unread()
        && !decision.given(|key| key.options).is_unreadable()
        && !decision.given(|key| key.chosen).is_unreadable()
}

fn without_choice(decision: &Entity<Decision>) -> Finding {
    let ids: Vec<String> = decision.options.ids().map(|id| format!("`chosen = \"{id}\"`")).collect();
    let message = format!("{} is accepted, but does not say which option was chosen", decision.id.value);
    let help = if ids.is_empty() {
        "add `chosen = \"ID\"` with the id of one of its options".to_owned()
    } else {
        format!("add {}", either(&ids))
    };
    let finding = Finding::new(&RULE, decision.id.span, message).label("has no `chosen`").help(help);
    match &decision.status {
        Some(status) => finding.related(status.span, "accepted here"),
        None => finding,
    }
}

fn still_proposed(subject: &Subject<'_>, decision: &Entity<Decision>) -> Finding {
    let design = subject.design.meta.status.span;
    let word = if subject.design.status() == Status::Accepted { "accepted" } else { "implemented" };
    let message = format!("the design is {word}, but {} is only proposed", decision.id.value);
    let finding = match &decision.status {
        Some(status) => Finding::new(&RULE, status.span, message).label("still to be decided"),
        None => {
            Finding::new(&RULE, decision.id.span, message).label("a decision without a `status` is proposed")
        }
    };
    let help = "once it is decided, write `status = \"accepted\"`; until then, set the design's status to `\"proposed\"`";
    finding.related(design, format!("the design is {word}")).help(help)
}
