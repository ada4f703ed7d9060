//! The requests about names: rename, references, highlights.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::complete::{self, Around, Sort};
use super::library::Library;
use super::{references, rename};
use crate::diagnostic::Edit;
use crate::server::positions::Lines;
use crate::server::workspace::Workspace;
use crate::source::{FileId, Sources, Span, follow};

type Answer = Result<Value, ResponseError>;

/// `textDocument/prepareRename`.
pub(in crate::server) fn prepare(workspace: &Workspace, params: &Value) -> Answer {
    let Some(asked) = Asked::of(workspace, params) else { return Ok(Value::Null) };
    let found = rename::prepare(&asked.library, asked.file, asked.offset).map_err(refused)?;
    Ok(found.map_or(
        Value::Null,
        |(range, id)| json!({ "range": asked.lines(workspace, asked.file).range(range), "placeholder": id }),
    ))
}

/// `textDocument/rename`.
pub(in crate::server) fn rename(workspace: &Workspace, params: &Value) -> Answer {
    let Some(asked) = Asked::of(workspace, params) else { return Ok(Value::Null) };
    let new = params.get("newName").and_then(Value::as_str).unwrap_or_default();
    let edits = rename::rename(&asked.library, asked.file, asked.offset, new).map_err(refused)?;
    let mut changes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for Edit { span, replacement } in edits {
        let source = asked.library.book.session.sources.get(span.file);
        let Some(uri) = workspace.uri(source) else { continue };
        let range = workspace.lines(source).range(span.range());
        changes.entry(uri.0.clone()).or_default().push(json!({ "range": range, "newText": replacement }));
    }
    Ok(json!({ "changes": changes }))
}

/// `textDocument/references`.
pub(in crate::server) fn references(workspace: &Workspace, params: &Value) -> Value {
    let Some(asked) = Asked::of(workspace, params) else { return Value::Null };
    let declared = params.pointer("/context/includeDeclaration").and_then(Value::as_bool).unwrap_or(true);
    let places = references::references(&asked.library, asked.file, asked.offset, declared);
    let locations = places.into_iter().filter_map(|place| asked.location(workspace, place));
    Value::Array(locations.collect())
}

/// `textDocument/documentHighlight`.
pub(in crate::server) fn highlights(workspace: &Workspace, params: &Value) -> Value {
    let Some(asked) = Asked::of(workspace, params) else { return Value::Null };
    let lines = asked.lines(workspace, asked.file);
    let found = references::highlights(&asked.library, asked.file, asked.offset).into_iter();
    // 2 reads and 3 writes.
    let found = found.map(
        |(range, declares)| json!({ "range": lines.range(range), "kind": if declares { 3 } else { 2 } }),
    );
    Value::Array(found.collect())
}

/// `textDocument/completion`.
pub(in crate::server) fn complete(workspace: &Workspace, params: &Value) -> Value {
    let document =
        params.pointer("/textDocument/uri").and_then(|uri| serde_json::from_value(uri.clone()).ok());
    let document = document.as_ref().and_then(|uri| workspace.document(uri));
    let position = params.get("position").and_then(|at| serde_json::from_value(at.clone()).ok());
    let (Some(document), Some(position)) = (document, position) else { return Value::Null };
    let (text, offset) = (document.lines.text(), document.lines.offset(position));
    let around = Around::new(&document.path, workspace.buffers.overlay(), document.session());
    let name = document.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let items = if name == crate::book::BOOK {
        Vec::new()
    } else if document.path.extension().is_some_and(|ending| ending == "toml") {
        complete::complete(text, offset, &around)
    } else {
        complete::in_chapter(text, offset, &around)
    };
    let takes_snippets = workspace.options.completes_snippets;
    let items = items.iter().enumerate().map(|(number, item)| {
        // As the protocol numbers them: a property, a reference, a member of an enumeration, a snippet, a file.
        let kind = match item.sort {
            Sort::Key => 10,
            Sort::Id => 18,
            Sort::Word => 20,
            Sort::Section => 15,
            Sort::File => 17,
        };
        let new = if takes_snippets { item.insert.clone() } else { item.plain() };
        json!({
            "label": item.label,
            "kind": kind,
            "detail": item.detail,
            "documentation": item.documentation,
            "sortText": format!("{}{number:05}", item.rank.min(9)),
            "insertTextFormat": if takes_snippets { 2 } else { 1 },
            "textEdit": { "range": document.lines.range(item.range.clone()), "newText": new },
        })
    });
    json!({ "isIncomplete": false, "items": items.collect::<Vec<_>>() })
}

/// Where a request asks, and what is known there.
struct Asked {
    library: Library,
    file: FileId,
    offset: usize,
}

impl Asked {
    fn of(workspace: &Workspace, params: &Value) -> Option<Self> {
        let uri = serde_json::from_value(params.pointer("/textDocument/uri")?.clone()).ok()?;
        let document = workspace.document(&uri)?;
        let position = serde_json::from_value(params.get("position")?.clone()).ok()?;
        let offset = document.lines.offset(position);
        let library = Library::open(&document.path, Sources::over(workspace.buffers.overlay()));
        let file = file_of(&library, &document.path)?;
        Some(Self { library, file, offset })
    }

    fn lines<'a>(&'a self, workspace: &Workspace, file: FileId) -> Lines<'a> {
        workspace.lines(self.library.book.session.sources.get(file))
    }

    fn location(&self, workspace: &Workspace, place: Span) -> Option<Value> {
        let source = self.library.book.session.sources.get(place.file);
        let range = workspace.lines(source).range(place.range());
        Some(json!({ "uri": workspace.uri(source)?, "range": range }))
    }
}

/// The number of a file in the session of a library.
fn file_of(library: &Library, path: &Path) -> Option<FileId> {
    let sources = &library.book.session.sources;
    sources.ids().find(|id| {
        let source = sources.get(*id);
        source.is_on_disk() && (source.location() == path || follow(source.location()) == path)
    })
}

fn refused(message: String) -> ResponseError {
    ResponseError { code: ErrorCode::RequestFailed as i32, message, data: None }
}
