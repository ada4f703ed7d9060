//! SD702: a response time that does not say for which share of the requests it applies.

use crate::check::language::mention::mentions;
use crate::check::{NodeKind, Subject};
use crate::design::ComponentKind;
use crate::design::quantity::{Amount, Dimension};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A response-time target does not say for which share of the requests it applies.
    pub(crate) RULE = "SD702", "latency-without-percentile", Group::Advice, since "0.1.0", fix none,
        see "https://sre.google/sre-book/service-level-objectives/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(field) = subject.field("performance.response-time") else { return };
    if field.quantity != Some(Dimension::Duration) {
        return;
    }
    // Nobody asks for a share of the requests where there are none: at a device, an app, a tool.
    if !serves_requests(subject) {
        return;
    }
    let statements = subject.statements("performance.response-time");
    for statement in statements.iter().filter(|statement| statement.is_own()) {
        let durations = statement.quantities(Dimension::Duration);
        let Some(first) = durations.first() else { continue };
        let answered = durations.iter().any(|duration| duration.percentile.is_some())
            || first.value >= LONGEST_LATENCY
            || statement.text.contains(['%', '％'])
            || mentions(statement.text, &SHARES)
            || statement.name.is_some_and(|name| mentions(name, &SHARES) || is_percentile(name));
        if answered {
            continue;
        }
        let duration = &statement.text[first.range.clone()];
        let message =
            format!("the target of {duration} does not say for which share of the requests it applies");
        let finding = Finding::new(&RULE, statement.locate(subject, first.range.clone()), message)
            .label("for which requests?")
            .help(format!(
                "name a percentile, as in `\"p99 < {duration}\"`, or say that it applies to every request"
            ));
        sink.push(finding);
    }
}

/// Whether a component answers requests over a network. The parts of a device, an app or a tool call each
/// other inside it.
fn serves_requests(subject: &Subject<'_>) -> bool {
    let graph = subject.graph();
    let kind = |index: usize| match graph.node(index).kind {
        NodeKind::Component(kind) => Some(kind),
        _ => None,
    };
    (0..graph.nodes().len()).any(|index| {
        let is_inside = || graph.enclosing(index).filter_map(kind).any(ComponentKind::is_installed);
        kind(index).is_some_and(ComponentKind::serves_requests) && !is_inside()
    })
}

/// A request that takes longer is a job: nobody waits for it.
const LONGEST_LATENCY: Amount = Amount::from_units(60);

/// Words that say which share of the requests is meant: all of them, or a share in words that are not
/// parsed as a percentile.
const SHARES: [&str; 34] = [
    "percentil",
    "perzentil",
    "centil",
    "quantil",
    "median",
    "パーセンタイル",
    "分位",
    "always",
    "never",
    "every",
    "each",
    "all requests",
    "all calls",
    "worst",
    "wcet",
    "hard",
    "deadline",
    "maximum",
    "max",
    "guarante",
    "ceiling",
    "timeout",
    "immer",
    "stets",
    "jede",
    "niemals",
    "schlimmst",
    "höchstens",
    "toujours",
    "jamais",
    "au pire",
    "最悪",
    "最大",
    "常に",
];

/// Whether the name of an entry is a percentile: `p99`.
fn is_percentile(name: &str) -> bool {
    let digits = name.trim().strip_prefix(['p', 'P']).unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
}
