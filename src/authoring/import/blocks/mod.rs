//! The kinds of blocks, one file each or one for several of one shape: what a document says there
//! becomes entities and facts; what does not is given back.
//!
//! To add a kind: its function, and its arm in [`read`]; the compiler asks for it.

mod api;
mod components;
mod decisions;
mod diagrams;
mod facts;
mod footprint;
mod lists;
mod named;
mod resolve;
mod tables;
mod test_cases;

use super::draft::Draft;
use super::outline::{Block, MarkdownKind};
use crate::template::{self, Kind};

pub(super) use resolve::resolve;

/// Reads what stands in a block; gives back what has no place in it. `own`: it stands under the
/// block's own heading, and not just somewhere in its section.
pub(super) fn read(
    block: &template::Block,
    content: Vec<Block>,
    own: bool,
    draft: &mut Draft<'_>,
) -> Vec<Block> {
    if content.is_empty() {
        return content;
    }
    // We print a hint in italics where a block has nothing; what follows is the section's own.
    let is_facts = matches!(block.kind, Kind::Facts { .. });
    let is_empty = |first: &Block| first.source.starts_with('*') && draft.hints.is_hint(&first.source);
    if !is_facts && own && content.first().is_some_and(is_empty) {
        return content.into_iter().skip(1).collect();
    }
    match &block.kind {
        Kind::Facts { from, fields } => facts::facts(from, fields, content, draft),
        // Anything would do for the others: without their heading nothing says that they are meant.
        _ if !own => content,
        Kind::Prose { from, .. } => facts::prose(from, content, draft),
        Kind::Entries(entry) => facts::entries(&entry.from, content, draft),
        Kind::Diagram { of, words } => diagrams::read(*of, words, content, draft),
        Kind::Requirements(words) => lists::requirements(words, content, draft),
        Kind::Technologies(words) => lists::technologies(words, content, draft),
        Kind::Integrations(words) => lists::integrations(words, content, draft),
        Kind::Components(words) => components::read(words, content, draft),
        Kind::Tree(_) => diagrams::tree(content, draft),
        Kind::Api(words) => api::read(words, content, draft),
        Kind::Models(words) => named::models(words, content, draft),
        Kind::Tables(words) => tables::read(words, content, draft),
        Kind::Decisions(words) => decisions::read(words, content, draft),
        Kind::Tests(words) => test_cases::read(words, content, draft),
        Kind::Footprint(words) => footprint::read(words, content, draft),
    }
}

/// `*Not applicable*: why`, in the template's words or in those that everybody uses: the reason.
fn reason(text: &str, draft: &Draft<'_>) -> Option<String> {
    let own = draft.template.labels.label("not-applicable");
    let text = text.trim();
    let bare = text.trim_start_matches(['*', '_']);
    for words in [own, "Not applicable", "N/A"] {
        let Some(start) = bare.get(..words.len()) else { continue };
        let rest = bare.get(words.len()..).unwrap_or_default();
        if start.eq_ignore_ascii_case(words) && !rest.starts_with(char::is_alphanumeric) {
            let reason = super::words::behind_separator(rest.trim_start_matches(['*', '_']));
            let reason = reason.trim_start_matches(['*', '_', ':', ',']).trim().to_owned();
            return (!reason.is_empty()).then_some(reason);
        }
    }
    None
}

/// Where a block says why it has nothing: the reason, and what follows it. As we print it the
/// word is in italics; in other words the reason has to stand alone.
fn reason_first(content: &[Block], draft: &Draft<'_>) -> Option<(String, Vec<Block>)> {
    let (Block { kind: MarkdownKind::Paragraph, source }, rest) = content.split_first()? else { return None };
    let own = draft.template.labels.label("not-applicable");
    let behind = source.strip_prefix('*').and_then(|source| source.strip_prefix(own));
    let is_ours = behind.is_some_and(|behind| behind.starts_with("*:"));
    let reason = reason(source, draft).filter(|_| is_ours || rest.is_empty())?;
    Some((reason, rest.to_vec()))
}

/// A whole table that is not applicable: what follows the reason. `None`: it is applicable.
fn not_applicable(table: &[&str], content: &[Block], draft: &mut Draft<'_>) -> Option<Vec<Block>> {
    let (reason, rest) = reason_first(content, draft)?;
    draft.set_text(table, "not-applicable", &reason);
    Some(rest)
}
