//! Reviewdog's Diagnostic Format, which it turns into comments on a change. Columns count bytes.

use std::io;

use serde::Serialize;

use super::{Format, page_address};
use crate::diagnostic::{Edit, Finding, Level, Report, guarded_json};
use crate::source::{FileId, Sources, Span, Unit};

/// One `DiagnosticResult` for the whole report.
#[derive(Clone, Copy, Debug)]
pub struct Rdjson;

impl Format for Rdjson {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        let (name, url) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_REPOSITORY"));
        let mut diagnostics = Vec::new();
        for finding in &report.findings {
            diagnostics.push(Diagnostic::of(finding, finding.span, sources));
            let other = finding.other_side().map(|other| other.span);
            diagnostics.extend(other.map(|span| Diagnostic::of(finding, span, sources)));
        }
        let result = DiagnosticResult { source: Tool { name, url }, diagnostics };
        writeln!(out, "{}", guarded_json(&serde_json::to_string_pretty(&result)?))
    }
}

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

impl<'a> Diagnostic<'a> {
    fn of(finding: &Finding, at: Span, sources: &'a Sources) -> Self {
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        Self {
            message: format!("{}{help}", finding.message),
            location: Location { path: sources.get(at.file).shown(), range: range(at, sources) },
            severity: match finding.level {
                Level::Deny => "ERROR",
                Level::Warn => "WARNING",
                Level::Note | Level::Allow => "INFO",
            },
            code: Code { value: finding.rule.code, url: page_address(finding.rule) },
            suggestions: suggestion(finding, at.file, sources).into_iter().collect(),
        }
    }
}

/// The edits as one: several suggestions would be alternatives. They have no separate files, so edits
/// of another file, or of several, cannot be said.
fn suggestion(finding: &Finding, file: FileId, sources: &Sources) -> Option<Suggestion> {
    let mut edits: Vec<&Edit> = finding.fix.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (first, last) = (edits.first()?, edits.last()?);
    let source = sources.get(file);
    let mut text = String::new();
    let mut at = first.span.start;
    for edit in &edits {
        if edit.span.file != file || edit.span.start < at {
            return None;
        }
        text.push_str(source.slice(Span { file, start: at, end: edit.span.start }));
        text.push_str(&edit.replacement);
        at = edit.span.end;
    }
    let whole = Span { file, start: first.span.start, end: last.span.end };
    Some(Suggestion { range: range(whole, sources), text })
}

fn range(span: Span, sources: &Sources) -> Range {
    let source = sources.get(span.file);
    let position = |offset: u32| {
        let offset = offset as usize;
        Position { line: source.line(offset), column: source.column(offset, Unit::Bytes) }
    };
    Range { start: position(span.start), end: position(span.end.max(span.start)) }
}
