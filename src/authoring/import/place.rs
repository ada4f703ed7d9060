//! Assigns the parts of a document to the sections and blocks of the template.

use super::matching::{Headings, LIKELY, SURE, says_more};
use crate::markdown::outline::{Block, Heading, MarkdownKind, Part};
use crate::template::{BlockKind, Template};

/// A document, sorted by the sections of the template.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// The first heading, if it is the document's title.
    pub(super) title: String,
    /// The blocks before the first section.
    pub(super) front: Vec<Block>,
    /// The contents of the template's sections, in the template's order.
    pub(super) sections: Vec<Content>,
    /// Headings that say more than the headings of the template that they match.
    pub(super) renamed: Vec<(String, String)>,
}

/// The content of a section.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// The blocks directly under the section's heading.
    pub(super) direct: Vec<Block>,
    /// The content of each block of the section, in the template's order.
    pub(super) blocks: Vec<Vec<Block>>,
    /// The content under headings that the template does not have.
    pub(super) extra: Vec<(String, Vec<Block>)>,
}

/// The current position.
#[derive(Clone, Copy, Debug)]
enum At {
    Front,
    Section(usize),
    Block(usize, usize),
    /// Below a heading of this level that the template does not have.
    Extra(u8),
}

/// Places every part of a document.
pub(super) fn place(parts: Vec<Part>, template: &Template) -> Placed {
    let mut walk = PlacementWalk::new(template);
    for (index, part) in parts.into_iter().enumerate() {
        if let Some(heading) = part.heading {
            walk.heading(heading, index == 1);
        }
        walk.take(part.blocks);
    }
    walk.placed
}

struct PlacementWalk<'t> {
    template: &'t Template,
    headings: Headings,
    placed: Placed,
    at: At,
    /// The current section, and the level of its heading.
    section: Option<(usize, u8)>,
    /// The level of the current block's heading.
    block_level: u8,
}

impl<'t> PlacementWalk<'t> {
    fn new(template: &'t Template) -> Self {
        let content = |section: &crate::template::Section| Content {
            blocks: vec![Vec::new(); section.blocks.len()],
            ..Content::default()
        };
        let sections = template.sections.iter().map(content).collect();
        let placed = Placed { sections, ..Placed::default() };
        Self {
            template,
            headings: Headings::of(template),
            placed,
            at: At::Front,
            section: None,
            block_level: 0,
        }
    }

    fn heading(&mut self, heading: Heading, first: bool) {
        let words = &heading.words;
        if first && heading.level == 1 && !self.is_section(words) {
            self.placed.title.clone_from(words);
            return;
        }
        let is_extra = matches!(self.at, At::Extra(level) if heading.level > level);
        if is_extra && !self.is_section(words) && !self.is_own_block(words) {
            return self.append_heading(&heading);
        }
        match self.section {
            Some((index, level)) if heading.level > level => self.below(index, level, heading),
            _ => self.top(heading),
        }
    }

    /// Places a heading inside a section.
    fn below(&mut self, index: usize, level: u8, heading: Heading) {
        let Some(section) = self.template.sections.get(index) else { return };
        let inside = match self.at {
            // Entities such as decisions, endpoints and tables may have headings.
            At::Block(_, at) if heading.level > self.block_level => section.blocks.get(at),
            At::Section(_) | At::Block(..) => section.blocks.iter().find(|block| block.heading.is_none()),
            At::Front | At::Extra(_) => None,
        };
        let entities = inside.is_some_and(|block| has_headings(&block.kind));
        let found = self.headings.block(&heading.words, index);
        let wanted = if entities { SURE } else { LIKELY };
        if let Some((at, _)) = found.filter(|(_, score)| *score >= wanted) {
            self.enter(index, at, &heading);
        } else if entities {
            let at =
                section.blocks.iter().position(|block| inside.is_some_and(|inside| inside.key == block.key));
            if let (Some(at), At::Section(_)) = (at, self.at) {
                self.at = At::Block(index, at);
                self.block_level = level;
            }
            self.append_heading(&heading);
        } else {
            match self.headings.anywhere(&heading.words).filter(|(.., score)| *score >= SURE) {
                Some((other, at, _)) => self.enter(other, at, &heading),
                None => self.extra(index, heading),
            }
        }
    }

    /// Places a heading that is not inside a section.
    fn top(&mut self, heading: Heading) {
        let of_section = self.headings.section(&heading.words).filter(|(_, score)| *score >= LIKELY);
        let of_block = self.headings.anywhere(&heading.words).filter(|(.., score)| *score >= 0.75);
        match (of_section, of_block) {
            (Some((index, score)), of_block) if of_block.is_none_or(|(.., other)| other <= score) => {
                self.at = At::Section(index);
                self.section = Some((index, heading.level));
                if let Some(section) = self.template.sections.get(index) {
                    self.taken_for(&heading, &section.heading, &section.key);
                }
            }
            (_, Some((index, at, _))) => {
                // The section has no heading in this document, so its level follows from the
                // block's.
                self.section = Some((index, heading.level.saturating_sub(1)));
                self.enter(index, at, &heading);
            }
            _ => {
                let index = self.section.map_or(0, |(index, _)| index);
                self.extra(index, heading);
            }
        }
    }

    fn enter(&mut self, section: usize, block: usize, heading: &Heading) {
        if let Some((_, level)) = self.section {
            self.section = Some((section, level));
        }
        self.at = At::Block(section, block);
        self.block_level = heading.level;
        let known = self.template.sections.get(section).and_then(|section| section.blocks.get(block));
        if let Some((own, key)) = known.and_then(|block| Some((block.heading.as_ref()?, &block.key))) {
            self.taken_for(heading, own, key);
        }
    }

    fn taken_for(&mut self, heading: &Heading, own: &str, key: &str) {
        if says_more(&heading.words, own, key) {
            self.placed.renamed.push((heading.words.clone(), own.to_owned()));
        }
    }

    fn extra(&mut self, section: usize, heading: Heading) {
        self.at = At::Extra(heading.level);
        if self.section.is_none() {
            return self.placed.front.push(as_block(&heading));
        }
        if let Some(content) = self.placed.sections.get_mut(section) {
            content.extra.push((heading.words, Vec::new()));
        }
    }

    fn append_heading(&mut self, heading: &Heading) {
        self.take(vec![as_block(heading)]);
    }

    fn take(&mut self, blocks: Vec<Block>) {
        let current = self.section.map_or(0, |(index, _)| index);
        let sections = &mut self.placed.sections;
        let place = match self.at {
            At::Front => Some(&mut self.placed.front),
            At::Extra(_) if self.section.is_none() => Some(&mut self.placed.front),
            At::Section(index) => sections.get_mut(index).map(|content| &mut content.direct),
            At::Block(index, at) => sections.get_mut(index).and_then(|content| content.blocks.get_mut(at)),
            At::Extra(_) => sections
                .get_mut(current)
                .and_then(|content| content.extra.last_mut())
                .map(|(_, blocks)| blocks),
        };
        if let Some(place) = place {
            // Horizontal rules between sections are not content.
            place.extend(blocks.into_iter().filter(|block| !matches!(block.kind, MarkdownKind::Rule)));
        }
    }

    fn is_section(&self, words: &str) -> bool {
        self.headings.section(words).is_some_and(|(_, score)| score >= SURE)
    }

    /// Whether the words name a block of the current section.
    fn is_own_block(&self, words: &str) -> bool {
        let section = self.section.map(|(index, _)| index);
        section
            .and_then(|section| self.headings.block(words, section))
            .is_some_and(|(_, score)| score >= SURE)
    }
}

/// Whether the entities of a block may have headings.
fn has_headings(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Decisions(_) | BlockKind::Api(_) | BlockKind::Models(_) | BlockKind::Tables(_) => true,
        BlockKind::Prose { .. }
        | BlockKind::Facts { .. }
        | BlockKind::Entries(_)
        | BlockKind::Diagram { .. }
        | BlockKind::Requirements(_)
        | BlockKind::Technologies(_)
        | BlockKind::Integrations(_)
        | BlockKind::Components(_)
        | BlockKind::Tree(_)
        | BlockKind::Risks(_)
        | BlockKind::Tests(_)
        | BlockKind::Footprint(_) => false,
    }
}

fn as_block(heading: &Heading) -> Block {
    let source = format!("{} {}", "#".repeat(usize::from(heading.level.max(1))), heading.words);
    Block::new(MarkdownKind::Heading(heading.clone()), source)
}
