//! Tells the marks that Markdown takes for text from those in code, HTML, comments and escapes.
//!
//! `<<#` is never markup: the parser gives it as several pieces of text, or as part of a piece of
//! code or HTML. So it is enough to know which kind of event contains a mark's first byte.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::html;
use super::text::ChapterText;
use crate::markdown;

/// A place where a directive may begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The offset of the mark's first byte.
    pub(super) at: usize,
    /// The block that contains the mark.
    pub(super) within: Within,
    /// The level of the heading above, or 0.
    pub(super) above: u8,
}

/// The block that contains a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph at the top level of the page, and its range.
    Paragraph(Range<usize>),
    /// A heading, and its range.
    Heading(Range<usize>),
    /// A block of HTML; whether it is at the top level of the page.
    Html { top: bool },
    /// Any other block, in words: `a list`.
    Other(&'static str),
}

/// The marks that are text of the page, in order.
pub(super) fn marks_in_text(chapter: &ChapterText, marks: &[usize]) -> Vec<Mark> {
    marks_in_parts(chapter, marks, PART)
}

/// How many bytes of a page are parsed at once. The parser keeps a tree of its whole input, which
/// is many times as large.
const PART: usize = 256 << 10;

/// Reads the page in parts of at least `part` bytes. A top-level block does not depend on the
/// blocks before it, so the next part begins with the last block of this one, which may continue
/// past the end of the part. Text after the last mark is not read.
fn marks_in_parts(chapter: &ChapterText, marks: &[usize], part: usize) -> Vec<Mark> {
    let mut walk = MarkWalk { chapter, marks, found: Vec::with_capacity(marks.len()), above: 0 };
    let mut start = 0;
    let mut length = part;
    while marks.last().is_some_and(|last| start <= *last) {
        let end = chapter.boundary(start + length);
        match walk.part(start..end) {
            Some(next) if next > start => {
                start = next;
                length = part;
            }
            // A single block is longer than the part.
            Some(_) => length *= 2,
            None => break,
        }
    }
    walk.found
}

struct MarkWalk<'p> {
    chapter: &'p ChapterText<'p>,
    marks: &'p [usize],
    found: Vec<Mark>,
    /// The level of the heading above, or 0.
    above: u8,
}

impl MarkWalk<'_> {
    /// Reads the blocks of a part. If the part ends before the page, its last block is left out,
    /// and the offset of that block is returned.
    fn part(&mut self, part: Range<usize>) -> Option<usize> {
        let is_last = part.end == self.chapter.text.len();
        let text = self.chapter.slice(part.clone());
        let mut around: Vec<TagEnd> = Vec::new();
        let mut block = 0..0;
        // The marks in the current block.
        let mut marks: Vec<Mark> = Vec::new();
        let mut above = self.above;
        let mut begins = part.start;
        for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
            let range = part.start + range.start..part.start + range.end;
            if around.is_empty() {
                // The previous block is complete.
                self.found.append(&mut marks);
                self.above = above;
                // The kind of a block depends on its indentation.
                begins = self.chapter.line(range.start).start;
            }
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    self.html(&range, around.is_empty(), above, &mut marks);
                    around.push(TagEnd::HtmlBlock);
                }
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
                    let first = self.marks.partition_point(|&at| at < range.start);
                    let inside = self.marks.iter().skip(first).take_while(|&&at| at < range.end);
                    let inside = inside.filter(|&&at| !is_escaped(self.chapter, at));
                    marks.extend(inside.map(|&at| Mark { at, within: within.clone(), above }));
                }
                _ => {}
            }
        }
        if is_last {
            self.found.append(&mut marks);
            return None;
        }
        Some(begins)
    }
}

impl MarkWalk<'_> {
    /// Takes the marks in a block of HTML that have a line to themselves. Those in comments, and in elements
    /// that show text as it is written, are meant to be there.
    fn html(&self, block: &Range<usize>, top: bool, above: u8, marks: &mut Vec<Mark>) {
        let first = self.marks.partition_point(|&at| at < block.start);
        let mut inside = self.marks.iter().copied().skip(first).take_while(|&at| at < block.end).peekable();
        if inside.peek().is_none() {
            return;
        }
        let mut kept = html::kept_as_written(self.chapter.slice(block.clone())).into_iter().peekable();
        for at in inside {
            while kept.next_if(|range| block.start + range.end <= at).is_some() {}
            let is_kept = kept.peek().is_some_and(|range| block.start + range.start <= at);
            if !is_kept && self.is_whole_line(at) {
                marks.push(Mark { at, within: Within::Html { top }, above });
            }
        }
    }

    fn is_whole_line(&self, at: usize) -> bool {
        let line = self.chapter.line(at);
        let end = self.chapter.slice(at..line.end).trim_end();
        self.chapter.is_blank(line.start..at) && (end.ends_with(">>") || end.ends_with("}}"))
    }
}

/// The block that contains a text; none for code and HTML, which are not text of the page.
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

/// Whether there is an odd number of backslashes before a mark: the last of them escapes it.
fn is_escaped(chapter: &ChapterText, at: usize) -> bool {
    let before = chapter.slice(0..at);
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::directive::marker;
    use crate::source::Sources;

    fn block() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "<<#system-design a>>\n\n",
            "<<#a>>\n",
            "text <<#a>>\n",
            "# Heading <<#a>>\n",
            "Setext <<#a>>\n---\n",
            "## Two\n\n",
            "* item <<#a>>\n",
            "  goes on <<#a>>\n",
            "    code <<#a>>\n",
            "7. item\n",
            "> quote <<#a>>\n",
            "```\n<<#a>>\n",
            "```\n\n",
            "<div>\n<<#a>>\n",
            "</div>\n\n",
            "<!-- <<#a>>\n",
            "-->\n",
            "[^1]: note <<#a>>\n",
            "[r]: <<#a>>\n",
            "[<<#a>>][r] `<<#a>>`\n",
            "| a | <<#a>> |\n|---|---|\n",
            "| b | c |\n",
            "term <<#a>>\n: what <<#a>>\n",
            "\n",
            "\n\n",
            "***\n",
            "\\<<#a>> é日\n",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn a_page_reads_the_same_in_parts(blocks in prop::collection::vec(block(), 0..24), part in 1usize..80) {
            let text = blocks.concat();
            let chapter = ChapterText { text: &text, file: Sources::new().add("a.md", text.as_str()) };
            let marks: Vec<usize> = marker::positions(text.as_bytes());
            let whole = marks_in_parts(&chapter, &marks, text.len());
            prop_assert_eq!(marks_in_parts(&chapter, &marks, part), whole);
        }
    }
}
