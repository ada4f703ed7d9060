//! Telling the marks that Markdown takes for text from those in code, HTML, comments and escapes.
//!
//! `<<#` is never markup: the parser gives it as several pieces of text, or as part of a piece of
//! code or HTML. So it is enough to see into what kind of event a mark's first byte falls.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::page::Page;
use crate::markdown;

/// A place where a directive may begin.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The offset of its first byte.
    pub(super) at: usize,
    /// What it stands in.
    pub(super) within: Within,
    /// The level of the heading above, or 0.
    pub(super) above: u8,
}

/// What a mark stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph of the page itself, and its bytes.
    Paragraph(Range<usize>),
    /// A heading, and its bytes.
    Heading(Range<usize>),
    /// Something else, in words: `a list`.
    Other(&'static str),
}

/// Those of `marks` that are text of the page, in the order of the page.
pub(super) fn marks_in_text(page: &Page, marks: &[usize]) -> Vec<Mark> {
    let mut found = Vec::with_capacity(marks.len());
    let mut around: Vec<TagEnd> = Vec::new();
    let mut block = 0..0;
    let mut above = 0;
    for (event, range) in Parser::new_ext(page.text, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(tag) if !markdown::is_inline(tag.to_end()) => {
                if matches!(tag, Tag::Paragraph | Tag::Heading { .. }) {
                    block = range;
                }
                around.push(tag.to_end());
            }
            Event::End(tag) if around.last() == Some(&tag) => {
                around.pop();
                if let (TagEnd::Heading(level), []) = (tag, around.as_slice()) {
                    above = number(level);
                }
            }
            Event::Text(_) => {
                let Some(within) = within(&around, &block) else { continue };
                let first = marks.partition_point(|&at| at < range.start);
                let inside = marks.iter().skip(first).take_while(|&&at| at < range.end);
                found.extend(inside.filter(|&&at| !is_escaped(page, at)).map(|&at| Mark {
                    at,
                    within: within.clone(),
                    above,
                }));
            }
            _ => {}
        }
    }
    found
}

/// What text stands in; none for code and HTML, which is no text of the page.
fn within(around: &[TagEnd], block: &Range<usize>) -> Option<Within> {
    if let [TagEnd::Paragraph] = around {
        return Some(Within::Paragraph(block.clone()));
    }
    for tag in around.iter().rev() {
        let word = match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => return None,
            TagEnd::Heading(_) => return Some(Within::Heading(block.clone())),
            TagEnd::BlockQuote(_) => "a quote",
            TagEnd::List(_) | TagEnd::Item => "a list",
            TagEnd::FootnoteDefinition => "a footnote",
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => "a table",
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                "a definition list"
            }
            _ => continue,
        };
        return Some(Within::Other(word));
    }
    Some(Within::Other("the text"))
}

/// An odd number of backslashes before it: the last of them escapes it.
fn is_escaped(page: &Page, at: usize) -> bool {
    let before = page.slice(0..at);
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
