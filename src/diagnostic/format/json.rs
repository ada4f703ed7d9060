//! One JSON object per finding, each on a line, for programs. The keys are stable: new ones may be
//! added; none is removed or changes its meaning without a new major version.
//!
//! | key | value |
//! |---|---|
//! | `code`, `name` | the rule: `"SD201"`, `"uncovered-requirement"` |
//! | `level` | `"deny"`, `"warn"` or `"note"` |
//! | `message` | one sentence |
//! | `file` | the path from where the program was called, with `/` |
//! | `line`, `column` | the first character, from 1; columns count characters |
//! | `end_line`, `end_column` | the place after the last character |
//! | `path` | the dotted path in the design, `"components.api.files"`; may be empty |
//! | `help` | what to type, or `null` |
//! | `omitted` | only if a file has more than a hundred findings of a rule: how many this one replaces |
//! | `known` | only if it is `true`: the finding is in the list of known ones |
//! | `fix` | the help as edits, or `null`: `applicability` (`"safe"`: `--fix` applies it; `"suggestion"`: a guess, which `--unsafe-fixes` applies) and `edits`, each with `file`, `line`, `column`, `end_line`, `end_column` and the `replacement` |
//! | `related` | other places: `file`, `line`, `column`, `message` |

use std::io;

use serde::Serialize;

use super::place::Place;
use super::{Format, other_places};
use crate::diagnostic::{Edit, Finding, Report, guarded_json};
use crate::source::{Sources, Span};

/// One JSON object per line.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Format for Json {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        for finding in &report.findings {
            let record = serde_json::to_string(&Record::of(finding, sources))?;
            writeln!(out, "{}", guarded_json(&record))?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    path: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "is_zero")]
    omitted: usize,
    #[serde(skip_serializing_if = "is_false")]
    known: bool,
    fix: Option<Fix<'a>>,
    related: Vec<RelatedPlace<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    applicability: &'static str,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    replacement: &'a str,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

impl<'a> Record<'a> {
    fn of(finding: &'a Finding, sources: &'a Sources) -> Self {
        let Place { file, start, end } = Place::of(finding.span, sources);
        let related = |(span, message)| RelatedPlace::of(span, message, sources);
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            level: finding.level.name(),
            message: &finding.message,
            file,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            path: &finding.path,
            help: finding.help.as_deref(),
            omitted: finding.omitted,
            known: finding.known.is_some(),
            fix: Fix::of(finding, sources),
            related: other_places(finding).map(related).collect(),
        }
    }
}

impl<'a> Fix<'a> {
    fn of(finding: &'a Finding, sources: &'a Sources) -> Option<Self> {
        let edit = |edit: &'a Edit| {
            let Place { file, start, end } = Place::of(edit.span, sources);
            EditRecord {
                file,
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                replacement: &edit.replacement,
            }
        };
        let edits: Vec<_> = finding.fix.iter().map(edit).collect();
        (!edits.is_empty()).then_some(Self { applicability: finding.applicability.word(), edits })
    }
}

impl<'a> RelatedPlace<'a> {
    fn of(span: Span, message: &'a str, sources: &'a Sources) -> Self {
        let Place { file, start, .. } = Place::of(span, sources);
        Self { file, line: start.line, column: start.column, message }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "Serde's signature")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "Serde's signature")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}
