//! `textDocument/definition`: where something is declared that is cited here.

use gen_lsp_types as lsp;

use super::super::workspace::Workspace;
use super::under;

/// The place; `None` if nothing is cited here.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::TextDocumentPositionParams,
) -> Option<lsp::DefinitionResponse> {
    let document = workspace.document(&params.text_document.uri)?;
    let found = under::under(&document, params.position)?;
    let location = under::location(&found, document.session()?, workspace)?;
    Some(lsp::Definition::from(location).into())
}
