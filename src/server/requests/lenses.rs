//! `textDocument/codeLens`: how complete a design is, which number it needs, and what cites each requirement.

use gen_lsp_types as lsp;

use super::super::workspace::{Document, Workspace};
use super::page;
use crate::check::Earlier as _;
use crate::compare::Step;
use crate::design::{Coverage, Design};
use crate::diagnostic::counted;
use crate::source::Span;

/// The lenses of a document.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::CodeLensParams,
) -> Option<Vec<lsp::CodeLens>> {
    let uri = &params.text_document.uri;
    let document = workspace.document(uri)?;
    let mut lenses = Vec::new();
    let mut lens = |span: Span, command: lsp::Command| {
        let range = document.lines.range(span.range());
        lenses.push(lsp::CodeLens { range, command: Some(command), data: None });
    };
    if let Some(design) = document.design() {
        let head = design.roots.get("design").copied().unwrap_or(design.template.span);
        if let Some(words) = state(&document, design) {
            lens(head, says(words));
        }
        if document.is_shown() {
            lens(head, page::command(uri, document.lines.position(head.start as usize)));
        }
        let coverage = Coverage::of(design);
        for requirement in design.requirements.iter().filter(|requirement| !requirement.is_taken) {
            if let Some(citations) = coverage.get(&requirement.id) {
                let parts = [
                    (citations.components.len(), "component"),
                    (citations.decisions.len(), "decision"),
                    (citations.tests.len(), "test"),
                ];
                let parts: Vec<String> = parts.iter().map(|(count, noun)| counted(*count, noun)).collect();
                lens(requirement.id.span, says(format!("{} · {}", requirement.id.value, parts.join(" · "))));
            }
        }
    }
    Some(lenses)
}

/// `48 of 53 answered · needs 2.0.0`
fn state(document: &Document<'_>, design: &Design) -> Option<String> {
    let checked = document.pass?.checked(document.file?)?;
    let completeness = &checked.completeness;
    let mut words = format!("{} of {} answered", completeness.answered(), completeness.required());
    if let Some(needed) = needed(document, design) {
        words.push_str(&format!(" · needs {needed}"));
    }
    Some(words)
}

/// The number that what changed asks for, if the design's is lower.
fn needed(document: &Document<'_>, design: &Design) -> Option<semver::Version> {
    let (session, file) = (document.session()?, document.file?);
    let old = session.baseline(file)?.meta.version.semver.as_ref()?;
    let new = design.meta.version.semver.as_ref()?;
    let class = session.changes(file)?.entries.iter().map(|change| change.class).max();
    let asked = Step::asked(class, Some(old));
    (Step::taken(old, new) < asked).then(|| asked.after(old))
}

/// Words without anything behind them.
fn says(title: String) -> lsp::Command {
    lsp::Command { title, tooltip: None, command: String::new(), arguments: None }
}
