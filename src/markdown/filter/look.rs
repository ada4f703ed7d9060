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
    if may_matter(text) { look_closely(text, schemes) } else { Looked::default() }
}

/// A cheap look, which spares most texts the parser: nothing can be found without a bracket, a fence or many marks.
fn may_matter(text: &str) -> bool {
    let is_mark = |byte: &u8| matches!(byte, b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b':');
    text.contains(['[', '<'])
        || ["```", "~~~"].iter().any(|fence| text.contains(fence))
        || text.bytes().filter(is_mark).count() > DEEPEST
}

fn look_closely(text: &str, schemes: &Schemes) -> Looked {
    let mut looked = Looked::default();
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: &[&str] = &[
        "a",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        ": ",
        "\n: ",
        "\n  - ",
        "    ",
        "[a]",
        "[a](javascript:b)",
        "\n\n[a]: javascript:b",
        "<javascript:b>",
        "![a](data:b)",
        "```mermaid\n",
        "~~~ mermaid\n",
        "click a \"javascript:b\"\n",
        "```\n",
        "&#91;",
        "\\[",
    ];

    proptest! {
        #[test]
        fn the_cheap_look_misses_nothing(
            nested in prop::collection::vec(prop::sample::select(&["> ", "- ", "1. ", ": "][..]), 0..20),
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..8),
        ) {
            let text = nested.concat() + &pieces.concat();
            let looked = look_closely(&text, &Schemes::default());
            let is_clean = looked.unsafe_addresses.is_empty() && looked.too_deep.is_none();
            prop_assert!(may_matter(&text) || is_clean, "{text:?}");
        }
    }
}
