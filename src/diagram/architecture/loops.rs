//! Relationships of an element with itself: loops at the right side of its box.

use super::super::geometry::{Point, Rect};
use super::super::picture::{Direction, End, Label, Line, Picture, Tip};
use super::graph::Plan;
use super::{Scene, card, label_size};

/// How far a loop reaches from its box, and from there to its label.
const REACH: i32 = 22;
const TO_LABEL: i32 = 6;
/// Least height of a loop, and the room between two of them.
const LEAST: i32 = 24;
const BETWEEN: i32 = 10;

/// Width beside the box and height of the box that an element's loops need.
pub(super) fn room(scene: &Scene, id: &str) -> (i32, i32) {
    let mut size = (0, 0);
    for relation in scene.relations.iter().filter(|one| one.from == id && one.to == id) {
        let (width, height) = label_size(relation).unwrap_or((0, 0));
        size.0 = size.0.max(REACH + TO_LABEL + width);
        size.1 += height.max(LEAST) + BETWEEN;
    }
    if size.1 > 0 { (size.0, size.1 + 2 * BETWEEN) } else { size }
}

/// Adds all loops.
pub(super) fn add(scene: &Scene, plan: &Plan, picture: &mut Picture) {
    for node in 0..plan.shown.len() {
        let loops: Vec<usize> = plan
            .drawn
            .iter()
            .filter(|drawn| drawn.from == node && drawn.to == node)
            .map(|drawn| drawn.relation)
            .collect();
        let Some(rect) = picture.boxes.get(node).map(|one| one.rect) else { continue };
        let (_, height) = room(scene, &scene.elements[plan.shown[node]].id);
        let mut y = rect.y + (rect.height - height) / 2 + BETWEEN + BETWEEN / 2;
        for relation in loops {
            y = add_loop(scene, relation, (node, &rect), y, picture);
        }
    }
}

fn add_loop(
    scene: &Scene,
    relation: usize,
    (node, rect): (usize, &Rect),
    y: i32,
    picture: &mut Picture,
) -> i32 {
    let relation = &scene.relations[relation];
    let size = label_size(relation);
    let height = size.map_or(0, |(_, height)| height).max(LEAST);
    let side = rect.right();
    let (top, bottom) = (y + height / 2 - LEAST / 2 + 2, y + height / 2 + LEAST / 2 - 2);
    let point = |x: i32, y: i32| Point { x, y };
    let end = |y: i32, tip: Tip| End { at: point(side, y), into: Direction::Left, of: Some(node), tip };
    if let Some((width, label_height)) = size {
        let x = side + REACH + TO_LABEL;
        let rect = Rect { x, y: y + (height - label_height) / 2, width, height: label_height };
        picture.labels.push(Label {
            rect,
            texts: card::label_texts(relation, &rect),
            line: Some(picture.lines.len()),
            beside: true,
        });
    }
    let out = side + REACH;
    picture.lines.push(Line {
        strokes: vec![vec![point(side, top), point(out, top), point(out, bottom), point(side, bottom)]],
        ends: vec![end(top, Tip::Plain), end(bottom, Tip::Arrow)],
        dashed: relation.asynchronous,
    });
    y + height + BETWEEN
}
