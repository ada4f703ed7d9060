//! The horizontal and vertical pieces of all lines.

use super::super::geometry::Point;
use super::super::picture::Picture;

/// A piece of a line, from its lesser to its greater end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub line: usize,
    pub from: Point,
    pub to: Point,
}

/// Lines nearer to each other than this cannot be distinguished.
const APART: i32 = 4;

pub(super) fn all(picture: &Picture) -> Vec<Segment> {
    let mut segments = Vec::new();
    for (line, one) in picture.lines.iter().enumerate() {
        for stroke in &one.strokes {
            for pair in stroke.windows(2) {
                let (one, other) = (pair[0], pair[1]);
                let ordered = (one.x, one.y) <= (other.x, other.y);
                let (from, to) = if ordered { (one, other) } else { (other, one) };
                segments.push(Segment { line, from, to });
            }
        }
    }
    segments
}

impl Segment {
    pub(super) const fn is_level(&self) -> bool {
        self.from.y == self.to.y
    }

    pub(super) const fn is_upright(&self) -> bool {
        self.from.x == self.to.x
    }

    /// Whether two pieces of different lines run along each other.
    pub(super) fn lies_on(&self, other: &Self) -> bool {
        let along =
            |from: i32, to: i32, other_from: i32, other_to: i32| from.max(other_from) < to.min(other_to) - 1;
        if self.is_upright() && other.is_upright() {
            (self.from.x - other.from.x).abs() < APART
                && along(self.from.y, self.to.y, other.from.y, other.to.y)
        } else if self.is_level() && other.is_level() {
            (self.from.y - other.from.y).abs() < APART
                && along(self.from.x, self.to.x, other.from.x, other.to.x)
        } else {
            false
        }
    }
}

/// Places where the insides of two pieces of different lines meet at a right angle; where joined
/// lines meet another one twice at the same place, it counts once.
pub(super) fn crossings(segments: &[Segment]) -> usize {
    let mut places = Vec::new();
    for level in segments.iter().filter(|one| one.is_level() && !one.is_upright()) {
        for upright in segments.iter().filter(|one| one.is_upright() && one.line != level.line) {
            let (x, y) = (upright.from.x, level.from.y);
            if level.from.x < x && x < level.to.x && upright.from.y < y && y < upright.to.y {
                places.push((x, y, level.line, upright.line));
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    places.len()
}
