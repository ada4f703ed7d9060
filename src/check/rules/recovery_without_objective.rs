//! SD1002: a recovery plan that does not say how fast, or how much may be lost.

use crate::check::Subject;
use crate::check::placeholder;
use crate::check::prose::Prose;
use crate::design::quantity::{Dimension, parse_all};
use crate::diagnostic::{Finding, Group, Rule, Sink};

pub(crate) const RULE: Rule = Rule {
    code: "SD1002",
    name: "recovery-without-objective",
    summary: "The disaster recovery names no RTO or no RPO.",
    group: Group::Advice,
};

const PLAN: &str = "operations.disaster-recovery";

/// Facts that may hold the objectives instead of the plan.
const NEAR: [&str; 2] = [PLAN, "operations.backup-and-recovery"];

/// How soon it runs again.
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

/// How much may be lost.
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
    let texts: Vec<&str> = NEAR
        .iter()
        .filter_map(|path| subject.fact(path))
        .flat_map(crate::design::Fact::texts)
        .map(|text| text.value.as_str())
        .collect();
    let open = |text: &&str| placeholder::find(text, subject.design, subject.template).is_some();
    if plan.texts().iter().all(|text| !text.is_given()) || texts.iter().any(open) {
        return;
    }
    let proses: Vec<Prose> = texts.iter().map(|text| Prose::of(text)).collect();
    // In a text that names two times (or holds other letters), one may be either objective.
    let durations: usize = texts.iter().map(|text| parse_all(text, Dimension::Duration).len()).sum();
    let is_foreign =
        proses.iter().any(|prose| prose.plain().contains(|c: char| c > '\u{2e7f}' && c.is_alphabetic()));
    let names = |phrases: &[&str]| {
        phrases.iter().any(|phrase| proses.iter().any(|prose| prose.find(phrase).is_some()))
    };
    let acronym = |word: &str| proses.iter().any(|prose| prose.find(word).is_some());
    let (has_time, has_point) = (names(&TIME), names(&POINT));
    let ambiguous = !acronym("RTO") && !acronym("RPO") && (durations > 1 || is_foreign);
    let (lacking, help) = match (has_time, has_point) {
        _ if ambiguous => return,
        (true, true) => return,
        (false, false) => ("neither an RTO nor an RPO", "RTO 1 h, RPO 5 min"),
        (true, false) => ("no RPO", "RPO 5 min"),
        (false, true) => ("no RTO", "RTO 1 h"),
    };
    let label = subject.field(PLAN).map_or("Disaster Recovery", |field| &field.label);
    let finding = Finding::new(&RULE, plan.span, format!("“{label}” names {lacking}"))
        .label("how soon, and with what loss?")
        .help(format!("say how soon the system runs again (RTO) and how much it may lose (RPO): `{help}`"));
    sink.push(finding);
}
