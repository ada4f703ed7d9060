//! Facts: one entry each, by the path of the fact.

use super::catalogue::{
    ChangeKind, FACT_CHANGED, FACT_DOCUMENTED, FACT_PROMISED, FACT_REWORDED, FACT_UNDOCUMENTED,
    FACT_WITHDRAWN, TARGET_GIVEN, TARGET_IN_WORDS, TARGET_STRONGER, TARGET_UNCLEAR, TARGET_WEAKER,
    TEXT_REWORDED,
};
use super::context::{Context, Entry};
use super::keys;
use super::quantities::{self, Direction};
use super::same;
use crate::design::{Design, Fact, FactValue, Text};
use crate::source::Span;
use crate::template::{Better, FactField, Template};

/// What the paths of budgets begin with.
const BUDGETS: &str = "performance.budgets.";

/// What a design says of a fact.
#[derive(Clone)]
enum Said<'a> {
    /// Nothing, and the template has no default.
    Nothing,
    /// The reason why it does not apply: its own, or that of its table.
    Reason(&'a Text),
    /// A statement, as it is compared, and as its quantities are read.
    Statement { meaning: String, plain: String, span: Option<Span> },
}

/// Adds what changed of the facts.
pub(super) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    let mut paths: Vec<String> = new.design.facts.iter().map(|(path, _)| path).collect();
    paths.extend(
        old.design.facts.iter().map(|(path, _)| path).filter(|path| new.design.facts.at(path).is_none()),
    );
    for path in paths {
        let field = new.template.field(&path).or_else(|| old.template.field(&path));
        let default = |template: &Template| template.field(&path).and_then(|field| field.default.clone());
        let before = said(old.design, &path, default(old.template), Some(&context.matches.names));
        let after = said(new.design, &path, default(new.template), None);
        let judged = judge(&before, &after, field, &path);
        if let Some(kind) = judged.map(|kind| if explains(&path) { &TEXT_REWORDED } else { kind }) {
            let text = |said: &Said<'_>| match said {
                Said::Statement { plain, .. } => keys::short(plain.clone()),
                _ => None,
            };
            let (old, new) = changed_part(old.design, new.design, &path, (place(&before), place(&after)));
            let entry = Entry::new(kind, path.clone(), path.clone()).at(old, new);
            context.add(entry.said(text(&before), text(&after)));
        }
    }
}

fn said<'a>(
    design: &'a Design,
    path: &str,
    default: Option<String>,
    names: Option<&super::identity::Names>,
) -> Said<'a> {
    let Some(fact) = design.facts.at(path) else {
        let table = path.rsplit_once('.').map_or("", |(table, _)| table);
        return match (design.facts.not_applicable(table), default) {
            (Some(reason), _) => Said::Reason(reason),
            (None, Some(default)) => {
                Said::Statement { meaning: quantities::as_numbers(&default), plain: default, span: None }
            }
            (None, None) => Said::Nothing,
        };
    };
    if let Some(reason) = fact.not_applicable() {
        return Said::Reason(reason);
    }
    let (meaning, plain) = words(fact, names);
    if plain.trim().is_empty() {
        Said::Nothing
    } else {
        Said::Statement { meaning, plain, span: Some(fact.span) }
    }
}

/// A statement as it is compared, and in plain words.
fn words(fact: &Fact, names: Option<&super::identity::Names>) -> (String, String) {
    match &fact.value {
        FactValue::Number(number) => (quantities::as_numbers(&number.value), number.value.clone()),
        FactValue::Date(date) => (date.to_string(), date.to_string()),
        FactValue::Entries(entries) => {
            let mut meanings: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.id.value, same::meaning(entry.body(), names)))
                .collect();
            meanings.sort_unstable();
            let plain: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.id.value, crate::markdown::meaning(&entry.body().value)))
                .collect();
            (meanings.join("\n"), plain.join("; "))
        }
        _ => {
            let mut meanings: Vec<String> =
                fact.texts().into_iter().map(|text| same::meaning(text, names)).collect();
            meanings.sort_unstable();
            let plain: Vec<String> =
                fact.texts().into_iter().map(|text| crate::markdown::meaning(&text.value)).collect();
            (meanings.join("\n"), plain.join("; "))
        }
    }
}

fn judge(
    old: &Said<'_>,
    new: &Said<'_>,
    field: Option<&FactField>,
    path: &str,
) -> Option<&'static ChangeKind> {
    match (old, new) {
        (Said::Nothing, Said::Nothing) => None,
        (Said::Nothing, _) => Some(&FACT_DOCUMENTED),
        (_, Said::Nothing) => Some(&FACT_UNDOCUMENTED),
        (Said::Reason(old), Said::Reason(new)) => {
            (same::meaning(old, None) != same::meaning(new, None)).then_some(&FACT_REWORDED)
        }
        (Said::Reason(_), Said::Statement { .. }) => Some(&FACT_PROMISED),
        (Said::Statement { .. }, Said::Reason(_)) => Some(&FACT_WITHDRAWN),
        (
            Said::Statement { meaning: before, plain: old, .. },
            Said::Statement { meaning: after, plain: new, .. },
        ) => {
            if before == after {
                return None;
            }
            let is_target = field.is_some_and(|field| field.quantity.is_some()) || is_recovery(path);
            if is_budget(path) {
                Some(target(old, new, None, quantities::has_number))
            } else if is_target {
                Some(target(old, new, field.and_then(|field| field.better), quantities::has))
            } else {
                Some(&FACT_CHANGED)
            }
        }
    }
}

fn target(
    old: &str,
    new: &str,
    better: Option<Better>,
    is_measured: fn(&str) -> bool,
) -> &'static ChangeKind {
    match (is_measured(old), is_measured(new)) {
        (false, true) => return &TARGET_GIVEN,
        (true, false) => return &TARGET_IN_WORDS,
        (false, false) => return &FACT_CHANGED,
        (true, true) => {}
    }
    match quantities::of_target(old, new, better) {
        Direction::Same => &FACT_CHANGED,
        Direction::Weaker => &TARGET_WEAKER,
        Direction::Stronger => &TARGET_STRONGER,
        Direction::Unclear => &TARGET_UNCLEAR,
    }
}

/// Facts about recovery are targets, in whatever words: RTO and RPO.
fn is_recovery(path: &str) -> bool {
    path.ends_with("recovery")
}

/// A budget is a target in any unit, whose own words say in which direction it is better.
fn is_budget(path: &str) -> bool {
    path.starts_with(BUDGETS)
}

/// The scope and the glossary explain the design and promise nothing.
fn explains(path: &str) -> bool {
    path.starts_with("scope.") || path.starts_with("glossary.")
}

fn place(said: &Said<'_>) -> Option<Span> {
    match said {
        Said::Nothing => None,
        Said::Reason(reason) => Some(reason.span),
        Said::Statement { span, .. } => *span,
    }
}

/// Where a list or a table of entries changed: the first item that the other side does not have.
fn changed_part(
    old: &Design,
    new: &Design,
    path: &str,
    whole: (Option<Span>, Option<Span>),
) -> (Option<Span>, Option<Span>) {
    let texts = |design: &'_ Design| -> Vec<(String, Span)> {
        let fact = design.facts.at(path);
        fact.map(Fact::texts)
            .unwrap_or_default()
            .into_iter()
            .map(|text| (same::meaning(text, None), text.span))
            .collect()
    };
    let (before, after) = (texts(old), texts(new));
    if before.len() < 2 && after.len() < 2 {
        return whole;
    }
    let only = |side: &[(String, Span)], other: &[(String, Span)]| {
        side.iter().find(|(text, _)| !other.iter().any(|(there, _)| there == text)).map(|(_, span)| *span)
    };
    (only(&before, &after).or(whole.0), only(&after, &before).or(whole.1))
}
