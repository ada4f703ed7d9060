//! Lines from a box to itself: loops at its right side, with their labels beside them.

use super::block::{self, Styled};
use super::geometry::{Point, Rect};
use super::mark::Mark;
use super::picture::{Anchor, Connector, Direction, End, Label, Picture, Tip};

/// A line from a box to itself.
pub(super) struct Loop {
    pub label: Vec<Styled>,
    /// What the label says.
    pub words: Vec<String>,
    /// The upper and the lower end.
    pub tips: (Tip, Tip),
    pub dashed: bool,
    pub mark: Mark,
}

/// How far a loop reaches from its box, and from there to its label.
const REACH: i32 = 30;
const TO_LABEL: i32 = 6;
/// Least height of a loop, and the room between two of them.
const LEAST: i32 = 26;
const BETWEEN: i32 = 10;

/// Width beside the box and height of the box that its loops need.
pub(super) fn room(loops: &[Loop]) -> (i32, i32) {
    let mut room = (0, 2 * BETWEEN);
    for one in loops {
        let (width, height) = block::size(&one.label).unwrap_or_default();
        room.0 = room.0.max(REACH + TO_LABEL + width);
        room.1 += height.max(LEAST) + BETWEEN;
    }
    if loops.is_empty() { (0, 0) } else { room }
}

/// Draws the loops of a box, around the middle of its side.
pub(super) fn add(loops: Vec<Loop>, node: usize, picture: &mut Picture) {
    let Some(rect) = picture.boxes.get(node).map(|one| one.rect) else { return };
    let (_, height) = room(&loops);
    let mut y = rect.y + (rect.height - height) / 2 + BETWEEN + BETWEEN / 2;
    for one in loops {
        let (width, label_height) = block::size(&one.label).unwrap_or_default();
        let height = label_height.max(LEAST);
        let middle = y + height / 2;
        if width > 0 {
            let x = rect.right() + REACH + TO_LABEL;
            let top = middle - label_height / 2;
            picture.labels.push(Label {
                rect: Rect { x, y: top, width, height: label_height },
                texts: block::place(one.label, x, top, Anchor::Start),
                words: one.words,
                line: Some(picture.lines.len()),
                beside: true,
            });
        }
        let point = |x: i32, y: i32| Point { x, y };
        let (side, out) = (rect.right(), rect.right() + REACH);
        let (top, bottom) = (middle - LEAST / 2, middle + LEAST / 2);
        let end = |y: i32, tip: Tip| End { at: point(side, y), into: Direction::Left, of: Some(node), tip };
        picture.lines.push(Connector {
            strokes: vec![vec![point(side, top), point(out, top), point(out, bottom), point(side, bottom)]],
            ends: vec![end(top, one.tips.0), end(bottom, one.tips.1)],
            dashed: one.dashed,
            relations: 1,
            mark: one.mark,
        });
        y += height + BETWEEN;
    }
}
