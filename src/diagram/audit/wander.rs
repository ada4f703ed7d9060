//! Lines that are hard to follow: staircases, and corners in which two lines seem to be one.

use std::collections::{BTreeMap, BTreeSet};

use super::super::geometry::Point;
use super::super::picture::{Connector, Picture};

/// A level piece shorter than this is a step.
const STEP: i32 = 40;
/// The most that a label interrupts its line.
const LABEL: i32 = 130;
/// Two corners this near to each other seem to be one line that goes on.
const TOUCH: (i32, i32) = (2, 20);

/// The places where a line has two or more short level pieces in a row, also across its label. Ways that
/// share a trunk show the same staircase once.
pub(super) fn stairs(picture: &Picture) -> usize {
    picture
        .lines
        .iter()
        .map(|line| ways(line).iter().flat_map(|way| steps(way)).collect::<BTreeSet<_>>().len())
        .sum()
}

/// Pairs of lines, one of which turns away where the other one comes in just below, on the same x.
pub(super) fn kisses(picture: &Picture) -> usize {
    // For each x, the corners there: y, whether the upright piece goes on downwards, and the line.
    let mut corners: BTreeMap<i32, BTreeSet<(i32, bool, usize)>> = BTreeMap::new();
    for (number, line) in picture.lines.iter().enumerate() {
        for three in line.strokes.iter().flat_map(|stroke| stroke.windows(3)) {
            let at = three[1];
            if let Some(upright) = [three[0], three[2]].iter().find(|other| other.x == at.x) {
                corners.entry(at.x).or_default().insert((at.y, upright.y > at.y, number));
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (&x, above) in &corners {
        for &(y, down, one) in above.iter().filter(|corner| !corner.1) {
            let near = corners.range(x - TOUCH.0..=x + TOUCH.0).flat_map(|(_, near)| near);
            let below = near.filter(|corner| corner.1 != down && (y..=y + TOUCH.1).contains(&corner.0));
            pairs.extend(below.filter(|corner| corner.2 != one).map(|corner| (one, corner.2, x)));
        }
    }
    pairs.len()
}

/// The ways along a line from its upper ends to its lower ones, joined over the label.
fn ways(line: &Connector) -> Vec<Vec<Point>> {
    let downwards = |stroke: &Vec<Point>| {
        let mut points = stroke.clone();
        if points.first().map(|point| point.y) > points.last().map(|point| point.y) {
            points.reverse();
        }
        points
    };
    let pieces: Vec<Vec<Point>> = line.strokes.iter().map(downwards).collect();
    let follows = |one: &[Point], other: &[Point]| match (one.last(), other.first()) {
        (Some(end), Some(start)) => (end.x - start.x).abs() < 2 && (0..=LABEL).contains(&(start.y - end.y)),
        _ => false,
    };
    let mut ways = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let others = || pieces.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        // What continues another piece is part of that one's ways.
        if others().any(|other| follows(other, piece)) {
            continue;
        }
        let mut next = others().filter(|other| follows(piece, other)).peekable();
        if next.peek().is_none() {
            ways.push(piece.clone());
        }
        ways.extend(next.map(|next| straight(piece.iter().chain(next))));
    }
    ways
}

/// Points without those between two others on one straight line.
fn straight<'p>(points: impl Iterator<Item = &'p Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for &point in points {
        if let [.., before, last] = kept[..]
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            kept.pop();
        }
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    }
    kept
}

/// Where each staircase of a way begins.
fn steps(way: &[Point]) -> Vec<(i32, i32)> {
    let inner = way.get(1..way.len().saturating_sub(1)).unwrap_or_default();
    let level = inner.windows(2).filter(|pair| pair[0].y == pair[1].y);
    let steps: Vec<Option<(i32, i32)>> =
        level.map(|pair| ((pair[0].x - pair[1].x).abs() < STEP).then_some((pair[0].x, pair[0].y))).collect();
    let runs = steps.split(Option::is_none).filter(|run| run.len() > 1);
    runs.filter_map(|run| run.first().copied().flatten()).collect()
}
