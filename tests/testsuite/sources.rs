//! Edits of a repository and of the design that is held against it: `tests/sources/KEY.toml`.
//!
//! `tests/sources/lockers` is a repository whose design agrees with its files. Each `[[drift]]` is an edit after
//! which there is exactly one finding of `code`, at a line of the design that contains `design` and, if it is
//! given, beside a line of a file that contains `source`. After each edit of `[[silent]]` there is none.
//!
//! ```toml
//! [[drift]]
//! edit = "what the case is about"
//! code = "SD1402"
//! design = 'name = "phone"'
//! source = 'DROP NOT NULL'
//! edits = [{ file = "db/V2__parcels.sql", replace = "…", with = "…" }]
//! new."db/V11__more.sql" = "…"   # files that are added
//! gone = "docs/adr/0001-….md"    # a file that is removed
//! ```

use std::collections::BTreeMap;

use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::diagnostic::{Finding, Group, Report};
use mdbook_system_design::source::{Overlay, Sources, Span};
use serde::Deserialize;

use crate::builds::site::copy;
use crate::harness::{read, repository, write};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    drift: Vec<Case>,
    silent: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    edit: String,
    code: Option<String>,
    design: Option<String>,
    source: Option<String>,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    new: BTreeMap<String, String>,
    gone: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    replace: String,
    with: String,
}

/// The fewest drifts of each key.
const FEWEST: [(&str, usize); 6] = [
    ("api", 40),
    ("tables", 40),
    ("decisions", 40),
    ("components", 15),
    ("dependencies", 15),
    ("deployment", 15),
];

#[test]
fn each_drift_is_one_finding_with_both_places() {
    let mut wrong = Vec::new();
    let mut silent = 0;
    for (key, fewest) in FEWEST {
        let path = format!("tests/sources/{key}.toml");
        let cases: Cases = toml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(cases.drift.len() >= fewest, "{path} has {} drifts", cases.drift.len());
        silent += cases.silent.len();
        for case in cases.drift.iter().chain(&cases.silent) {
            wrong.extend(case.check().err().map(|why| format!("{path}: {}: {why}", case.edit)));
        }
    }
    assert!(silent >= 150, "{silent} silent edits");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

impl Case {
    fn check(&self) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        copy(&repository("tests/sources/lockers"), folder.path());
        for edit in &self.edits {
            let path = folder.path().join(&edit.file);
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", edit.file))?;
            let count = text.matches(&edit.replace).count();
            if count != 1 {
                return Err(format!("`{}` occurs {count} times in {}", edit.replace, edit.file));
            }
            write(&path, &text.replacen(&edit.replace, &edit.with, 1));
        }
        self.new.iter().for_each(|(path, text)| write(&folder.path().join(path), text));
        if let Some(gone) = &self.gone {
            std::fs::remove_file(folder.path().join(gone)).map_err(|error| format!("{gone}: {error}"))?;
        }
        let target = Target::files([folder.path().join("design.toml")]);
        let found = target.inspect(&Overlay::default()).map_err(|error| error.to_string())?;
        self.judge(&found.report, &found.session.sources)
    }

    fn judge(&self, report: &Report, sources: &Sources) -> Result<(), String> {
        let is_asked =
            |finding: &&Finding| matches!(finding.rule.group, Group::Sources | Group::Shape { .. });
        let found: Vec<&Finding> = report.findings.iter().filter(is_asked).collect();
        let shown: Vec<String> = found.iter().map(|finding| shown(finding, sources)).collect();
        let Some(code) = &self.code else {
            return if found.is_empty() {
                Ok(())
            } else {
                Err(format!("expected silence, found {shown:#?}"))
            };
        };
        let [finding] = found[..] else { return Err(format!("expected one finding, found {shown:#?}")) };
        let is_at_design = self.design.as_ref().is_none_or(|text| line(finding.span, sources).contains(text));
        let is_at_source = self.source.as_ref().is_none_or(|text| {
            finding.other_side().is_some()
                && finding.related.iter().any(|it| line(it.span, sources).contains(text))
        });
        let is_right = finding.rule.code == code && is_at_design && is_at_source;
        if is_right { Ok(()) } else { Err(format!("expected {code} elsewhere, found {shown:#?}")) }
    }
}

fn line(span: Span, sources: &Sources) -> &str {
    let source = sources.get(span.file);
    let number = source.line(span.start as usize);
    &source.text()[source.line_start(number)..source.line_end(number)]
}

fn shown(finding: &Finding, sources: &Sources) -> String {
    let related: Vec<&str> = finding.related.iter().map(|it| line(it.span, sources)).collect();
    format!(
        "{} {}: {} | {}",
        finding.rule.code,
        finding.message,
        line(finding.span, sources),
        related.join(" | ")
    )
}
