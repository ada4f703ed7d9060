//! Draws the events below each other, and the participants above and below them.

use super::super::block;
use super::super::geometry::{Point, Rect};
use super::super::picture::{Anchor, Card, Connector, Direction, End, Label, Picture, Rail, Shape, Tip};
use super::super::shapes;
use super::columns::{Columns, NOTE_PADDING, SELF_LABEL, SELF_REACH};
use super::outlines::Open;
use super::{EventKind, Flow, Part, Step, label_lines, name_lines};

const MARGIN: i32 = 12;
/// Above and below a name in its box.
const PADDING: i32 = 9;
/// From a label to its line, and from there to the next event.
const TO_LINE: i32 = 5;
const BETWEEN: i32 = 14;
/// The least height of a call from a participant to itself.
const SELF_HEIGHT: i32 = 22;
/// With more events than this, the participants are repeated below them.
const REPEAT: usize = 6;
/// After this many events, the participants are repeated before the next one that is in no frame.
const FAR: usize = 20;

/// Draws everything and sets the height.
pub(super) fn draw(flow: &Flow, steps: &[Option<Step>], columns: &Columns, picture: &mut Picture) {
    let height = head_height(flow, columns);
    add_heads(flow, columns, MARGIN, height, picture);
    let top = MARGIN + height;
    let mut y = top + BETWEEN;
    let mut open: Vec<Open> = Vec::new();
    let mut next_heads = FAR;
    for part in flow.parts() {
        y = match part {
            Part::Event(at) => match steps.get(at).and_then(Option::as_ref) {
                Some(step) => {
                    if open.is_empty() && at >= next_heads && at + REPEAT < steps.len() {
                        add_heads(flow, columns, y, height, picture);
                        y += height + BETWEEN;
                        next_heads = at + FAR;
                    }
                    add_step(step, columns, y, picture)
                }
                None => y,
            },
            Part::Branch(frame, number) => {
                Open::branch(&mut open, (frame, number), (flow, columns), y, picture)
            }
            Part::End(_) => open.pop().map_or(y, |frame| frame.end(y, picture)),
        };
    }
    let bottom = y;
    picture.height = bottom + MARGIN;
    if steps.len() > REPEAT {
        add_heads(flow, columns, bottom, height, picture);
        picture.height += height;
    }
    for &x in &columns.x {
        add_rail(x, top, bottom, picture);
    }
    // A condition may be wider than the steps that it is about.
    let right = picture.outlines.iter().map(|outline| outline.rect.right() + MARGIN).max();
    picture.width = picture.width.max(right.unwrap_or(0));
}

fn add_step(step: &Step, columns: &Columns, y: i32, picture: &mut Picture) -> i32 {
    match (step.kind.is_remark(), step.from == step.to) {
        (true, _) => add_note(step, columns, y, picture),
        (false, true) => add_self(step, columns, y, picture),
        (false, false) => add_message(step, columns, y, picture),
    }
}

fn head_height(flow: &Flow, columns: &Columns) -> i32 {
    let heights = flow.participants.iter().map(|one| {
        let (top, _, bottom, _) = shapes::insets(one.shape);
        let lines = name_lines(&one.name, columns.limits.name);
        block::size(&lines).map_or(0, |(_, height)| height) + top + bottom
    });
    heights.max().unwrap_or(0) + 2 * PADDING
}

fn add_heads(flow: &Flow, columns: &Columns, y: i32, height: i32, picture: &mut Picture) {
    for ((one, &x), &width) in flow.participants.iter().zip(&columns.x).zip(&columns.boxes) {
        let rect = Rect { x: x - width / 2, y, width, height };
        let (top, right, bottom, left) = shapes::insets(one.shape);
        let lines = name_lines(&one.name, columns.limits.name);
        let text = block::size(&lines).map_or(0, |(_, height)| height);
        let middle = rect.x + left + (width - left - right) / 2;
        let first = y + top + (height - top - bottom - text) / 2;
        picture.boxes.push(Card {
            rect,
            shape: one.shape,
            texts: block::place(lines, middle, first, Anchor::Middle),
            words: vec![one.name.clone()],
            href: one.href.clone(),
            ..Card::default()
        });
    }
}

fn add_message(step: &Step, columns: &Columns, y: i32, picture: &mut Picture) -> i32 {
    let (from, to) = (columns.x[step.from], columns.x[step.to]);
    let (lines, x, anchor) = columns.label(&step.text, step.from, step.to);
    let (width, height) = block::size(&lines).unwrap_or_default();
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2,
        Anchor::End => x - width,
    };
    let rect = Rect { x: left, y, width, height };
    let level = y + height + TO_LINE;
    picture.labels.push(Label {
        rect,
        texts: block::place(lines, x, y, anchor),
        words: vec![step.text.clone()],
        line: Some(picture.lines.len()),
        beside: true,
    });
    let into = if to > from { Direction::Right } else { Direction::Left };
    let ends = [Point { x: from, y: level }, Point { x: to, y: level }];
    picture.lines.push(line(step, ends.to_vec(), into));
    level + BETWEEN
}

fn add_self(step: &Step, columns: &Columns, y: i32, picture: &mut Picture) -> i32 {
    let x = columns.x[step.from];
    let lines = columns.own_label(&step.text, step.from);
    let (width, height) = block::size(&lines).unwrap_or_default();
    let tall = height.max(SELF_HEIGHT);
    let top = y + (tall - height) / 2;
    let left = x + SELF_LABEL;
    picture.labels.push(Label {
        rect: Rect { x: left, y: top, width, height },
        texts: block::place(lines, left, top, Anchor::Start),
        words: vec![step.text.clone()],
        line: Some(picture.lines.len()),
        beside: true,
    });
    let (upper, lower) = (y + tall / 2 - SELF_HEIGHT / 2, y + tall / 2 + SELF_HEIGHT / 2);
    let out = x + SELF_REACH;
    let points = [(x, upper), (out, upper), (out, lower), (x, lower)];
    let points = points.map(|(x, y)| Point { x, y });
    picture.lines.push(line(step, points.to_vec(), Direction::Left));
    y + tall + BETWEEN
}

fn line(step: &Step, points: Vec<Point>, into: Direction) -> Connector {
    let end = |at: Option<&Point>, tip: Tip| at.map(|&at| End { at, into, of: None, tip });
    let answer = step.kind == EventKind::Answer;
    let tip = match (step.fails, answer || step.asynchronous) {
        (true, _) => Tip::Cross,
        (false, true) => Tip::Open,
        (false, false) => Tip::Arrow,
    };
    let ends = [end(points.first(), Tip::Plain), end(points.last(), tip)];
    Connector {
        ends: ends.into_iter().flatten().collect(),
        strokes: vec![points],
        dashed: answer,
        relations: 1,
        ..Connector::default()
    }
}

/// A note over all lifelines from one participant to the other.
fn add_note(step: &Step, columns: &Columns, y: i32, picture: &mut Picture) -> i32 {
    let (left, right) = (columns.x[step.from.min(step.to)], columns.x[step.from.max(step.to)]);
    let lines = label_lines(&step.text, (right - left).max(columns.limits.label));
    let (width, height) = block::size_in_box(&lines, NOTE_PADDING).unwrap_or_default();
    let across = (width + 2 * NOTE_PADDING).max(right - left + 2 * NOTE_PADDING);
    let middle = left.midpoint(right);
    let rect = Rect { x: middle - across / 2, y, width: across, height: height + NOTE_PADDING };
    picture.boxes.push(Card {
        rect,
        shape: Shape::Note,
        texts: block::place(lines, middle, y + NOTE_PADDING / 2, Anchor::Middle),
        words: vec![step.text.clone()],
        ..Card::default()
    });
    y + rect.height + BETWEEN
}

/// Adds a lifeline, interrupted at text and where its participant is repeated.
fn add_rail(x: i32, top: i32, bottom: i32, picture: &mut Picture) {
    let labels = picture.labels.iter().map(|label| label.rect.shrunk(-3));
    let between = |rect: &Rect| top <= rect.y && rect.bottom() <= bottom;
    let boxes = picture.boxes.iter().map(|one| one.rect).filter(between);
    let mut gaps: Vec<(i32, i32)> = labels
        .chain(boxes)
        .filter(|rect| rect.x < x && x < rect.right())
        .map(|rect| (rect.y, rect.bottom()))
        .collect();
    gaps.sort_unstable();
    let mut from = top;
    for (start, end) in gaps.into_iter().chain([(bottom, bottom)]) {
        if start > from {
            picture.rails.push(Rail { x, from, to: start });
        }
        from = from.max(end);
    }
}
