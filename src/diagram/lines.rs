//! Lines of level and upright pieces as SVG paths with round corners.

use std::fmt::Write as _;

use super::geometry::Point;
use super::picture::End;
use super::tips;

/// The greatest radius of a corner.
pub(super) const RADIUS: i32 = 7;

/// The path of a line; corners are as round as the pieces beside them allow. Where the line is `cut` at its
/// beginning or end, it is part of a longer one, and the corner there may take all of its piece.
pub(super) fn rounded(points: &[Point], cut: [bool; 2]) -> String {
    let mut path = String::new();
    let last = points.len().saturating_sub(1);
    for (at, &point) in points.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = if at == 0 {
            write!(path, "M{} {}", point.x, point.y)
        } else if at == last {
            if path.ends_with(&format!(" {} {}", point.x, point.y)) {
                Ok(())
            } else {
                write!(path, " L{} {}", point.x, point.y)
            }
        } else {
            let (before, after) = (points[at - 1], points[at + 1]);
            let room = |piece: i32, whole: bool| if whole { piece } else { piece / 2 };
            let room_before = room(distance(before, point), cut[0] && at == 1);
            let room_after = room(distance(point, after), cut[1] && at + 1 == last);
            let radius = RADIUS.min(room_before).min(room_after);
            let (from, to) = (towards(point, before, radius), towards(point, after, radius));
            // A corner may begin where the line begins, and end where it ends.
            if from != before || at > 1 {
                let _ = write!(path, " L{} {}", from.x, from.y);
            }
            write!(path, " Q{} {} {} {}", point.x, point.y, to.x, to.y)
        };
    }
    path
}

/// Moves the end of a line at `at` to the beginning of its tip.
pub(super) fn move_end(points: &mut [Point], at: Point, end: &End) {
    let (right, down) = end.into.step();
    let short = tips::shortening(end.tip);
    let moved = Point { x: end.at.x - right * short, y: end.at.y - down * short };
    let ends = if points.len() < 2 { 0 } else { points.len() - 1 };
    for place in [0, ends] {
        if let Some(point) = points.get_mut(place)
            && *point == at
        {
            *point = moved;
        }
    }
}

fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

/// The point `steps` units from one point to another on the same level or upright line.
fn towards(from: Point, to: Point, steps: i32) -> Point {
    Point { x: from.x + (to.x - from.x).signum() * steps, y: from.y + (to.y - from.y).signum() * steps }
}
