//! `textDocument/documentSymbol` and `workspace/symbol`: what designs declare.

use gen_lsp_types as lsp;

use super::super::workspace::Workspace;
use crate::authoring::show::{Entity, entities};
use crate::source::Span;

/// The entities of a document, in their tables.
pub(in crate::server) fn of_document(
    workspace: &Workspace,
    params: &lsp::DocumentSymbolParams,
) -> Option<lsp::DocumentSymbolResponse> {
    let document = workspace.document(&params.text_document.uri)?;
    let design = document.design()?;
    let range = |span: Span| document.lines.range(span.range());
    let symbol = |name: &str, detail: Option<String>, kind: lsp::SymbolKind, span: Span| {
        lsp::DocumentSymbol::new(name.to_owned(), detail, kind, None, None, range(span), range(span), None)
    };
    let title = &design.meta.title;
    let mut symbols = Vec::new();
    if !title.value.is_empty() {
        let detail = format!("{} {}", design.meta.version.text, design.status().word());
        symbols.push(symbol(&title.value, Some(detail), lsp::SymbolKind::Module, title.span));
    }
    let mut table = "";
    for entity in entities(design).iter().filter(|entity| !entity.is_taken) {
        if entity.table != table {
            table = entity.table;
            let place = design.roots.get(table).copied().unwrap_or(entity.id.span);
            symbols.push(symbol(table, None, lsp::SymbolKind::Namespace, place));
        }
        let own = symbol(&entity.id.value, called(entity), kind(table), entity.id.span);
        if let Some(parent) = symbols.last_mut() {
            parent.range.end = parent.range.end.max(own.range.end);
            parent.range.start = parent.range.start.min(own.range.start);
            parent.children.get_or_insert_default().push(own);
        }
    }
    Some(symbols.into())
}

/// The entities of every known book whose id or name contains some letters, in their order.
pub(in crate::server) fn of_workspace(
    workspace: &Workspace,
    params: &lsp::WorkspaceSymbolParams,
) -> lsp::WorkspaceSymbolResponse {
    let wanted = params.query.to_lowercase();
    let mut symbols: Vec<lsp::WorkspaceSymbol> = Vec::new();
    for pass in workspace.books.passes() {
        let session = pass.session();
        for design in pass.designs().iter().filter_map(|(_, checked)| checked.design.as_deref()) {
            for entity in entities(design).iter().filter(|entity| !entity.is_taken) {
                let name = match called(entity) {
                    Some(name) => format!("{} {name}", entity.id.value),
                    None => entity.id.value.clone(),
                };
                let Some(place) = workspace.location(entity.id.span, session) else { continue };
                if is_in_order(&wanted, &name.to_lowercase()) {
                    let base = lsp::BaseSymbolInformation {
                        name,
                        kind: kind(entity.table),
                        tags: None,
                        container_name: Some(design.meta.title.value.clone()),
                    };
                    symbols.push(lsp::WorkspaceSymbol::new(place.into(), None, base));
                }
            }
        }
    }
    symbols.into()
}

/// Whether the letters of a word are in a text in the same order.
fn is_in_order(word: &str, text: &str) -> bool {
    let mut letters = text.chars();
    word.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|other| other == c))
}

/// What people call an entity.
pub(super) fn called(entity: &Entity<'_>) -> Option<String> {
    let value = entity.value.to_json();
    let texts = ["name", "title", "text", "endpoint"].iter().filter_map(|key| value.get(key)?.as_str());
    texts.map(crate::markdown::one_line).find(|text| !text.is_empty())
}

fn kind(table: &str) -> lsp::SymbolKind {
    match table {
        "requirements" => lsp::SymbolKind::Property,
        "components" => lsp::SymbolKind::Class,
        "people" | "integrations" => lsp::SymbolKind::Interface,
        "flows" => lsp::SymbolKind::Function,
        "api" => lsp::SymbolKind::Method,
        "models" | "tables" => lsp::SymbolKind::Struct,
        "decisions" => lsp::SymbolKind::Enum,
        "risks" | "tests" => lsp::SymbolKind::Event,
        "nodes" => lsp::SymbolKind::Package,
        _ => lsp::SymbolKind::Key,
    }
}
