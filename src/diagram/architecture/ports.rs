//! Lines that lead to a group end at its boundary.
//!
//! The layout knows boxes only, so such a line leads to a place in the group that nothing is drawn at, and is cut at
//! the boundary. Where that is not possible, because the line's label is inside, or because the group is related
//! to its own parts, the group is a box among its parts.

use std::collections::HashSet;

use super::super::geometry::{Point, Rect};
use super::super::layout::{self, Layout};
use super::Architecture;
use super::graph::Plan;

/// The least distance from an end to the corner of a boundary.
const CORNER: i32 = 10;
/// The least length of what is left of the last piece of a line: room for its tip.
const LEAST: i32 = 12;

/// A plan and its layout, in which lines end at boundaries.
pub(super) fn lay_out(architecture: &Architecture, share: usize) -> (Plan, Layout) {
    let mut boxed = HashSet::new();
    loop {
        let plan = Plan::boxing(architecture, &boxed);
        let mut layout = layout::lay_out(&plan.graph, share);
        if cut(&plan, &mut layout) {
            return (plan, layout);
        }
        boxed.extend(
            (0..plan.shown.len()).filter(|&node| plan.boxes[node].is_none()).map(|node| plan.shown[node]),
        );
    }
}

/// Cuts the lines to groups at their boundaries; whether that was possible.
fn cut(plan: &Plan, layout: &mut Layout) -> bool {
    let boundary = |node: usize| {
        let group = plan.graph.nodes[node].group.filter(|_| plan.boxes[node].is_none())?;
        Some(layout.groups[group]?.0)
    };
    let mut nets = std::mem::take(&mut layout.nets);
    let mut is_possible = true;
    for net in &mut nets {
        for stroke in &mut net.strokes {
            if let Some(rect) = stroke.lower.and_then(boundary) {
                is_possible &= outside(&mut stroke.points, &rect, net.label.as_ref());
            }
            if let Some(rect) = stroke.upper.and_then(boundary) {
                stroke.points.reverse();
                is_possible &= outside(&mut stroke.points, &rect, net.label.as_ref());
                stroke.points.reverse();
            }
        }
    }
    layout.nets = nets;
    is_possible
}

/// Cuts off what is inside of a boundary at the end of a line; whether that leaves a line with room for its tip.
fn outside(points: &mut Vec<Point>, rect: &Rect, label: Option<&Rect>) -> bool {
    let is_inside = |point: &Point| {
        rect.x <= point.x && point.x <= rect.right() && rect.y <= point.y && point.y <= rect.bottom()
    };
    let Some(first) = points.iter().position(is_inside).filter(|&first| first > 0) else { return false };
    let (from, to) = (points[first - 1], points[first]);
    let end = if from.x == to.x {
        Point { x: to.x, y: if from.y < to.y { rect.y } else { rect.bottom() } }
    } else {
        Point { x: if from.x < to.x { rect.x } else { rect.right() }, y: to.y }
    };
    points.truncate(first);
    points.push(end);
    let is_away = if from.x == to.x {
        rect.x + CORNER <= end.x && end.x <= rect.right() - CORNER
    } else {
        rect.y + CORNER <= end.y && end.y <= rect.bottom() - CORNER
    };
    let is_long = (from.x - end.x).abs() + (from.y - end.y).abs() >= LEAST;
    is_away && is_long && label.is_none_or(|label| !rect.overlaps(label))
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, outside};

    #[track_caller]
    fn check(points: &[(i32, i32)], label: Option<Rect>, expected: Option<&[(i32, i32)]>) {
        let rect = Rect { x: 100, y: 100, width: 200, height: 100 };
        let of =
            |points: &[(i32, i32)]| -> Vec<Point> { points.iter().map(|&(x, y)| Point { x, y }).collect() };
        let mut cut = of(points);
        let is_possible = outside(&mut cut, &rect, label.as_ref());
        assert_eq!(is_possible.then_some(cut), expected.map(of));
    }

    #[test]
    fn a_line_ends_at_the_side_that_it_comes_to() {
        check(&[(150, 20), (150, 140)], None, Some(&[(150, 20), (150, 100)]));
        check(&[(150, 280), (150, 140)], None, Some(&[(150, 280), (150, 200)]));
        check(&[(20, 20), (20, 150), (150, 150), (150, 170)], None, Some(&[(20, 20), (20, 150), (100, 150)]));
        check(&[(380, 150), (150, 150)], None, Some(&[(380, 150), (300, 150)]));
    }

    #[test]
    fn a_line_that_cannot_end_there_is_told() {
        check(&[(150, 120), (150, 140)], None, None);
        check(&[(104, 20), (104, 140)], None, None);
        check(&[(150, 95), (150, 140)], None, None);
        let inside = Rect { x: 120, y: 120, width: 40, height: 20 };
        check(&[(150, 20), (150, 140)], Some(inside), None);
    }
}
