//! A page of the guide that is shown in a terminal, as Markdown.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

/// A part of a page that a terminal shows in a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading,
    /// A word of code within a line.
    Code,
    /// A code block with its fences, and its language.
    Block(String),
}

/// The parts of a page, in order. None contains another.
pub fn parts(page: &str) -> Vec<(Range<usize>, Part)> {
    let mut parts: Vec<(Range<usize>, Part)> = Vec::new();
    for (event, range) in Parser::new_ext(page, super::options()).into_offset_iter() {
        let part = match event {
            Event::Start(Tag::Heading { .. }) => Part::Heading,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                Part::Block(language.to_string())
            }
            Event::Code(_) => Part::Code,
            _ => continue,
        };
        if parts.last().is_none_or(|(last, _)| last.end <= range.start) {
            parts.push((range, part));
        }
    }
    parts
}

/// The page with the text of each link in place of a link to another page, which leads nowhere in a
/// terminal. Addresses on the web stay.
pub fn without_pages(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut at = 0;
    let mut link: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(page, super::options()).into_offset_iter() {
        match (event, &mut link) {
            (Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }), _)
                if !dest_url.contains(':') =>
            {
                text.push_str(&page[at..range.start]);
                at = range.start;
                link = Some(range.end..range.start);
            }
            (Event::End(TagEnd::Link), Some(inside)) => {
                text.push_str(page.get(inside.clone()).unwrap_or_default());
                at = range.end;
                link = None;
            }
            (_, Some(inside)) => *inside = inside.start.min(range.start)..inside.end.max(range.end),
            _ => {}
        }
    }
    text.push_str(&page[at..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_pages_become_their_text() {
        let page = "See [one](a.md), [`two`](../b.md#c) and [a *b* c](d.md).\n\n```md\n[kept](e.md)\n```\n\
                    <https://example.org>, [web](https://example.org), [](f.md)!\n";
        let expected = "See one, `two` and a *b* c.\n\n```md\n[kept](e.md)\n```\n\
                        <https://example.org>, [web](https://example.org), !\n";
        assert_eq!(without_pages(page), expected);
    }

    #[test]
    fn parts_are_found_in_order() {
        let page = "# A `b`\n\nc `d`\n\n```toml\ne\n```\n";
        let found: Vec<(&str, Part)> =
            parts(page).into_iter().map(|(range, part)| (&page[range], part)).collect();
        assert_eq!(
            found,
            [
                ("# A `b`\n", Part::Heading),
                ("`d`", Part::Code),
                ("```toml\ne\n```", Part::Block("toml".to_owned()))
            ]
        );
    }
}
