//! The tree of a document: headings with the blocks and headings below them.

use super::outline::{Block, Heading, MarkdownKind, Part, outline};
use super::prepared::{FrontEntry, Prepared};
use super::{Link, links};

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The heading that is the document's title.
    pub(crate) title: Option<Heading>,
    /// The blocks before the first section.
    pub(crate) preamble: Vec<Block>,
    pub(crate) sections: Vec<Node>,
    pub(crate) front: Vec<FrontEntry>,
    /// The links and images, with their lines.
    pub(crate) links: Vec<(usize, Link)>,
}

/// A heading and what is below it.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) heading: Heading,
    pub(crate) blocks: Vec<Block>,
    pub(crate) below: Vec<Node>,
}

impl Tree {
    pub(crate) fn new(text: &str, is_section: impl Fn(&str) -> bool) -> Self {
        let prepared = Prepared::new(text);
        let mut parts = outline(&prepared.text);
        for part in &mut parts {
            number(&mut part.blocks, &prepared);
            if let Some(heading) = &mut part.heading {
                heading.line = prepared.line(heading.line);
            }
        }
        let mut parts = parts.into_iter().peekable();
        let links = links_with_lines(&prepared);
        let mut tree = Self { front: prepared.front, links, ..Self::default() };
        tree.preamble
            .extend(parts.next_if(|part| part.heading.is_none()).into_iter().flat_map(|part| part.blocks));
        let rest: Vec<Part> = parts.collect();
        let first = rest.first().and_then(|part| part.heading.as_ref());
        let level = first.map_or(0, |heading| heading.level);
        // A title is above everything else, or it is no section.
        let alone =
            rest.iter().skip(1).filter_map(|part| part.heading.as_ref()).all(|heading| heading.level > level);
        let has_title = first.is_some_and(|heading| {
            (alone && rest.len() > 1 && level == 1) || (level == 1 && !is_section(&heading.words))
        });
        let mut rest = rest.into_iter();
        if has_title && let Some(Part { heading, blocks }) = rest.next() {
            tree.title = heading;
            tree.preamble.extend(blocks);
        }
        let mut open: Vec<Node> = Vec::new();
        for Part { heading, blocks } in rest {
            let Some(heading) = heading else { continue };
            close(&mut open, &mut tree.sections, heading.level);
            open.push(Node { heading, blocks, below: Vec::new() });
        }
        close(&mut open, &mut tree.sections, 0);
        tree
    }
}

/// Ends the headings that are not above one of this level.
fn links_with_lines(prepared: &Prepared) -> Vec<(usize, Link)> {
    let (mut line, mut before) = (1, 0);
    let found = links(&prepared.text).into_iter().map(|link| {
        line += prepared.text.get(before..link.start).unwrap_or_default().matches('\n').count();
        before = before.max(link.start);
        (prepared.line(line), link)
    });
    found.collect()
}

fn close(open: &mut Vec<Node>, sections: &mut Vec<Node>, level: u8) {
    while let Some(node) = open.pop_if(|node| node.heading.level >= level) {
        match open.last_mut() {
            Some(above) => above.below.push(node),
            None => sections.push(node),
        }
    }
}

/// Gives blocks their lines in the document.
fn number(blocks: &mut [Block], prepared: &Prepared) {
    for block in blocks {
        block.line = prepared.line(block.line);
        if let MarkdownKind::List(items) = &mut block.kind {
            for item in items {
                number(&mut item.blocks, prepared);
            }
        }
    }
}

impl Node {
    /// Whether there is nothing below but text.
    pub(crate) fn is_leaf(&self) -> bool {
        self.below.is_empty()
    }
}
