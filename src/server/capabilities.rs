//! What the server says it can do.

use gen_lsp_types as lsp;

use super::options::Options;
use super::requests::{actions, page};

/// What the server can do.
pub(super) fn capabilities(options: &Options) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(options.encoding.kind()),
        text_document_sync: Some(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::Incremental),
                save: Some(lsp::Save::Bool(true)),
                ..lsp::TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: Some(
            lsp::DiagnosticOptions {
                identifier: Some(super::NAME.to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: false,
                ..lsp::DiagnosticOptions::default()
            }
            .into(),
        ),
        code_action_provider: Some(
            lsp::CodeActionOptions {
                code_action_kinds: Some(actions::kinds()),
                ..lsp::CodeActionOptions::default()
            }
            .into(),
        ),
        code_lens_provider: Some(lsp::CodeLensOptions::default()),
        definition_provider: Some(true.into()),
        document_link_provider: Some(lsp::DocumentLinkOptions::default()),
        document_symbol_provider: Some(true.into()),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: vec![page::COMMAND.to_owned()],
            ..lsp::ExecuteCommandOptions::default()
        }),
        folding_range_provider: Some(true.into()),
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        completion_provider: Some(lsp::CompletionOptions {
            // What begins a value, a key, an id in a text, an id of another design, and an argument.
            trigger_characters: Some(
                ["\"", "'", "[", ".", ":", "#", "=", "/", "@"].map(str::to_owned).to_vec(),
            ),
            ..lsp::CompletionOptions::default()
        }),
        rename_provider: Some(
            lsp::RenameOptions { prepare_provider: Some(true), ..Default::default() }.into(),
        ),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        ..lsp::ServerCapabilities::default()
    }
}
