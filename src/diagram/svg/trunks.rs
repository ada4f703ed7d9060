//! The strokes of a line, with what several of them share drawn once: twice the ink would look twice as dark,
//! and dashes would meet.

use super::super::geometry::Point;
use super::super::lines::{RADIUS, rounded};

/// The paths of strokes of level and upright pieces.
pub(super) fn once(strokes: &[Vec<Point>]) -> Vec<String> {
    let mut drawn: Vec<(Point, Point)> = Vec::new();
    let mut paths = Vec::new();
    for points in strokes {
        if drawn.is_empty() {
            paths.push(rounded(points, [false, false]));
        } else {
            let length: i32 = points.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
            for (from, to) in fresh(points, &drawn) {
                // A corner at which it leaves the trunk is part of it.
                let cut = [from > 0, to < length];
                let from = if cut[0] { (from - RADIUS).max(0) } else { from };
                let to = if cut[1] { (to + RADIUS).min(length) } else { to };
                paths.push(rounded(&part(points, from, to), cut));
            }
        }
        drawn.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }
    paths
}

/// The parts of a stroke that are not drawn yet, as distances from its beginning.
fn fresh(points: &[Point], drawn: &[(Point, Point)]) -> Vec<(i32, i32)> {
    let mut parts: Vec<(i32, i32)> = Vec::new();
    let mut start = 0;
    for pair in points.windows(2) {
        let length = distance(pair[0], pair[1]);
        let mut covered: Vec<(i32, i32)> =
            drawn.iter().filter_map(|&other| common((pair[0], pair[1]), other)).collect();
        covered.sort_unstable();
        covered.push((length, length));
        let mut at = 0;
        for (from, to) in covered {
            if from > at {
                match parts.last_mut() {
                    Some(last) if last.1 == start + at => last.1 = start + from,
                    _ => parts.push((start + at, start + from)),
                }
            }
            at = at.max(to);
        }
        start += length;
    }
    parts
}

/// Where a piece lies on another one, as distances from its beginning.
fn common(piece: (Point, Point), other: (Point, Point)) -> Option<(i32, i32)> {
    // Along the piece, and across it.
    let along = |at: Point| if piece.0.y == piece.1.y { (at.x, at.y) } else { (at.y, at.x) };
    let (from, to, one, two) = (along(piece.0), along(piece.1), along(other.0), along(other.1));
    if from.1 != to.1 || one.1 != from.1 || two.1 != from.1 {
        return None;
    }
    let (low, high) = (from.0.min(to.0).max(one.0.min(two.0)), from.0.max(to.0).min(one.0.max(two.0)));
    if low >= high {
        return None;
    }
    Some(if from.0 < to.0 { (low - from.0, high - from.0) } else { (from.0 - high, from.0 - low) })
}

/// The part of a stroke between two distances from its beginning.
fn part(points: &[Point], from: i32, to: i32) -> Vec<Point> {
    let mut out = Vec::new();
    let mut start = 0;
    for pair in points.windows(2) {
        let length = distance(pair[0], pair[1]);
        let end = start + length;
        let at = |wanted: i32| Point {
            x: pair[0].x + (pair[1].x - pair[0].x).signum() * (wanted - start),
            y: pair[0].y + (pair[1].y - pair[0].y).signum() * (wanted - start),
        };
        if end > from && start < to {
            if out.is_empty() {
                out.push(at(from.max(start)));
            }
            out.push(at(to.min(end)));
        }
        start = end;
    }
    out
}

fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

#[cfg(test)]
mod tests {
    use super::{Point, once};

    fn points(of: &[(i32, i32)]) -> Vec<Point> {
        of.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn a_trunk_is_drawn_once() {
        let far = points(&[(100, 0), (100, 50), (300, 50), (300, 90)]);
        let near = points(&[(100, 0), (100, 50), (200, 50), (200, 90)]);
        let paths = once(&[far.clone(), near.clone()]);
        assert_eq!(paths[1], "M193 50 Q200 50 200 57 L200 90");
        let paths = once(&[near, far]);
        assert_eq!(paths[1], "M193 50 L293 50 Q300 50 300 57 L300 90");
    }

    #[test]
    fn strokes_that_meet_share_their_end() {
        let one = points(&[(0, 0), (0, 50), (100, 50), (100, 90)]);
        let other = points(&[(200, 0), (200, 50), (100, 50), (100, 90)]);
        let paths = once(&[one.clone(), other]);
        assert_eq!(paths[1], "M200 0 L200 43 Q200 50 193 50 L107 50 Q100 50 100 57");
        assert_eq!(once(&[one.clone(), one]).len(), 1);
    }
}
