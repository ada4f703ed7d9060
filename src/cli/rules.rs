//! `rules`: lists every rule with its level for each status.

use std::process::ExitCode;

use serde_json::json;

use super::args::ListFormat;
use super::paint::Paint;
use super::{Outcome, output};
use crate::book;
use crate::diagnostic::{Level, Rule, Stage};

/// The columns: a stage, and a status at that stage.
const STAGES: [(Stage, &str); 5] = [
    (Stage::Draft, "draft"),
    (Stage::Proposed, "proposed"),
    (Stage::Final, "accepted"),
    (Stage::Built, "implemented"),
    (Stage::Retired, "deprecated"),
];

pub(super) fn run(format: ListFormat) -> Outcome {
    let rules = book::rules::all();
    let text = match format {
        ListFormat::Text => {
            let lines = rules.iter().map(|rule| line(rule));
            std::iter::once(head()).chain(lines).collect::<String>()
        }
        ListFormat::Json => {
            let rules: Vec<_> = rules.iter().map(|rule| object(rule)).collect();
            format!("{:#}\n", serde_json::Value::Array(rules))
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The words above the columns.
const HEAD: [&str; 5] = ["code", "rule", "group", "draft/proposed/accepted/implemented/retired", "finds"];

fn head() -> String {
    let [code, rule, group, levels, finds] = HEAD;
    format!("{}\n", colored(&format!("{code:<7} {rule:<32} {group:<14} {levels} {finds}"), Paint::Bold))
}

fn line(rule: &Rule) -> String {
    let levels: Vec<Level> = STAGES.iter().map(|(stage, _)| rule.default_level(*stage)).collect();
    let different = if levels.iter().all(|level| *level == levels[0]) { &levels[..1] } else { &levels[..] };
    let names: Vec<&str> = different.iter().map(|level| level.name()).collect();
    let blanks = " ".repeat(HEAD[3].len().saturating_sub(names.join("/").len()));
    let names: Vec<String> = different.iter().map(|level| colored(level.name(), Paint::of(*level))).collect();
    let code = colored(&format!("{:<7}", rule.code), Paint::Bold);
    let levels = names.join("/");
    format!("{code} {:<32} {:<14} {levels}{blanks} {}\n", rule.name, rule.group.name(), rule.summary)
}

fn colored(text: &str, paint: Paint) -> String {
    if output::has_color() { paint.on(text) } else { text.to_owned() }
}

fn object(rule: &Rule) -> serde_json::Value {
    let levels: serde_json::Map<String, serde_json::Value> = STAGES
        .iter()
        .map(|(stage, word)| ((*word).to_owned(), rule.default_level(*stage).name().into()))
        .collect();
    json!({
        "code": rule.code,
        "name": rule.name,
        "group": rule.group.name(),
        "fixed": rule.is_fixed(),
        "levels": levels,
        "fix": rule.fix.name(),
        "since": rule.since,
        "reference": rule.reference,
        "summary": rule.summary,
    })
}
