//! `textDocument/codeAction`: what can be done about the findings at a place, and the page that shows it.

use std::ops::Range;

use gen_lsp_types as lsp;

use super::super::diagnostics;
use super::super::edits::{FileEdit, workspace_edit};
use super::super::pass::{Pass, place_in};
use super::super::workspace::Workspace;
use super::{allow, missing, page};
use crate::diagnostic::{Applicability, Finding, Patch};
use crate::source::{FileId, Sources, Span};

/// Fixes every safe finding of a file.
const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::SourceFixAll;
const QUICK_FIX: lsp::CodeActionKind = lsp::CodeActionKind::QuickFix;
/// Opens a page.
const OPEN: lsp::CodeActionKind = lsp::CodeActionKind::Source;

/// The kinds that there are.
pub(in crate::server) fn kinds() -> Vec<lsp::CodeActionKind> {
    vec![QUICK_FIX, FIX_ALL, OPEN]
}

/// The actions for a range.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::CodeActionParams,
) -> Option<Vec<lsp::CodeActionResponse>> {
    let document = workspace.document(&params.text_document.uri)?;
    let only = params.context.only.as_deref();
    let is_wanted =
        |kind: &lsp::CodeActionKind| only.is_none_or(|only| only.iter().any(|only| is_within(kind, only)));
    let mut actions = Vec::new();
    if let (Some(pass), Some(file)) = (document.pass, document.file) {
        let bytes = document.lines.bytes(params.range);
        let findings = pass.findings_in(file);
        if is_wanted(&QUICK_FIX) {
            let here = findings.iter().filter(|finding| touches(finding, file, &bytes));
            actions.extend(here.flat_map(|finding| quick_fixes(finding, file, pass, workspace)));
        }
        if is_wanted(&FIX_ALL) {
            actions.extend(fix_all(&findings, file, pass, workspace));
        }
    }
    if is_wanted(&OPEN) && document.is_shown() {
        actions.push(lsp::CodeAction {
            title: page::TITLE.to_owned(),
            kind: Some(OPEN),
            command: Some(page::command(&params.text_document.uri, params.range.start)),
            ..lsp::CodeAction::default()
        });
    }
    Some(actions.into_iter().map(lsp::CodeActionResponse::from).collect())
}

/// Whether a kind is another one, or a part of it: `source.fixAll` of `source`.
fn is_within(kind: &lsp::CodeActionKind, of: &lsp::CodeActionKind) -> bool {
    let (kind, of) = (kind.to_string(), of.to_string());
    of.is_empty() || kind.strip_prefix(&of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn touches(finding: &Finding, file: FileId, bytes: &Range<usize>) -> bool {
    let place = place_in(finding, file).map(Span::range);
    place.is_some_and(|place| place.start <= bytes.end && bytes.start <= place.end)
}

fn quick_fixes(finding: &Finding, file: FileId, pass: &Pass, workspace: &Workspace) -> Vec<lsp::CodeAction> {
    let sources = &pass.session().sources;
    let diagnostic = diagnostics::diagnostic(finding, file, pass, workspace);
    let action = |title: String, edits: Vec<FileEdit>, is_preferred: bool| {
        Some(lsp::CodeAction {
            title,
            kind: Some(QUICK_FIX),
            diagnostics: diagnostic.clone().map(|diagnostic| vec![diagnostic]),
            is_preferred: is_preferred.then_some(true),
            edit: Some(workspace_edit(workspace, edits)?),
            ..lsp::CodeAction::default()
        })
    };
    let is_safe = finding.applicability == Applicability::Safe;
    let fix = patched([finding], sources).and_then(|edits| action(title(finding, sources), edits, is_safe));
    let missing = missing::edits(finding, pass).and_then(|(title, edits)| action(title, edits, false));
    // What is a slip is mended, and not allowed.
    let allow = (!is_safe || finding.fix.is_empty()).then(|| allow::edit(finding, pass)).flatten();
    let allow = allow.and_then(|(title, edit)| action(title, vec![edit], false));
    fix.into_iter().chain(missing).chain(allow).collect()
}

/// Makes every fix that needs no judgement and that is in this file alone.
fn fix_all(
    findings: &[Finding],
    file: FileId,
    pass: &Pass,
    workspace: &Workspace,
) -> Option<lsp::CodeAction> {
    let is_here = |finding: &&Finding| {
        finding.applicability == Applicability::Safe && finding.fix.iter().all(|edit| edit.span.file == file)
    };
    let edits = patched(findings.iter().filter(is_here), &pass.session().sources)?;
    Some(lsp::CodeAction {
        title: "Make all fixes that need no judgement".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(workspace_edit(workspace, edits)?),
        ..lsp::CodeAction::default()
    })
}

/// The edits of findings that fit together; `None` if there are none.
fn patched<'f>(findings: impl IntoIterator<Item = &'f Finding>, sources: &Sources) -> Option<Vec<FileEdit>> {
    let mut patch = Patch::default();
    for finding in findings.into_iter().filter(|finding| !finding.fix.is_empty()) {
        let can_be_edited = |file: FileId| sources.get(file).is_on_disk();
        if finding.fix.iter().all(|edit| can_be_edited(edit.span.file)) {
            patch.admit(finding, sources);
        }
    }
    let mut edits = Vec::new();
    for file in patch.files() {
        let path = sources.get(file).real_location();
        let of_file = patch.edits(file, sources).into_iter();
        edits.extend(of_file.map(|(range, text)| FileEdit { path: path.clone(), range, text, hole: None }));
    }
    (!edits.is_empty()).then_some(edits)
}

/// What a fix does, in a few words.
fn title(finding: &Finding, sources: &Sources) -> String {
    const LONGEST: usize = 60;
    let is_short = |text: &str| text.len() <= LONGEST && !text.contains('\n');
    if let [edit] = finding.fix.as_slice() {
        let (old, new) = (sources.get(edit.span.file).slice(edit.span).trim(), edit.replacement.trim());
        if new.is_empty() && is_short(old) {
            return format!("Delete `{old}`");
        }
        if is_short(new) {
            return format!("{} `{new}`", if old.is_empty() { "Insert" } else { "Change to" });
        }
    }
    let words = finding.help.as_deref().unwrap_or(&finding.message);
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
