//! SD802: a metric that no alert watches, where alerts name the metrics they watch.

use std::ops::Range;

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::check::subject::statement::Statement;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// No alert watches a metric, while alerts name the others.
    pub(crate) RULE = "SD802", "unalerted-metric", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let alerts = subject.statements("monitoring.alerts");
    let watched: Vec<String> = alerts.iter().map(|alert| words(&whole(alert))).collect();
    if alerts.iter().any(|alert| mentions(alert.text, &EVERYTHING) || alert.text.contains("_*")) {
        return;
    }
    let metrics = subject.statements("monitoring.metrics");
    let found: Vec<Metric<'_>> = metrics.iter().flat_map(metrics_of).collect();
    let is_watched = |metric: &Metric<'_>| {
        let name = words(base(metric.name));
        watched.iter().any(|alert| format!(" {alert} ").contains(&format!(" {name} ")))
    };
    let (watched, silent): (Vec<Metric<'_>>, Vec<Metric<'_>>) = found.into_iter().partition(is_watched);
    // Alerts in words of their own say nothing about single metrics.
    let Some(example) = watched.first() else { return };
    for metric in silent {
        let span =
            metric.range.map_or_else(|| metric.said.span(), |range| metric.said.locate(subject, range));
        let finding = Finding::new(&RULE, span, format!("no alert watches `{}`", metric.name))
            .label("measured, but nobody is told")
            .help(format!(
                "add an alert that names it, as there is one for `{}`, or say in its entry that it is for a dashboard only",
                example.name
            ));
        sink.push(finding);
    }
}

struct Metric<'a> {
    name: &'a str,
    said: &'a Statement<'a>,
    /// Where its text names it; an entry goes by its name.
    range: Option<Range<usize>>,
}

/// The metrics that a statement names: as the name of its entry, or in code spans.
fn metrics_of<'a>(said: &'a Statement<'a>) -> Vec<Metric<'a>> {
    if mentions(said.text, &NOT_WATCHED) {
        return Vec::new();
    }
    if let Some(name) = said.name {
        return if is_metric(name) { vec![Metric { name, said, range: None }] } else { Vec::new() };
    }
    let mut found: Vec<Metric<'a>> = Vec::new();
    let mut start = 0;
    for (index, part) in said.text.split('`').enumerate() {
        let twice = || found.iter().any(|metric| metric.name == part);
        if index % 2 == 1 && is_metric(part) && !twice() {
            found.push(Metric { name: part, said, range: Some(start..start + part.len()) });
        }
        start += part.len() + 1;
    }
    found
}

/// `http_requests_total`, `jvm.memory.used`, `queue_depth{queue="mail"}`: not `GET /links`.
fn is_metric(name: &str) -> bool {
    let base = base(name);
    base.contains(['_', '.'])
        && base.starts_with(|c: char| c.is_ascii_alphabetic())
        && base.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-'))
}

/// The name without labels, and without the endings that its series have.
fn base(name: &str) -> &str {
    let name = name.split('{').next().unwrap_or(name).trim();
    let endings = ["_bucket", "_count", "_sum", "_total"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn whole(alert: &Statement<'_>) -> String {
    format!("{} {}", alert.name.unwrap_or_default(), alert.text)
}

/// The words of a text in small letters, with one space between: `cache_hit_ratio` and "Cache hit
/// ratio" are the same. The endings of series are dropped.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !["bucket", "count", "sum", "total"].contains(word)).collect::<Vec<_>>().join(" ")
}

/// An alert that watches more than it names.
const EVERYTHING: [&str; 8] = [
    "all metrics",
    "each metric",
    "every metric",
    "any metric",
    "all of them",
    "anomaly",
    "everything",
    "alle metriken",
];

/// An entry that says that nobody is to be woken.
const NOT_WATCHED: [&str; 14] = [
    "dashboard",
    "no alert",
    "not alerted",
    "without alert",
    "informational",
    "for information",
    "capacity",
    "trend",
    "report",
    "billing",
    "business",
    "statistic",
    "graph only",
    "debug",
];
