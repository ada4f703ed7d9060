//! SD801: an alert that rings later than the target it guards is missed.

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::check::subject::statement::Statement;
use crate::design::quantity::{Comparison, Dimension, Percentile, Quantity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An alert on the response time rings later than the target is missed.
    pub(crate) RULE = "SD801", "alert-looser-than-target", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let targets = subject.statements("performance.response-time");
    let mut durations = targets.iter().flat_map(|said| {
        said.quantities(Dimension::Duration).into_iter().map(move |quantity| (said, quantity))
    });
    // Of several targets nothing says which one an alert guards.
    let (Some((target, limit)), None) = (durations.next(), durations.next()) else { return };
    let Some(percentile) = limit.percentile else { return };
    let alerts = subject.statements("monitoring.alerts");
    let guards: Vec<(&Statement<'_>, Quantity)> = alerts
        .iter()
        .filter(|alert| is_about(alert, target))
        .filter_map(|alert| threshold(alert, percentile).map(|quantity| (alert, quantity)))
        .collect();
    // Where one alert rings in time, another may ring louder later.
    if guards.iter().any(|(_, quantity)| quantity.value <= limit.value) {
        return;
    }
    let Some((alert, rings)) = guards.into_iter().min_by_key(|(_, quantity)| quantity.value) else { return };
    let (rings_at, target_text) = (&alert.text[rings.range.clone()], &target.text[limit.range.clone()]);
    let message = format!(
        "the alert rings at {percentile} of {rings_at}, but the target is {percentile} of {target_text}"
    );
    let finding = Finding::new(&RULE, alert.locate(subject, rings.range.clone()), message)
        .label("longer than the target")
        .related(target.locate(subject, limit.range.clone()), "the target is here")
        .help(format!("alert at {target_text} or earlier, or move the target"));
    sink.push(finding);
}

/// The duration of this percentile that an alert rings at.
fn threshold(alert: &Statement<'_>, percentile: Percentile) -> Option<Quantity> {
    let mut same = alert.quantities(Dimension::Duration).into_iter().filter(|quantity| {
        let upper = !matches!(quantity.comparison, Some(Comparison::Less | Comparison::AtMost));
        upper && quantity.percentile == Some(percentile)
    });
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

/// Whether an alert guards the target: it speaks of the same operation where the target names
/// one, and of nothing that is only a part of the answer.
fn is_about(alert: &Statement<'_>, target: &Statement<'_>) -> bool {
    if mentions(&alert.text.replace('_', " "), &OTHER_TIMES) {
        return false;
    }
    let names = target.name.into_iter().chain([target.text]);
    let mut operation = names
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() >= 4 && word.chars().all(char::is_alphabetic))
        .filter(|word| !mentions(word, &GENERAL))
        .peekable();
    if operation.peek().is_none() {
        return true;
    }
    let alert = alert.text.to_lowercase();
    // A word and its plural or verb begin alike.
    operation.any(|word| alert.contains(&word.to_lowercase().chars().take(5).collect::<String>()))
}

const OTHER_TIMES: [&str; 28] = [
    "lag", "replica", "queue", "backlog", "age", "job", "batch", "deliver", "cold", "start", "consumer",
    "fresh", "stale", "sync", "dns", "gc", "garbage", "pause", "database", "db", "sql", "postgres", "mysql",
    "cache", "redis", "upstream", "third", "build",
];

/// Words of a target that name no operation.
const GENERAL: [&str; 36] = [
    "response",
    "latenc",
    "time",
    "under",
    "below",
    "less",
    "than",
    "most",
    "within",
    "server",
    "side",
    "service",
    "milli",
    "second",
    "minute",
    "micro",
    "percentil",
    "centile",
    "request",
    "every",
    "each",
    "measured",
    "target",
    "operation",
    "call",
    "answer",
    "endpoint",
    "over",
    "user",
    "from",
    "with",
    "load",
    "peak",
    "month",
    "window",
    "rolling",
];
