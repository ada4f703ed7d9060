//! SD1002: a recovery plan that does not say how fast it is or how much may be lost.

use crate::answer::placeholder::is_unwritten;
use crate::check::Subject;
use crate::design::quantity::{Dimension, parse_all};
use crate::design::{Fact, FactValue};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::prose::find;

rule! {
    /// The disaster recovery plan names no RTO or no RPO.
    pub(crate) RULE = "SD1002", "recovery-without-objective", Group::Advice, since "0.1.0", fix none;
}

const PLAN: &str = "operations.disaster-recovery";

/// The facts that may name the objectives: the plan, or one close to it.
const NEAR: [&str; 2] = [PLAN, "operations.backup-and-recovery"];

/// Words for how soon the system runs again.
const TIME: [&str; 10] = [
    "RTO",
    "recovery time",
    "time to recover",
    "time to restore",
    "downtime",
    "Wiederanlaufzeit",
    "Ausfallzeit",
    "DMIA",
    "temps de reprise",
    "tiempo de recuperación",
];

/// Words for how much may be lost.
const POINT: [&str; 14] = [
    "RPO",
    "recovery point",
    "data loss",
    "loss",
    "lose",
    "loses",
    "lost",
    "Datenverlust",
    "verlieren",
    "PDMA",
    "perte",
    "perd",
    "punto de recuperación",
    "pérdida",
];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(plan) = subject.fact(PLAN) else { return };
    if plan.not_applicable().is_some() {
        return;
    }
    let texts: Vec<String> = NEAR.iter().filter_map(|path| subject.fact(path)).flat_map(texts_of).collect();
    let open = |text: &String| is_unwritten(text, subject.design, subject.template);
    if plan.texts().iter().all(|text| !text.is_given()) || texts.iter().any(open) {
        return;
    }
    // If a text names two times, or is in another script, either objective may be meant.
    let durations: usize = texts.iter().map(|text| parse_all(text, Dimension::Duration).len()).sum();
    let is_foreign = texts.iter().any(|text| text.contains(|c: char| c > '\u{2e7f}' && c.is_alphabetic()));
    let names = |phrase: &str| texts.iter().any(|text| find(text, phrase).is_some());
    let acronym = names("RTO") || names("RPO");
    let (has_time, has_point) = (TIME.into_iter().any(names), POINT.into_iter().any(names));
    let ambiguous = !acronym && (durations > 1 || is_foreign);
    let (lacking, label, example) = match (has_time, has_point) {
        (true, true) => return,
        _ if ambiguous => return,
        (false, false) => {
            ("neither an RTO nor an RPO", "how soon, and how much may be lost?", "RTO 1 h, RPO 5 min")
        }
        (true, false) => ("no RPO", "how much may be lost?", "RPO 5 min"),
        (false, true) => ("no RTO", "how soon must it run again?", "RTO 1 h"),
    };
    let name = subject.field(PLAN).map_or("Disaster Recovery", |field| &field.label);
    let finding =
        Finding::new(&RULE, plan.span, format!("“{name}” names {lacking}")).label(label).help(format!(
            "say how soon the system must run again (RTO) and how much it may lose (RPO): add `{example}`"
        ));
    sink.push(finding);
}

/// The texts of a fact. An entry of a table includes its name, which may be `RTO`.
fn texts_of(fact: &Fact) -> Vec<String> {
    match &fact.value {
        FactValue::Entries(entries) => {
            entries.iter().map(|entry| format!("{}: {}", entry.id.value, entry.value)).collect()
        }
        _ => fact.texts().into_iter().map(|text| text.value.clone()).collect(),
    }
}
