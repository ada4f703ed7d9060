//! `textDocument/inlayHint`: the words of a requirement after its id.

use gen_lsp_types as lsp;

use super::super::workspace::Workspace;
use crate::design::{CitedKind, Leaf, Walk as _};
use crate::markdown::one_line;

/// The hints in a range.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::InlayHintParams,
) -> Option<Vec<lsp::InlayHint>> {
    let document = workspace.document(&params.text_document.uri)?;
    let (design, file) = (document.design()?, document.file?);
    let bytes = document.lines.bytes(params.range);
    let mut hints = Vec::new();
    design.walk(&mut |leaf| {
        let Leaf::Reference(kind, id) = leaf else { return };
        let is_requirement = matches!(
            kind,
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable | CitedKind::Concern
        );
        let end = id.span.end as usize;
        if !is_requirement || id.span.file != file || !bytes.contains(&end) {
            return;
        }
        let Some(requirement) = design.requirements.get(&id.value).filter(|it| it.text.is_given()) else {
            return;
        };
        let whole = one_line(&requirement.text.value);
        hints.push(lsp::InlayHint {
            position: document.lines.position(end),
            label: shortened(&whole).into(),
            kind: None,
            text_edits: None,
            tooltip: Some(whole.into()),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    });
    Some(hints)
}

/// The first words of a text.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{words} …")
}
