//! Lists are tight or loose as a whole.
//!
//! An item with bare text makes a list tight, one with a paragraph makes it loose. Only one of them
//! can be written, and a loose list of a single paragraph looks like a tight one.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{is_inline, is_paragraph};

/// Makes the list from `start` to the last event tight or loose.
pub(super) fn settle(events: &mut Vec<Event<'_>>, start: usize) {
    let shape = shape(events.get(start + 1..events.len().saturating_sub(1)).unwrap_or_default());
    if shape.bare && (shape.paragraphs > 0 || shape.absorbs) {
        let list = events.split_off(start);
        loosen(list, events);
    } else if shape.items == 1 && shape.paragraphs == 1 && shape.blocks == 1 {
        let list = events.split_off(start);
        tighten(list, events);
    }
}

#[derive(Default)]
struct ListShape {
    items: usize,
    /// The number of blocks directly in items.
    blocks: usize,
    /// How many of them are paragraphs.
    paragraphs: usize,
    /// Whether there is text directly in an item.
    bare: bool,
    /// Whether there are blocks that would absorb bare text beside them.
    absorbs: bool,
}

fn shape(body: &[Event<'_>]) -> ListShape {
    let mut shape = ListShape::default();
    let mut depth = 0_usize;
    for event in body {
        match event {
            Event::Start(tag) => {
                match depth {
                    0 => shape.items += 1,
                    1 if is_inline(tag.to_end()) => shape.bare = true,
                    1 => {
                        shape.blocks += 1;
                        shape.paragraphs += usize::from(is_paragraph(event));
                        shape.absorbs |= match tag {
                            Tag::DefinitionList | Tag::Table(_) | Tag::HtmlBlock | Tag::BlockQuote(_) => true,
                            Tag::List(first) => first.is_some_and(|first| first != 1),
                            _ => false,
                        };
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule | Event::Html(_) => shape.blocks += usize::from(depth == 1),
            _ => shape.bare |= depth == 1,
        }
    }
    shape
}

/// Puts bare text into paragraphs.
fn loosen<'a>(list: Vec<Event<'a>>, out: &mut Vec<Event<'a>>) {
    let mut depth = 0_usize;
    let mut open = false;
    for event in list {
        let bare = depth == 2
            && match &event {
                Event::Start(tag) => is_inline(tag.to_end()),
                Event::End(_) | Event::Rule | Event::Html(_) => false,
                _ => true,
            };
        if bare && !open {
            out.push(Event::Start(Tag::Paragraph));
            open = true;
        }
        if depth == 2 && !bare && open {
            out.push(Event::End(TagEnd::Paragraph));
            open = false;
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(event);
    }
}

/// Takes the only paragraph's text out of it.
fn tighten<'a>(list: Vec<Event<'a>>, out: &mut Vec<Event<'a>>) {
    let mut depth = 0_usize;
    for event in list {
        let edge = match &event {
            Event::Start(_) => {
                depth += 1;
                depth == 3 && is_paragraph(&event)
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                depth == 2 && matches!(tag, TagEnd::Paragraph)
            }
            _ => false,
        };
        if !edge {
            out.push(event);
        }
    }
}
