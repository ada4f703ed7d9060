//! The ends of lines as SVG paths: arrows, and crow's feet (Everest, 1976).

use super::geometry::Point;
use super::picture::{Direction, End, Tip};

/// Length of an arrow's head.
const HEAD: i32 = 10;
/// Half its width.
const HALF: i32 = 4;
/// From a lifeline to the middle of a cross.
const CROSS: i32 = 9;
/// Length of a crow's foot, and the distances of the bars and the ring from the box.
const FOOT: i32 = 12;
const BAR: i32 = 8;
const SECOND_BAR: i32 = 13;
const RING: i32 = 4;

/// A path, and whether it is filled.
pub(super) struct Path {
    pub data: String,
    pub filled: bool,
}

/// What is drawn at an end.
pub(super) fn path(end: &End) -> Option<Path> {
    let filled = end.tip == Tip::Arrow;
    let frame = Frame { at: end.at, into: end.into };
    let data = match end.tip {
        Tip::Plain => return None,
        Tip::Arrow => format!("{} Z", frame.lines(&[(HEAD, HALF), (0, 0), (HEAD, -HALF)])),
        Tip::Open => frame.lines(&[(HEAD, HALF), (0, 0), (HEAD, -HALF)]),
        Tip::Cross => {
            let (near, far) = (CROSS - HALF, CROSS + HALF);
            format!(
                "{} {}",
                frame.lines(&[(near, HALF), (far, -HALF)]),
                frame.lines(&[(near, -HALF), (far, HALF)])
            )
        }
        Tip::One => format!("{} {}", frame.bar(BAR), frame.bar(SECOND_BAR)),
        Tip::ZeroOrOne => format!("{} {}", frame.bar(BAR), frame.ring(BAR + 1 + RING)),
        Tip::ZeroOrMany => format!("{} {}", frame.foot(), frame.ring(FOOT + RING)),
        Tip::OneOrMany => format!("{} {}", frame.foot(), frame.bar(FOOT + 4)),
    };
    Some(Path { data, filled })
}

/// How far before the box the line itself ends, so that it does not show beside or within the tip.
pub(super) const fn shortening(tip: Tip) -> i32 {
    match tip {
        Tip::Arrow => HEAD - 2,
        Tip::Cross => CROSS,
        _ => 0,
    }
}

/// Distances backwards along the line and sideways, turned into places.
struct Frame {
    at: Point,
    into: Direction,
}

impl Frame {
    fn point(&self, (back, aside): (i32, i32)) -> Point {
        let (right, down) = self.into.step();
        Point { x: self.at.x - right * back + down * aside, y: self.at.y - down * back + right * aside }
    }

    fn lines(&self, places: &[(i32, i32)]) -> String {
        let points: Vec<String> = places
            .iter()
            .map(|&place| self.point(place))
            .map(|point| format!("{} {}", point.x, point.y))
            .collect();
        format!("M{}", points.join(" L"))
    }

    fn bar(&self, back: i32) -> String {
        self.lines(&[(back, 6), (back, -6)])
    }

    fn foot(&self) -> String {
        self.lines(&[(0, 6), (FOOT, 0), (0, -6)])
    }

    fn ring(&self, back: i32) -> String {
        let centre = self.point((back, 0));
        format!(
            "M{} {} a{RING} {RING} 0 1 1 {} 0 a{RING} {RING} 0 1 1 -{2} 0",
            centre.x - RING,
            centre.y,
            2 * RING
        )
    }
}
