//! SD801: an alert that fires only after the target it guards is already missed.

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::check::subject::statement::Statement;
use crate::design::quantity::{Comparison, Dimension, Percentile, Quantity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An alert fires only after the response-time target is already missed.
    pub(crate) RULE = "SD801", "alert-looser-than-target", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let targets = subject.statements("performance.response-time");
    let mut durations = targets.iter().flat_map(|target| {
        target.quantities(Dimension::Duration).into_iter().map(move |quantity| (target, quantity))
    });
    // If there are several targets, nothing says which one an alert guards.
    let (Some((target, limit)), None) = (durations.next(), durations.next()) else { return };
    let Some(percentile) = limit.percentile else { return };
    let alerts = subject.statements("monitoring.alerts");
    let guards: Vec<(&Statement<'_>, Quantity)> = alerts
        .iter()
        .filter(|alert| is_about(alert, target))
        .filter_map(|alert| threshold(alert, percentile).map(|quantity| (alert, quantity)))
        .collect();
    // If one alert fires in time, another may fire later as an escalation.
    if guards.iter().any(|(_, quantity)| quantity.value <= limit.value) {
        return;
    }
    let Some((alert, limit_of_alert)) = guards.into_iter().min_by_key(|(_, quantity)| quantity.value) else {
        return;
    };
    let (alert_text, target_text) =
        (&alert.text[limit_of_alert.range.clone()], &target.text[limit.range.clone()]);
    let message = format!(
        "the alert fires at {percentile} of {alert_text}, but the target is {percentile} of {target_text}"
    );
    let finding = Finding::new(&RULE, alert.locate(subject, limit_of_alert.range.clone()), message)
        .label("longer than the target")
        .related(target.locate(subject, limit.range.clone()), "the target is here")
        .help(format!("alert at {target_text} or earlier, or change the target"));
    sink.push(finding);
}

/// The duration, at this percentile, at which an alert fires.
fn threshold(alert: &Statement<'_>, percentile: Percentile) -> Option<Quantity> {
    let mut same = alert.quantities(Dimension::Duration).into_iter().filter(|quantity| {
        let upper = !matches!(quantity.comparison, Some(Comparison::Less | Comparison::AtMost));
        upper && quantity.percentile == Some(percentile)
    });
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

/// Whether an alert guards the target: it mentions the same operation, if the target names one, and
/// does not mention something that is only a part of the response time.
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
    // A word, its plural and its verb begin with the same letters.
    operation.any(|word| alert.contains(&word.to_lowercase().chars().take(5).collect::<String>()))
}

const OTHER_TIMES: [&str; 28] = [
    "lag", "replica", "queue", "backlog", "age", "job", "batch", "deliver", "cold", "start", "consumer",
    "fresh", "stale", "sync", "dns", "gc", "garbage", "pause", "database", "db", "sql", "postgres", "mysql",
    "cache", "redis", "upstream", "third", "build",
];

/// Words of a target that do not name an operation.
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
