//! What the filter changes in a text, with places, for reports to the author.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::{Schemes, Use, language, unsafe_clicks};
use crate::markdown::options;

/// How deep quotes, lists and footnotes may be nested. Deeper ones are flattened: each level is
/// repeated before every line, so without a limit a page would grow with the square of its text.
pub const DEEPEST: usize = 16;

/// What the filter changes in a text.
#[derive(Debug, Default)]
pub struct Looked {
    /// The addresses that are not allowed, and the bytes of their links.
    pub unsafe_addresses: Vec<(Range<usize>, String)>,
    /// The bytes of the first quote, list or footnote that is too deep.
    pub too_deep: Option<Range<usize>>,
}

/// Looks at a text as it will be printed.
pub fn look(text: &str, schemes: &Schemes) -> Looked {
    let mut looked = Looked::default();
    if !text.contains([':', '&', '%', '>', '-', '*', '+', '.', ')']) {
        return looked;
    }
    let mut depth = 0_usize;
    let mut in_mermaid = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, link_type, .. })
                if link_type != LinkType::Email && !schemes.pass(&dest_url, Use::Link) =>
            {
                looked.unsafe_addresses.push((range, dest_url.into_string()));
            }
            Event::Start(Tag::Image { dest_url, .. }) if !schemes.pass(&dest_url, Use::Image) => {
                looked.unsafe_addresses.push((range, dest_url.into_string()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_mermaid = &*language(&info) == "mermaid";
            }
            Event::End(TagEnd::CodeBlock) => in_mermaid = false,
            Event::Text(script) if in_mermaid => {
                let found = unsafe_clicks(&script, schemes).into_iter();
                let moved = found.map(|(inner, address)| {
                    (range.start + inner.start..(range.start + inner.end).min(range.end), address)
                });
                looked.unsafe_addresses.extend(moved);
            }
            Event::Start(tag) if nests(tag.to_end()) => {
                depth += 1;
                if depth > DEEPEST && looked.too_deep.is_none() {
                    looked.too_deep = Some(range);
                }
            }
            Event::End(tag) if nests(tag) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    looked
}

/// Whether it contains blocks that are written with a mark before each line.
pub(in crate::markdown) fn nests(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList
    )
}
