//! Every help of the corpora, typed to the letter: its finding is gone, and no new one came.
//!
//! A help that can be followed without thinking says “write `x`”, “did you mean `x`?”, “add `key = value`” or
//! “delete it”, or has a fix. Of the others `tests/helps/judgement.toml` says what a person has to decide; an
//! entry there that nothing needs is a mistake, so that the list only shrinks.

mod hand;

use std::collections::HashSet;

use mdbook_system_design::book::Config;
use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::{Finding, Level};
use mdbook_system_design::source::Sources;
use serde::Deserialize;

use self::hand::typed;
use crate::{corpus, harness};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgement {
    help: Vec<Left>,
}

/// A help that a program cannot follow, or that leads to the next question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    code: String,
    /// How a help begins that does not say what to type.
    begins: Option<String>,
    /// The case whose help says what to type, and leads to the next question.
    of: Option<String>,
    /// What a person has to decide.
    #[serde(rename = "why")]
    _why: String,
}

impl Left {
    fn excuses(&self, name: &str, finding: &Finding, fault: &Fault) -> bool {
        let help = finding.help.as_deref().unwrap_or_default();
        let is_meant = match fault {
            Fault::Nothing => self.begins.as_ref().is_some_and(|begins| help.starts_with(begins)),
            Fault::Wrong(_) => self.of.as_deref() == Some(name),
        };
        is_meant && self.code == finding.rule.code
    }
}

/// What is wrong with a help.
enum Fault {
    /// It does not say what to type.
    Nothing,
    /// What follows from it.
    Wrong(String),
}

/// The list is never longer than this.
const MOST_LEFT: usize = 115;

#[test]
fn every_help_of_the_corpora_works() {
    let judgement: Judgement = toml::from_str(&harness::read("tests/helps/judgement.toml")).expect("a list");
    let mut needed = HashSet::new();
    let mut wrong: Vec<String> = Vec::new();
    let mut followed = 0;
    for corpus::Wrong { name, text, code } in corpus::designs() {
        let (findings, sources) = check(&text);
        for finding in findings.iter().filter(|finding| code.is_none_or(|code| finding.rule.code == code)) {
            let texts = typed(finding, &text, &sources);
            let fault = match texts.as_slice() {
                [] => Some(Fault::Nothing),
                texts => texts.iter().find_map(|typed| fault(typed, finding, &findings)).map(Fault::Wrong),
            };
            let Some(fault) = fault else {
                followed += 1;
                continue;
            };
            if let Some(index) = judgement.help.iter().position(|left| left.excuses(&name, finding, &fault)) {
                needed.insert(index);
                continue;
            }
            let help = finding.help.as_deref().unwrap_or_default();
            let fault = match fault {
                Fault::Nothing => "nothing can be typed".to_owned(),
                Fault::Wrong(fault) => fault,
            };
            wrong.push(format!(
                "{name}: {} {}\n    help: {help}\n    {fault}",
                finding.rule.code, finding.message
            ));
        }
    }
    let idle = judgement.help.iter().enumerate().filter(|(index, _)| !needed.contains(index));
    let idle: Vec<String> =
        idle.map(|(_, left)| format!("{}: {:?} {:?}", left.code, left.begins, left.of)).collect();
    assert!(wrong.is_empty(), "{followed} work, {} helps do not:\n{}", wrong.len(), wrong.join("\n"));
    assert!(idle.is_empty(), "these work, or are not in the corpora:\n{}", idle.join("\n"));
    assert!(followed > 290, "{followed}");
    assert!(judgement.help.len() <= MOST_LEFT, "{} are left", judgement.help.len());
}

fn check(text: &str) -> (Vec<Finding>, Sources) {
    let mut config = Config::default();
    for rule in rules::all() {
        config.levels.set(rule, Level::Warn);
    }
    let (report, sources) = harness::check_with("design.toml", text, config);
    (report.findings, sources)
}

/// What is wrong after a help was followed.
fn fault(text: &str, finding: &Finding, before: &[Finding]) -> Option<String> {
    let (after, _) = check(text);
    let is_same = |a: &Finding, b: &Finding| a.rule.code == b.rule.code && a.message == b.message;
    if after.iter().any(|now| is_same(now, finding)) {
        return Some(format!("it is found again in\n{}", changed(text, finding)));
    }
    let new = after.iter().find(|now| !before.iter().any(|old| is_same(old, now)));
    new.map(|new| format!("a new one: {} {}", new.rule.code, new.message))
}

fn changed(text: &str, finding: &Finding) -> String {
    let at = (finding.span.start as usize).min(text.len());
    let line = text.get(..at).map_or(0, |before| before.matches('\n').count());
    let lines = text.lines().skip(line.saturating_sub(1)).take(3).map(|line| format!("      {line}"));
    lines.collect::<Vec<_>>().join("\n")
}
