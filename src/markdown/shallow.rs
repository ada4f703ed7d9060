//! Flattens blocks that are nested too deeply.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::filter::{DEEPEST, nests};
use super::{is_block_edge, is_inline};

/// Passes events on, without the quotes and lists that are too deep; their content stays, as blocks
/// one after another. A written footnote definition is not inside anything, so its depth starts
/// again.
#[derive(Default)]
pub(super) struct Shallow {
    /// How many quotes and lists are open; beside it, that of the texts around the footnote.
    depth: usize,
    around: Vec<usize>,
    /// How many blocks of text are open in the flattened part.
    blocks: usize,
    /// Whether a paragraph was opened for text that has none.
    paragraph: bool,
}

impl Shallow {
    pub(super) fn take<'a>(&mut self, event: Event<'a>, give: &mut impl FnMut(Event<'a>)) {
        match &event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.close(give);
                self.around.push(std::mem::take(&mut self.depth));
                give(event);
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.close(give);
                self.depth = self.around.pop().unwrap_or_default();
                give(event);
            }
            Event::Start(tag) if nests(tag.to_end()) => {
                self.close(give);
                self.depth += 1;
                if self.depth <= DEEPEST {
                    give(event);
                }
            }
            Event::End(tag) if nests(*tag) => {
                self.close(give);
                if self.depth <= DEEPEST {
                    give(event);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ if self.depth > DEEPEST => self.flatten(event, give),
            _ => give(event),
        }
    }

    fn flatten<'a>(&mut self, event: Event<'a>, give: &mut impl FnMut(Event<'a>)) {
        match event {
            Event::Start(Tag::Item | Tag::DefinitionListDefinition)
            | Event::End(TagEnd::Item | TagEnd::DefinitionListDefinition) => self.close(give),
            Event::Start(Tag::DefinitionListTitle) => {
                self.blocks += 1;
                give(Event::Start(Tag::Paragraph));
            }
            Event::End(TagEnd::DefinitionListTitle) => {
                self.blocks = self.blocks.saturating_sub(1);
                give(Event::End(TagEnd::Paragraph));
            }
            Event::Start(tag) if !is_inline(tag.to_end()) => {
                self.close(give);
                self.blocks += 1;
                give(Event::Start(tag));
            }
            Event::End(tag) if !is_inline(tag) => {
                self.blocks = self.blocks.saturating_sub(1);
                give(Event::End(tag));
            }
            event => {
                if self.blocks == 0 && is_block_edge(&event) {
                    self.close(give);
                } else if self.blocks == 0 && !self.paragraph {
                    self.paragraph = true;
                    give(Event::Start(Tag::Paragraph));
                }
                give(event);
            }
        }
    }

    fn close<'a>(&mut self, give: &mut impl FnMut(Event<'a>)) {
        if std::mem::take(&mut self.paragraph) {
            give(Event::End(TagEnd::Paragraph));
        }
    }
}
