//! Edits of texts as the protocol has them.

use std::ops::Range;
use std::path::PathBuf;

use gen_lsp_types as lsp;
use indexmap::IndexMap;

use super::positions::Lines;
use super::workspace::Workspace;

/// A replacement of some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileEdit {
    /// The file.
    pub(super) path: PathBuf,
    /// What is replaced.
    pub(super) range: Range<usize>,
    /// The new text.
    pub(super) text: String,
    /// The part of the new text that the author writes next, for a client that can put the cursor there.
    pub(super) hole: Option<Range<usize>>,
}

/// Edits of several files, made together; `None` if one of them was not read.
pub(super) fn workspace_edit(workspace: &Workspace, edits: Vec<FileEdit>) -> Option<lsp::WorkspaceEdit> {
    let mut files: IndexMap<PathBuf, Vec<FileEdit>> = IndexMap::new();
    for edit in edits {
        files.entry(edit.path.clone()).or_default().push(edit);
    }
    let options = &workspace.options;
    let mut changes: Vec<(lsp::Uri, Option<i32>, Vec<lsp::Edit>)> = Vec::new();
    for (path, edits) in files {
        let text = workspace.text(&path)?;
        let lines = Lines::of(&text, options.encoding);
        let of_protocol = |edit: FileEdit| written(edit, &lines, options.snippets && options.versioned_edits);
        let version = workspace.buffers.get(&path).map(|buffer| buffer.version);
        changes.push((workspace.uri_of(&path), version, edits.into_iter().map(of_protocol).collect()));
    }
    let mut edit = lsp::WorkspaceEdit::default();
    if options.versioned_edits {
        let changes = changes.into_iter().map(|(uri, version, edits)| {
            let document = lsp::OptionalVersionedTextDocumentIdentifier::new(
                version,
                lsp::TextDocumentIdentifier::new(uri),
            );
            lsp::TextDocumentEdit::new(document, edits).into()
        });
        edit.document_changes = Some(changes.collect());
    } else {
        let plain = |edit: lsp::Edit| match edit {
            lsp::Edit::TextEdit(edit) => Some(edit),
            _ => None,
        };
        let changes = changes.into_iter();
        edit.changes = Some(
            changes.map(|(uri, _, edits)| (uri, edits.into_iter().filter_map(plain).collect())).collect(),
        );
    }
    Some(edit)
}

fn written(edit: FileEdit, lines: &Lines<'_>, snippets: bool) -> lsp::Edit {
    let range = lines.range(edit.range);
    match edit.hole.filter(|_| snippets) {
        Some(hole) => {
            let part = |range: Range<usize>| escaped(edit.text.get(range).unwrap_or_default());
            let (before, after) = (part(0..hole.start), part(hole.end..edit.text.len()));
            let snippet = format!("{before}${{1:{}}}{after}", part(hole));
            lsp::SnippetTextEdit::new(range, lsp::StringValue::new(snippet), None).into()
        }
        None => lsp::TextEdit::new(range, edit.text).into(),
    }
}

/// A text in which nothing is a part of a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
