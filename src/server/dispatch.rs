//! From the name of a request to the function that answers it.

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::Value;

use super::answer::{Answer, error, typed};
use super::names::requests;
use super::workspace::Workspace;

/// Answers a request from what is known.
pub(super) fn answer(workspace: &mut Workspace, method: &str, params: Value) -> Answer {
    use super::requests as r;
    match method {
        "textDocument/prepareRename" => requests::prepare(workspace, &params),
        "textDocument/rename" => requests::rename(workspace, &params),
        "textDocument/references" => Ok(requests::references(workspace, &params)),
        "textDocument/completion" => Ok(requests::complete(workspace, &params)),
        "textDocument/documentHighlight" => Ok(requests::highlights(workspace, &params)),
        "textDocument/codeAction" => {
            typed::<lsp::CodeActionRequest>(params, |params| Ok(r::actions::answer(workspace, &params)))
        }
        "textDocument/codeLens" => {
            typed::<lsp::CodeLensRequest>(params, |params| Ok(r::lenses::answer(workspace, &params)))
        }
        "textDocument/definition" => typed::<lsp::DefinitionRequest>(params, |params| {
            Ok(r::definition::answer(workspace, &params.text_document_position_params))
        }),
        "textDocument/documentLink" => {
            typed::<lsp::DocumentLinkRequest>(params, |params| Ok(r::links::answer(workspace, &params)))
        }
        "textDocument/documentSymbol" => typed::<lsp::DocumentSymbolRequest>(params, |params| {
            Ok(r::symbols::of_document(workspace, &params))
        }),
        "textDocument/foldingRange" => {
            typed::<lsp::FoldingRangeRequest>(params, |params| Ok(r::folding::answer(workspace, &params)))
        }
        "textDocument/hover" => typed::<lsp::HoverRequest>(params, |params| {
            Ok(r::hover::answer(workspace, &params.text_document_position_params))
        }),
        "textDocument/inlayHint" => {
            typed::<lsp::InlayHintRequest>(params, |params| Ok(r::hints::answer(workspace, &params)))
        }
        "workspace/symbol" => typed::<lsp::WorkspaceSymbolRequest>(params, |params| {
            Ok(Some(r::symbols::of_workspace(workspace, &params)))
        }),
        "workspace/executeCommand" => {
            typed::<lsp::ExecuteCommandRequest>(params, |params| execute(workspace, &params))
        }
        _ => Err(error(ErrorCode::MethodNotFound, format!("`{method}` is not answered"))),
    }
}

fn execute(
    workspace: &mut Workspace,
    params: &lsp::ExecuteCommandParams,
) -> Result<Option<Value>, ResponseError> {
    let arguments = params.arguments.as_deref().unwrap_or_default();
    match params.command.as_str() {
        super::requests::page::COMMAND => super::requests::page::open(workspace, arguments).map(|()| None),
        // The words of a lens.
        "" => Ok(None),
        other => Err(error(ErrorCode::InvalidParams, format!("`{other}` is not a command"))),
    }
}
