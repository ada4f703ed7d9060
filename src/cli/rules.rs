//! `rules`: lists every rule with its level for each status.

use std::process::ExitCode;

use serde_json::json;

use super::args::ListFormat;
use super::{Outcome, output};
use crate::book;
use crate::diagnostic::{Rule, Stage};

/// The columns: a stage, and a status at that stage.
const STAGES: [(Stage, &str); 4] = [
    (Stage::Draft, "draft"),
    (Stage::Proposed, "proposed"),
    (Stage::Final, "accepted"),
    (Stage::Retired, "deprecated"),
];

pub(super) fn run(format: ListFormat) -> Outcome {
    let rules = book::rules::all();
    let text = match format {
        ListFormat::Text => rules.iter().map(|rule| line(rule)).collect::<String>(),
        ListFormat::Json => {
            let rules: Vec<_> = rules.iter().map(|rule| object(rule)).collect();
            format!("{:#}\n", serde_json::Value::Array(rules))
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn line(rule: &Rule) -> String {
    let levels: Vec<&str> = STAGES.iter().map(|(stage, _)| rule.default_level(*stage).name()).collect();
    let levels =
        if levels.iter().all(|level| *level == levels[0]) { levels[0].to_owned() } else { levels.join("/") };
    format!("{:<7} {:<30} {:<14} {levels:<22} {}\n", rule.code, rule.name, rule.group.name(), rule.summary)
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
