//! `textDocument/documentLink`: the files that a design takes texts from, and the designs of directives.

use gen_lsp_types as lsp;

use super::super::workspace::Workspace;
use crate::book::directive::{self, Request};
use crate::design::{Leaf, Walk as _};
use crate::source::Span;

/// The links of a document.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::DocumentLinkParams,
) -> Option<Vec<lsp::DocumentLink>> {
    let document = workspace.document(&params.text_document.uri)?;
    let (session, file) = (document.session()?, document.file?);
    let mut links = Vec::new();
    let mut link = |span: Span, target: lsp::Uri| {
        let range = document.lines.range(span.range());
        links.push(lsp::DocumentLink { range, target: Some(target), tooltip: None, data: None });
    };
    if let Some(design) = document.design() {
        design.walk(&mut |leaf| {
            let text = match leaf {
                Leaf::Text(text) => text,
                Leaf::Code(code) => code,
                Leaf::Plain(_) | Leaf::Name(_) | Leaf::Reference(..) => return,
            };
            for (of, span) in text.files().into_iter().filter(|(_, span)| span.file == file) {
                if let Some(target) = workspace.uri(session.sources.get(of)) {
                    link(span, target);
                }
            }
        });
    } else {
        for directive in directive::find(document.lines.text(), file).directives {
            let Request::Design(request) = directive.request else { continue };
            let version = request.version.as_ref().map(|version| &version.value);
            let design = document.named(&request.file.value, version);
            if let Some(target) = design.and_then(|design| workspace.uri(session.sources.get(design))) {
                link(request.file.span, target);
            }
        }
    }
    Some(links)
}
