//! The positions of the lifelines, and the greatest width of labels.

use super::super::block::{self, Styled};
use super::super::picture::Anchor;
use super::super::shapes;
use super::frames::{Frame, SIDE};
use super::{EventKind, Flow, Step, label_lines, name_lines};

/// The lifelines.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The x of each lifeline.
    pub x: Vec<i32>,
    /// The width of each participant's box.
    pub boxes: Vec<i32>,
    pub width: i32,
    /// Greatest widths of the lines of names and labels.
    pub limits: Limits,
    /// The first and the last x that text may have.
    edges: (i32, i32),
}

/// Greatest widths of lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Limits {
    pub name: i32,
    pub label: i32,
}

/// The width of a page: text of twelve units is nine pixels high in a column of 750 pixels.
const PAGE: i32 = 960;
/// Labels are broken into narrower lines by steps of this, until the picture fits a page.
const STEP: usize = 10;
const WIDEST: i32 = 230;
const NARROWEST: i32 = 70;
/// A label whose lines would be narrower than this leaves its arrow, if there is room beside it.
const COMFORT: i32 = 130;
/// Between a label and a lifeline.
const BESIDE: i32 = 8;
const MARGIN: i32 = 12;
const BOX_GAP: i32 = 14;
const PADDING: i32 = 10;
const LEAST_BOX: i32 = 56;
/// Between a label and the two lifelines beside it, together; most of it is for arrows.
const LABEL_ROOM: i32 = 24;
/// How far a call from a participant to itself reaches to the right, and where its label begins.
pub(super) const SELF_REACH: i32 = 24;
pub(super) const SELF_LABEL: i32 = 32;
/// Between the side of a note and its text.
pub(super) const NOTE_PADDING: i32 = 10;

impl Columns {
    /// The widest columns that fit a page, or the narrowest possible.
    pub(super) fn of(flow: &Flow, steps: &[Option<Step>]) -> Self {
        let mut columns = Self::default();
        for label in (NARROWEST..=WIDEST).rev().step_by(STEP) {
            let limits = Limits { name: (label * 2 / 3).max(60), label };
            columns = Self::within(flow, steps, limits);
            if columns.width <= PAGE {
                break;
            }
        }
        columns
    }

    fn within(flow: &Flow, steps: &[Option<Step>], limits: Limits) -> Self {
        let boxes: Vec<i32> = flow
            .participants
            .iter()
            .map(|one| {
                let (_, right, _, left) = shapes::insets(one.shape);
                let lines = name_lines(&one.name, limits.name);
                let text = block::size_in_box(&lines, PADDING).map_or(0, |(width, _)| width);
                ((text + 2 * PADDING + left + right).max(LEAST_BOX) + 1) / 2 * 2
            })
            .collect();
        // Least distances from one lifeline to a later one, and from a lifeline to the right edge.
        let mut distances: Vec<(usize, usize, i32)> = Vec::new();
        let mut reaches: Vec<(usize, i32)> =
            boxes.iter().enumerate().map(|(at, width)| (at, width / 2)).collect();
        for (at, pair) in boxes.windows(2).enumerate() {
            distances.push((at, at + 1, pair[0].midpoint(pair[1]) + BOX_GAP));
        }
        let mut left = boxes.first().map_or(0, |width| width / 2);
        for step in steps.iter().flatten() {
            let lines = label_lines(&step.text, limits.label);
            let padding = if step.kind.is_remark() { NOTE_PADDING } else { BESIDE };
            let text = block::size_in_box(&lines, padding).map_or(0, |(width, _)| width);
            let (one, other) = (step.from.min(step.to), step.from.max(step.to));
            match (step.kind, one == other) {
                (EventKind::Call | EventKind::Answer, true) => {
                    reaches.push((one, SELF_LABEL + text));
                    if one + 1 < boxes.len() {
                        distances.push((one, one + 1, SELF_LABEL + text + BOX_GAP));
                    }
                }
                (EventKind::Call | EventKind::Answer, false) => {
                    distances.push((one, other, text + LABEL_ROOM));
                }
                (EventKind::Note | EventKind::Failure, true) => {
                    let half = text / 2 + NOTE_PADDING + 1;
                    reaches.push((one, half));
                    if one == 0 {
                        left = left.max(half);
                    } else {
                        distances.push((one - 1, one, half + BOX_GAP));
                    }
                    if one + 1 < boxes.len() {
                        distances.push((one, one + 1, half + BOX_GAP));
                    }
                }
                (EventKind::Note | EventKind::Failure, false) => distances.push((one, other, text)),
            }
        }
        // Frames have their sides around all that.
        let beside = flow.depth() * SIDE;
        let mut x = vec![MARGIN + left + beside; boxes.len()];
        // Each distance leads to the right, so its start is known by the time its end is asked for.
        distances.sort_by_key(|&(_, to, _)| to);
        for (from, to, distance) in distances {
            x[to] = x[to].max(x[from] + distance);
        }
        let width = reaches.iter().map(|&(at, reach)| x[at] + reach).max().unwrap_or(0) + beside + MARGIN;
        let edges = (MARGIN + beside, width - MARGIN - beside);
        Self { x, boxes, width, limits, edges }
    }

    /// The lines of a message's label, and what is at which x: its middle above its arrow or, if the arrow is too
    /// short and there is room beside it, its beginning at the left lifeline or its end at the right one. Lifelines
    /// are interrupted there.
    pub(super) fn label(&self, text: &str, from: usize, to: usize) -> (Vec<Styled>, i32, Anchor) {
        let (left, right) = (self.x[from.min(to)], self.x[from.max(to)]);
        let room = right - left - 2 * BESIDE;
        let above = label_lines(text, room.max(self.limits.label));
        let within = (above, left.midpoint(right), Anchor::Middle);
        if within.0.len() < 2 || room.max(self.limits.label) >= COMFORT {
            return within;
        }
        let (to_right, to_left) = (self.edges.1 - left - BESIDE, right - BESIDE - self.edges.0);
        let lines = label_lines(text, WIDEST.min(to_right.max(to_left)).max(COMFORT));
        match block::size(&lines).map_or(0, |(width, _)| width) {
            width if width <= room => within,
            width if width <= to_right => (lines, left + BESIDE, Anchor::Start),
            width if width <= to_left => (lines, right - BESIDE, Anchor::End),
            _ => within,
        }
    }

    /// The lines of the label of a call from a participant to itself, which is beside the call.
    pub(super) fn own_label(&self, text: &str, at: usize) -> Vec<Styled> {
        let room = WIDEST.min(self.edges.1 - self.x[at] - SELF_LABEL);
        let lines = label_lines(text, self.limits.label);
        if lines.len() < 2 || self.limits.label >= COMFORT || room < COMFORT {
            return lines;
        }
        label_lines(text, room)
    }

    /// From the first to the last lifeline of a frame's events.
    pub(super) fn span(&self, flow: &Flow, frame: &Frame) -> i32 {
        let places = flow.places();
        let events = flow.events.get(frame.events.clone()).unwrap_or_default();
        let ends = events.iter().flat_map(|event| [&event.from, &event.to]);
        let x: Vec<i32> = ends.filter_map(|id| self.x.get(*places.get(id.as_str())?).copied()).collect();
        x.iter().max().zip(x.iter().min()).map_or(0, |(last, first)| last - first)
    }
}
