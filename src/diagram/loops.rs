//! Lines from a box to itself: loops at its right side, with their labels beside them; at its lower side where all
//! other lines lead to the right.

use super::block::{self, Styled};
use super::geometry::{Point, Rect};
use super::hints::Course;
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

/// Width beside the box and height of the box that its loops need; of loops below the box the height and the width.
pub(super) fn room(loops: &[Loop], course: Course) -> (i32, i32) {
    let mut room = (0, 2 * BETWEEN);
    for one in loops {
        let (out, along) = label_size(one, course);
        room.0 = room.0.max(REACH + TO_LABEL + out);
        room.1 += along.max(LEAST) + BETWEEN;
    }
    if loops.is_empty() { (0, 0) } else { room }
}

/// The size of a label away from the box and along its side.
fn label_size(one: &Loop, course: Course) -> (i32, i32) {
    let (width, height) = block::size(&one.label).unwrap_or_default();
    match course {
        Course::Down => (width, height),
        Course::Right => (height, width),
    }
}

/// Draws the loops of a box, around the middle of its side.
pub(super) fn add(loops: Vec<Loop>, node: usize, course: Course, picture: &mut Picture) {
    let Some(rect) = picture.boxes.get(node).map(|one| one.rect) else { return };
    let (side, start, length, into) = match course {
        Course::Down => (rect.right(), rect.y, rect.height, Direction::Left),
        Course::Right => (rect.bottom(), rect.x, rect.width, Direction::Up),
    };
    // Away from the box, and along its side.
    let point = |out: i32, along: i32| match course {
        Course::Down => Point { x: out, y: along },
        Course::Right => Point { x: along, y: out },
    };
    let (_, needed) = room(&loops, course);
    let mut next = start + (length - needed) / 2 + BETWEEN + BETWEEN / 2;
    for one in loops {
        let (label_out, label_along) = label_size(&one, course);
        let room = label_along.max(LEAST);
        let middle = next + room / 2;
        if label_out > 0 {
            let at = point(side + REACH + TO_LABEL, middle - label_along / 2);
            let size = point(label_out, label_along);
            let label = Rect { x: at.x, y: at.y, width: size.x, height: size.y };
            let (x, anchor) = match course {
                Course::Down => (label.x, Anchor::Start),
                Course::Right => (label.middle(), Anchor::Middle),
            };
            picture.labels.push(Label {
                rect: label,
                texts: block::place(one.label, x, label.y, anchor),
                words: one.words,
                line: Some(picture.lines.len()),
                beside: true,
            });
        }
        let out = side + REACH;
        let (first, last) = (middle - LEAST / 2, middle + LEAST / 2);
        let end = |along: i32, tip: Tip| End { at: point(side, along), into, of: Some(node), tip };
        picture.lines.push(Connector {
            strokes: vec![vec![point(side, first), point(out, first), point(out, last), point(side, last)]],
            ends: vec![end(first, one.tips.0), end(last, one.tips.1)],
            dashed: one.dashed,
            relations: 1,
            mark: one.mark,
        });
        next += room + BETWEEN;
    }
}
