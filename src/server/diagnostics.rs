//! Findings as the protocol has them.

use std::path::Path;

use gen_lsp_types as lsp;
use serde_json::json;

use super::pass::{Pass, place_in};
use super::workspace::Workspace;
use crate::diagnostic::format::page_address;
use crate::diagnostic::{Finding, Level};
use crate::source::{FileId, Span};

/// Findings that a TOML server with the JSON Schema gives, too.
const GIVEN_BY_SCHEMA: [&str; 6] = ["SD001", "SD002", "SD003", "SD004", "SD007", "SD010"];

/// What `check` says of a document, by its path.
pub(super) fn of(path: &Path, workspace: &Workspace) -> Vec<lsp::Diagnostic> {
    let Some(pass) = workspace.books.pass(path, &workspace.buffers) else { return Vec::new() };
    let Some(file) = pass.file(path) else { return Vec::new() };
    let findings = pass.findings_in(file).into_iter().filter(|finding| is_shown(finding, workspace));
    findings.filter_map(|finding| diagnostic(&finding, file, pass, workspace)).collect()
}

fn is_shown(finding: &Finding, workspace: &Workspace) -> bool {
    !workspace.options.without_shape || !GIVEN_BY_SCHEMA.contains(&finding.rule.code)
}

/// A finding in a file.
pub(super) fn diagnostic(
    finding: &Finding,
    file: FileId,
    pass: &Pass,
    workspace: &Workspace,
) -> Option<lsp::Diagnostic> {
    let place = place_in(finding, file)?;
    let session = pass.session();
    let mut related = Vec::new();
    if place != finding.span {
        related.extend(related_information(finding.span, &finding.message, pass, workspace));
    }
    let mut message = finding.message.clone();
    if !finding.label.is_empty() {
        message.push_str(&format!("\n{}", finding.label));
    }
    for other in &finding.related {
        match related_information(other.span, &other.message, pass, workspace) {
            Some(information) => related.push(information),
            // A template of the program cannot be opened.
            None => message.push_str(&format!("\n{}", other.message)),
        }
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let lines = workspace.lines(session.sources.get(place.file));
    Some(lsp::Diagnostic {
        range: lines.range(place.range()),
        severity: Some(severity(finding.level)),
        code: Some(finding.rule.code.to_owned().into()),
        code_description: Some(lsp::CodeDescription::new(page_address(finding.rule).into())),
        source: Some(super::NAME.to_owned()),
        message: message.into(),
        tags: None,
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({
            "rule": finding.rule.name,
            "path": finding.path,
            "fix": (!finding.fix.is_empty()).then(|| finding.applicability.word()),
        })),
    })
}

fn related_information(
    span: Span,
    message: &str,
    pass: &Pass,
    workspace: &Workspace,
) -> Option<lsp::DiagnosticRelatedInformation> {
    let location = workspace.location(span, pass.session())?;
    Some(lsp::DiagnosticRelatedInformation::new(location, message.to_owned()))
}

fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Deny => lsp::DiagnosticSeverity::Error,
        Level::Warn => lsp::DiagnosticSeverity::Warning,
        Level::Note | Level::Allow => lsp::DiagnosticSeverity::Information,
    }
}
