//! Draws frames: a line around their events, a word in the corner, and conditions.

use super::super::block;
use super::super::geometry::Rect;
use super::super::metrics::Font;
use super::super::picture::{Anchor, Label, Outline, Picture};
use super::columns::Columns;
use super::frames::{Frame, SIDE};
use super::{Flow, LABEL, label_lines};

const WORD: Font = Font::bold(11);
/// From the word of a frame to its sides, and from there to the condition.
const TAB: (i32, i32) = (7, 3);
const TO_WHEN: i32 = 8;
const BELOW: i32 = 8;

/// A frame while what is in it is drawn.
pub(super) struct Open {
    top: i32,
    tab: Rect,
    /// The first label, box, line and outline of its content.
    from: [usize; 4],
    /// The labels with its words, by their index, and how far each is from the left side.
    words: Vec<(usize, i32)>,
    rules: Vec<i32>,
}

impl Open {
    /// Begins a frame, or its next branch, and says where the events go on.
    pub(super) fn branch(
        open: &mut Vec<Open>,
        (frame, number): (&Frame, usize),
        (flow, columns): (&Flow, &Columns),
        y: i32,
        picture: &mut Picture,
    ) -> i32 {
        let Some(branch) = frame.branches.get(number) else { return y };
        // A line between branches keeps away from what ends above it.
        let y = if number > 0 { y + BELOW / 2 } else { y };
        let word = vec![(branch.word.clone(), WORD, false)];
        let (width, height) = block::size(&word).unwrap_or_default();
        let tab = Rect { x: 0, y, width: width + 2 * TAB.0, height: height + 2 * TAB.1 };
        if number == 0 {
            let from =
                [picture.labels.len(), picture.boxes.len(), picture.lines.len(), picture.outlines.len()];
            open.push(Self { top: y, tab, from, words: Vec::new(), rules: Vec::new() });
        }
        let Some(own) = open.last_mut() else { return y };
        if number > 0 {
            own.rules.push(y - BELOW / 2 - 2);
        }
        let add =
            |lines: Vec<block::Styled>, words: &str, (aside, top): (i32, i32), picture: &mut Picture| {
                let (width, height) = block::size(&lines).unwrap_or_default();
                let rect = Rect { x: aside, y: top, width, height };
                picture.labels.push(Label {
                    rect,
                    texts: block::place(lines, aside, top, Anchor::Start),
                    words: vec![words.to_owned()],
                    line: None,
                    beside: true,
                });
                (picture.labels.len() - 1, aside)
            };
        own.words.push(add(word, &branch.word, (TAB.0, y + TAB.1), picture));
        let mut bottom = y + tab.height;
        if !branch.when.is_empty() {
            let aside = tab.width + TO_WHEN;
            let limit = (columns.span(flow, frame) - aside).max(columns.limits.label.max(120));
            let lines = label_lines(&format!("[{}]", branch.when), limit);
            let (_, height) = block::size(&lines).unwrap_or_default();
            let at = (aside, y + TAB.1 - (LABEL.size - WORD.size));
            own.words.push(add(lines, &branch.when, at, picture));
            bottom = bottom.max(y + TAB.1 + height);
        }
        bottom + BELOW
    }

    /// Ends a frame: its sides are around everything that was drawn since it began.
    pub(super) fn end(self, y: i32, picture: &mut Picture) -> i32 {
        let is_own = |label: &usize| self.words.iter().any(|(own, _)| own == label);
        let labels = picture.labels.iter().enumerate().skip(self.from[0]);
        let labels = labels.filter(|(at, _)| !is_own(at)).map(|(_, label)| label.rect);
        let boxes = picture.boxes.iter().skip(self.from[1]).map(|one| one.rect);
        let points = picture.lines.iter().skip(self.from[2]).flat_map(|line| line.strokes.iter().flatten());
        let points = points.map(|at| Rect { x: at.x, y: at.y, width: 0, height: 0 });
        let inner = picture.outlines.iter().skip(self.from[3]).map(|one| one.rect);
        let content: Vec<Rect> = labels.chain(boxes).chain(points).chain(inner).collect();
        let left = content.iter().map(|rect| rect.x).min().unwrap_or(2 * SIDE) - SIDE;
        let words =
            self.words.iter().filter_map(|&(at, aside)| Some(aside + picture.labels.get(at)?.rect.width));
        let right = content.iter().map(Rect::right).max().unwrap_or(0) + SIDE;
        let right = right.max(left + words.max().unwrap_or(0) + SIDE);
        for &(at, _) in &self.words {
            if let Some(label) = picture.labels.get_mut(at) {
                label.rect.x += left;
                label.texts.iter_mut().for_each(|text| text.x += left);
            }
        }
        let bottom = y - BELOW / 2;
        picture.outlines.push(Outline {
            rect: Rect { x: left, y: self.top, width: right - left, height: bottom - self.top },
            tab: Rect { x: left, ..self.tab },
            rules: self.rules,
        });
        bottom + BELOW
    }
}
