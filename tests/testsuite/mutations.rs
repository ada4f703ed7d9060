//! The mutation corpus: `tests/mutations/CODE.toml` contains, for each rule, minimal edits of a clean design
//! that make exactly that rule fire, and edits that look suspicious and must stay silent.
//!
//! ```toml
//! [[fires]]
//! edit = "what the case is about"
//! replace = 'text that occurs once in the design'
//! with = 'the text to put in its place'
//! more = [{ replace = "…", with = "…" }]  # further edits
//! at = 'a part of the line that the finding points at'
//! path = "requirements.R1"                # its dotted path
//!
//! [[silent]]
//! edit = "…"
//! replace = "…"
//! with = "…"
//! ```
//!
//! A case about versions has `series` in place of `replace` and `with`: the files of a series, each with the
//! edits that make it of the design; `in` names the one with the finding. `files` are others of the book.
//!
//! ```toml
//! [[fires]]
//! edit = "what the case is about"
//! series."1.2.0.toml" = []
//! series."1.3.0.toml" = [{ replace = 'version = "1.2.0"', with = 'version = "1.3.0"' }]
//! in = "1.3.0.toml"
//! at = "…"
//! ```
//!
//! With `against = true` the design is held against what it was before the edits: `base` itself, or what the
//! edits of `old` make of it.
//!
//! `base = "url-shortener"` names another design of `tests/designs`; `levels = "all"` is implied: every rule
//! counts, whatever its level for the design's status, unless `status-levels = true`. `project-root =
//! "../project"` is book.toml's, from `tests/designs`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use mdbook_system_design::book::Config;
use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::{Finding, Level, Report, Rule};
use mdbook_system_design::source::Sources;
use serde::Deserialize;

use crate::harness;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    #[serde(default)]
    fires: Vec<Case>,
    #[serde(default)]
    silent: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    edit: String,
    #[serde(default = "clean")]
    base: String,
    #[serde(default)]
    replace: String,
    #[serde(default)]
    with: String,
    #[serde(default)]
    more: Vec<Edit>,
    #[serde(default)]
    series: BTreeMap<String, Vec<Edit>>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    against: bool,
    #[serde(default)]
    old: Vec<Edit>,
    r#in: Option<String>,
    at: Option<String>,
    path: Option<String>,
    #[serde(default)]
    status_levels: bool,
    project_root: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    replace: String,
    with: String,
}

fn clean() -> String {
    "url-shortener".to_owned()
}

#[test]
fn the_base_of_the_corpus_is_clean() {
    let (report, sources) = check(&harness::read("tests/designs/url-shortener.toml"), false, None);
    assert_eq!(lines(&report, &sources), Vec::<String>::new());
}

#[test]
fn each_edit_fires_its_one_rule_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut lacking = Vec::new();
    for rule in harness::rules_of_designs() {
        let path = format!("tests/mutations/{}.toml", rule.code);
        let Ok(text) = std::fs::read_to_string(harness::repository(&path)) else {
            lacking.push(rule.code);
            continue;
        };
        let corpus: Corpus = toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        if corpus.fires.is_empty() {
            lacking.push(rule.code);
        }
        for case in &corpus.fires {
            wrong.extend(fires(rule.code, case).err().map(|why| format!("{path}: {}: {why}", case.edit)));
        }
        for case in &corpus.silent {
            wrong.extend(silent(case).err().map(|why| format!("{path}: {}: {why}", case.edit)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
    assert!(lacking.is_empty(), "no edit makes these rules fire: {lacking:?}");
}

/// What the edits that make a rule of designs fire make it say.
pub(crate) fn fired(rule: &Rule) -> Vec<Finding> {
    let path = format!("tests/mutations/{}.toml", rule.code);
    let corpus: Corpus =
        toml::from_str(&harness::read(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let found = |case: &Case| {
        case.check().unwrap_or_else(|error| panic!("{path}: {}: {error}", case.edit)).0.findings
    };
    corpus.fires.iter().flat_map(found).filter(|finding| finding.rule.code == rule.code).collect()
}

fn fires(code: &str, case: &Case) -> Result<(), String> {
    let (report, sources) = case.check()?;
    let shown = lines(&report, &sources);
    let [finding] = report.findings.as_slice() else {
        return Err(format!("expected one finding of {code}, found {}:\n{}", shown.len(), shown.join("\n")));
    };
    if finding.rule.code != code {
        return Err(format!("expected {code}, found {}", shown.join("\n")));
    }
    let source = sources.get(finding.span.file);
    if let Some(file) = case.r#in.as_ref().filter(|file| !source.path().ends_with(file.as_str())) {
        return Err(format!("expected it in {file}, found it in {}", source.path()));
    }
    let number = source.position(finding.span.start as usize).line;
    let line = &source.text()[source.line_start(number)..source.line_end(number)];
    if let Some(at) = case.at.as_ref().filter(|at| !line.contains(at.as_str())) {
        return Err(format!("expected it at `{at}`, found it at line {number}: {line}"));
    }
    if let Some(path) = case.path.as_ref().filter(|path| **path != finding.path) {
        return Err(format!("expected the path `{path}`, found `{}`", finding.path));
    }
    if case.at.is_none() && case.path.is_none() {
        return Err("the case says neither `at` nor `path`".to_owned());
    }
    Ok(())
}

fn silent(case: &Case) -> Result<(), String> {
    let (report, sources) = case.check()?;
    let shown = lines(&report, &sources);
    if shown.is_empty() { Ok(()) } else { Err(format!("expected silence, found\n{}", shown.join("\n"))) }
}

impl Case {
    fn check(&self) -> Result<(Report, Sources), String> {
        let base = harness::read(&format!("tests/designs/{}.toml", self.base));
        if self.series.is_empty() {
            let first = Edit { replace: self.replace.clone(), with: self.with.clone() };
            let text = edited(base.clone(), std::iter::once(&first).chain(&self.more))?;
            if self.against {
                let old = edited(base, &self.old)?;
                return Ok(harness::check_against(&old, &text, self.status_levels));
            }
            return Ok(check(&text, self.status_levels, self.project_root.clone()));
        }
        let version = |(name, edits): (&String, &Vec<Edit>)| {
            Ok((format!("designs/series/{name}"), edited(base.clone(), edits)?))
        };
        let mut files = self.series.iter().map(version).collect::<Result<BTreeMap<_, _>, String>>()?;
        files.extend(self.files.clone());
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Ok(harness::check_series(files, self.status_levels))
    }
}

fn edited<'e>(mut text: String, edits: impl IntoIterator<Item = &'e Edit>) -> Result<String, String> {
    for Edit { replace, with } in edits {
        let count = text.matches(replace.as_str()).count();
        if count != 1 {
            return Err(format!("`{replace}` occurs {count} times in the design"));
        }
        text = text.replacen(replace.as_str(), with, 1);
    }
    Ok(text)
}

/// Checks a design with every rule at a visible level, so that no status hides the effect of an edit.
fn check(text: &str, status_levels: bool, project_root: Option<PathBuf>) -> (Report, Sources) {
    let mut config = Config { project_root, ..Config::default() };
    if !status_levels {
        for rule in rules::all() {
            config.levels.set(rule, Level::Warn);
        }
    }
    harness::check_with("designs/design.toml", text, config)
}

fn lines(report: &Report, sources: &Sources) -> Vec<String> {
    let line = |finding: &Finding| {
        let line = sources.get(finding.span.file).position(finding.span.start as usize).line;
        format!("  {} line {line} ({}): {}", finding.rule.code, finding.path, finding.message)
    };
    report.findings.iter().map(line).collect()
}
