//! Emphasis that can be written without reading it back.
//!
//! The serializer reads every block with emphasis back, since how it is read depends on what is around
//! it. Nearly all of ours are labels, though: a word between white space and a colon. The rules for
//! delimiter runs (`CommonMark` 6.2) leave no doubt about these, and reading them back would take
//! half of a document's time.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{is_block_edge, is_mark};

/// For each event whether it is a mark that may be written as it is. In a block that the
/// serializer reads back in any case, none is.
pub(super) fn plain_marks(events: &[Event<'_>], spelt: &[Option<Range<usize>>]) -> Vec<bool> {
    let mut plain = vec![false; events.len()];
    let mut start = 0;
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let block = start..index + 1;
            start = index + 1;
            let is_spelt = spelt.get(block.clone()).is_some_and(|spelt| spelt.iter().any(Option::is_some));
            if let Some(marks) = (!is_spelt).then(|| marks_of(events, block)).flatten() {
                for mark in marks {
                    plain[mark] = true;
                }
            }
        }
    }
    plain
}

/// The indexes of the marks of one block, if all of them are plain.
pub(super) fn of_block(block: &[Event<'_>]) -> Option<Vec<usize>> {
    marks_of(block, 0..block.len())
}

/// How a plain mark is written.
pub(super) fn written(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => Some("**"),
        Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => Some("*"),
        _ => None,
    }
}

/// The marks of a block, if all of them are plain.
fn marks_of(events: &[Event<'_>], block: Range<usize>) -> Option<Vec<usize>> {
    let mut marks = Vec::new();
    let mut open = false;
    for index in block {
        let event = events.get(index)?;
        let neighbour = |at: Option<usize>| at.and_then(|at| events.get(at));
        match event {
            Event::Start(tag) if is_mark(tag.to_end()) => {
                let can_open = stands_apart(neighbour(index.checked_sub(1)), Side::Before)
                    && matches!(neighbour(Some(index + 1)), Some(Event::Text(text)) if begins_plainly(text));
                if open || !can_open || written(event).is_none() {
                    return None;
                }
                open = true;
                marks.push(index);
            }
            Event::End(tag) if is_mark(*tag) => {
                let can_close = stands_apart(neighbour(Some(index + 1)), Side::Behind)
                    && matches!(neighbour(index.checked_sub(1)), Some(Event::Text(text)) if ends_plainly(text));
                if !can_close {
                    return None;
                }
                open = false;
                marks.push(index);
            }
            Event::Start(_) | Event::End(_) if open => return None,
            _ => {}
        }
    }
    Some(marks)
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
}

/// Whether the neighbour of a mark is an edge, white space or harmless punctuation.
fn stands_apart(neighbour: Option<&Event<'_>>, side: Side) -> bool {
    match neighbour {
        Some(Event::Text(text)) => match side {
            Side::Before => text.ends_with([' ', '(']),
            Side::Behind => text.starts_with([' ', ':', ',', ';', ')']),
        },
        // An anchor.
        Some(Event::InlineHtml(_)) => side == Side::Before,
        Some(Event::SoftBreak | Event::HardBreak) | None => true,
        Some(event) => is_block_edge(event),
    }
}

/// Beside what is apart, a mark is read as one unless it is next to white space. These characters also mean nothing
/// else there.
fn begins_plainly(text: &CowStr<'_>) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '/' | '"'))
}

fn ends_plainly(text: &CowStr<'_>) -> bool {
    let is_plain = |c: char| matches!(c, ')' | '.' | '?' | '}' | '+' | '/' | '%' | '"');
    text.ends_with(|c: char| c.is_alphanumeric() || is_plain(c))
}
