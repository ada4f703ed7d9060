//! The kinds of blocks, with one file for each or for several of one shape. The text of a block
//! becomes entities and facts, and the rest is returned.
//!
//! To add a kind, add a function and an arm in [`read`], which the compiler asks for.

mod api;
mod components;
mod decisions;
mod diagrams;
mod facts;
mod footprint;
mod lists;
mod named;
mod nodes;
mod resolve;
mod risks;
mod sequence;
mod tables;
mod test_cases;

use super::draft::Draft;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::template::{self, BlockKind};

pub(super) use resolve::resolve;
pub(super) use tables::split_outside;

/// Reads the content of a block. Returns what fits no key. `own` says that the content is under the
/// block's own heading, and not just somewhere in the section.
pub(super) fn read(
    block: &template::Block,
    content: Vec<Block>,
    own: bool,
    draft: &mut Draft<'_>,
) -> Vec<Block> {
    if content.is_empty() {
        return content;
    }
    // This program prints a hint in italics if a block is empty. What follows belongs to the
    // section.
    let is_facts = matches!(block.kind, BlockKind::Facts { .. });
    let is_empty = |first: &Block| first.source.starts_with('*') && draft.hints.is_hint(&first.source);
    if !is_facts && own && content.first().is_some_and(is_empty) {
        return content.into_iter().skip(1).collect();
    }
    match &block.kind {
        BlockKind::Facts { from, fields } => facts::facts(from, fields, content, draft),
        // The other kinds accept any text, so they are read only under their heading.
        _ if !own => content,
        BlockKind::Prose { from, .. } => facts::prose(from, content, draft),
        BlockKind::Entries(entry) => facts::entries(&entry.from, content, draft),
        BlockKind::Diagram { of, words } => diagrams::read(*of, words, content, draft),
        BlockKind::Requirements(words) => lists::requirements(words, content, draft),
        BlockKind::Technologies(words) => lists::technologies(words, content, draft),
        BlockKind::Integrations(words) => lists::integrations(words, content, draft),
        BlockKind::Components(words) => components::read(words, content, draft),
        BlockKind::Tree(_) => diagrams::tree(content, draft),
        BlockKind::Api(words) => api::read(words, content, draft),
        BlockKind::Models(words) => named::models(words, content, draft),
        BlockKind::Tables(words) => tables::read(words, content, draft),
        BlockKind::Decisions(words) => decisions::read(words, content, draft),
        BlockKind::Risks(words) => risks::read(words, content, draft),
        BlockKind::Tests(words) => test_cases::read(words, content, draft),
        BlockKind::Footprint(words) => footprint::read(words, block.required, content, draft),
    }
}

/// The reason in `*Not applicable*: why`, in the template's words or in common ones.
fn reason(text: &str, draft: &Draft<'_>) -> Option<String> {
    let own = draft.template.labels.label("not-applicable");
    let text = text.trim();
    let bare = text.trim_start_matches(['*', '_']);
    for words in [own, "Not applicable", "N/A"] {
        let Some(start) = bare.get(..words.len()) else { continue };
        let rest = bare.get(words.len()..).unwrap_or_default();
        if start.eq_ignore_ascii_case(words) && !rest.starts_with(char::is_alphanumeric) {
            let reason = crate::markdown::labels::after_separator(rest.trim_start_matches(['*', '_']));
            let reason = reason.trim_start_matches(['*', '_', ':', ',']).trim().to_owned();
            return (!reason.is_empty()).then_some(reason);
        }
    }
    None
}

/// The reason why a block does not apply, and the blocks after it. If the words are not in italics,
/// as this program prints them, nothing may follow the reason.
fn reason_first(content: &[Block], draft: &Draft<'_>) -> Option<(String, Vec<Block>)> {
    let (Block { kind: MarkdownKind::Paragraph, source, .. }, rest) = content.split_first()? else {
        return None;
    };
    let own = draft.template.labels.label("not-applicable");
    let after = source.strip_prefix('*').and_then(|source| source.strip_prefix(own));
    let is_ours = after.is_some_and(|after| after.starts_with("*:"));
    let reason = reason(source, draft).filter(|_| is_ours || rest.is_empty())?;
    Some((reason, rest.to_vec()))
}

/// Marks a whole table as not applicable, and returns the blocks after the reason; `None` if the
/// table is applicable.
fn not_applicable(table: &[&str], content: &[Block], draft: &mut Draft<'_>) -> Option<Vec<Block>> {
    let (reason, rest) = reason_first(content, draft)?;
    draft.set_text(table, "not-applicable", &reason);
    Some(rest)
}
