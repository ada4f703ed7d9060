//! SD802: a metric that no alert names, in a design whose alerts name metrics.

use std::ops::Range;

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::check::subject::statement::Statement;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// No alert watches a metric, although alerts name other metrics.
    pub(crate) RULE = "SD802", "unalerted-metric", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let alerts = subject.statements("monitoring.alerts");
    let watched: Vec<String> = alerts.iter().map(|alert| words(&name_and_text(alert))).collect();
    if alerts.iter().any(|alert| mentions(alert.text, &EVERYTHING) || alert.text.contains("_*")) {
        return;
    }
    let metrics = subject.statements("monitoring.metrics");
    let found: Vec<Metric<'_>> = metrics.iter().flat_map(metrics_of).collect();
    let is_watched = |metric: &Metric<'_>| {
        let name = words(base(metric.name));
        watched.iter().any(|alert| format!(" {alert} ").contains(&format!(" {name} ")))
    };
    let (watched, unwatched): (Vec<Metric<'_>>, Vec<Metric<'_>>) = found.into_iter().partition(is_watched);
    // Alerts that are only described in prose say nothing about single metrics.
    let Some(example) = watched.first() else { return };
    for metric in unwatched {
        let span = metric
            .range
            .map_or_else(|| metric.statement.span(), |range| metric.statement.locate(subject, range));
        let finding = Finding::new(&RULE, span, format!("no alert watches `{}`", metric.name))
            .label("measured, but nobody is alerted")
            .help(format!(
                "add an alert that names it, like the one for `{}`, or say in its entry that it is only for a dashboard",
                example.name
            ));
        sink.push(finding);
    }
}

struct Metric<'a> {
    name: &'a str,
    statement: &'a Statement<'a>,
    /// Where the statement's text names the metric. `None` if it is the name of an entry.
    range: Option<Range<usize>>,
}

/// The metrics that a statement names, as the name of the entry or in code spans.
fn metrics_of<'a>(statement: &'a Statement<'a>) -> Vec<Metric<'a>> {
    if mentions(statement.text, &NOT_WATCHED) {
        return Vec::new();
    }
    if let Some(name) = statement.name {
        return if is_metric(name) { vec![Metric { name, statement, range: None }] } else { Vec::new() };
    }
    let mut found: Vec<Metric<'a>> = Vec::new();
    let mut start = 0;
    for (index, part) in statement.text.split('`').enumerate() {
        let twice = || found.iter().any(|metric| metric.name == part);
        if index % 2 == 1 && is_metric(part) && !twice() {
            found.push(Metric { name: part, statement, range: Some(start..start + part.len()) });
        }
        start += part.len() + 1;
    }
    found
}

/// Whether a name is a metric: `http_requests_total`, `jvm.memory.used`, `queue_depth{queue="mail"}`, but
/// not `GET /links`.
fn is_metric(name: &str) -> bool {
    let base = base(name);
    base.contains(['_', '.'])
        && base.starts_with(|c: char| c.is_ascii_alphabetic())
        && base.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-'))
}

/// The name of a metric without labels, and without the endings of its series.
fn base(name: &str) -> &str {
    let name = name.split('{').next().unwrap_or(name).trim();
    let endings = ["_bucket", "_count", "_sum", "_total"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn name_and_text(alert: &Statement<'_>) -> String {
    format!("{} {}", alert.name.unwrap_or_default(), alert.text)
}

/// The words of a text in lower case, separated by single spaces: `cache_hit_ratio` and "Cache hit
/// ratio" are the same. The endings of series are dropped.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !["bucket", "count", "sum", "total"].contains(word)).collect::<Vec<_>>().join(" ")
}

/// Words of an alert that watches more than the metrics it names.
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

/// Words of a metric that should not wake anybody.
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
