//! SD508: a decision without its context or its rationale.

use crate::check::Subject;
use crate::design::{Decision, DecisionStatus};
use crate::diagnostic::{Finding, Group, Sink, either, listed, rule};

rule! {
    /// A decision has no context, or is accepted without a rationale.
    pub(crate) RULE = "SD508", "incomplete-decision", Group::Missing, since "0.1.0", fix none,
        see "https://adr.github.io/madr/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for decision in &subject.design.decisions {
        let lacking = lacking(decision);
        if lacking.is_empty() {
            continue;
        }
        let id = &decision.id.value;
        let what: Vec<&str> = lacking.iter().map(|(noun, _)| *noun).collect();
        let message = format!("{id} has no {}", either(&what));
        let add: Vec<&str> = lacking.iter().map(|(_, key)| *key).collect();
        let finding = Finding::new(&RULE, decision.id.span, message)
            .label(if what.contains(&"context") { "why was it needed?" } else { "why this option?" })
            .help(format!("add {} to `[decisions.{id}]`", listed(&add)));
        sink.push(finding);
    }
}

fn lacking(decision: &Decision) -> Vec<(&'static str, &'static str)> {
    let mut lacking = Vec::new();
    if decision.given(|key| key.context).is_absent() {
        lacking.push(("context", "`context = \"Why a decision was needed\"`"));
    }
    // If there were no alternatives, the reason for that is the rationale.
    let had_choice = decision.chosen.is_some() || decision.options.not_applicable.is_none();
    let decided = decision.status() == DecisionStatus::Accepted && had_choice;
    if decided && decision.given(|key| key.rationale).is_absent() {
        lacking.push(("rationale", "`rationale = \"Why this option was chosen\"`"));
    }
    lacking
}
