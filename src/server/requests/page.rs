//! Opens the page of `mdbook serve` that shows what is under the cursor.

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::super::answer::error;
use super::super::workspace::{Document, Outgoing, Workspace};
use super::under;
use crate::book::{Surroundings, chapters_with, page_of};
use crate::markdown::encode_path;
use crate::render::{Anchor, Target};

/// What the action and the lens are called.
pub(super) const TITLE: &str = "Open the page";

/// The command's name.
pub(in crate::server) const COMMAND: &str = "mdbook-system-design.openPage";

/// The command for a place in a document.
pub(super) fn command(uri: &lsp::Uri, position: lsp::Position) -> lsp::Command {
    let arguments = Some(vec![json!(uri), json!(position)]);
    lsp::Command { title: TITLE.to_owned(), tooltip: None, command: COMMAND.to_owned(), arguments }
}

/// Asks the client to open the page.
///
/// # Errors
/// When no chapter shows it.
pub(in crate::server) fn open(workspace: &mut Workspace, arguments: &[Value]) -> Result<(), ResponseError> {
    let read = || -> Option<(lsp::Uri, lsp::Position)> {
        let uri = serde_json::from_value(arguments.first()?.clone()).ok()?;
        let position = arguments.get(1).cloned().and_then(|position| serde_json::from_value(position).ok());
        Some((uri, position.unwrap_or_default()))
    };
    let wrong = || error(ErrorCode::InvalidParams, "a document and a position are needed".to_owned());
    let (uri, position) = read().ok_or_else(wrong)?;
    let address = workspace.document(&uri).and_then(|document| address(&document, position, workspace));
    let Some(address) = address else {
        let message = "no chapter shows this design".to_owned();
        return Err(error(ErrorCode::RequestFailed, message));
    };
    workspace.outgoing.push(if workspace.options.shows_documents {
        let params = json!({ "uri": address, "external": true, "takeFocus": true });
        Outgoing::Request("window/showDocument", params)
    } else {
        Outgoing::Notification("window/showMessage", json!({ "type": 3, "message": address }))
    });
    Ok(())
}

fn address(document: &Document<'_>, position: lsp::Position, workspace: &Workspace) -> Option<String> {
    let served = &workspace.options.serve;
    let Some(design) = document.design() else {
        let book = Surroundings::of(&document.path);
        let shown = book.session.root.shown(&document.path);
        let chapter = book.settings.published(&shown)?;
        return Some(format!("{served}{}", encode_path(&page_of(&chapter.to_string_lossy()))));
    };
    let chapters = chapters_with(std::slice::from_ref(&document.path));
    let page = page_of(chapters.first()?.first()?);
    let entity = under::around(document, position);
    let target = entity.as_ref().and_then(|(table, id)| Some((Target::of_table(table)?, id.as_str())));
    let anchor = target.map_or(Anchor::Document, |(target, id)| Anchor::Entity(target, id));
    Some(format!("{served}{}#{}", encode_path(&page), anchor.under(&design.id)))
}
