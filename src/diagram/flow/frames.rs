//! Frames of a flow: where they begin, go on and end among its events.

use std::ops::Range;

use super::Flow;
use crate::design::FrameKind;

/// Between the side of a frame and what is in it.
pub(super) const SIDE: i32 = 10;

/// A frame around events.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What happens to the branches.
    pub kind: FrameKind,
    /// Its events, by their index.
    pub events: Range<usize>,
    /// The branches, in order.
    pub branches: Vec<FrameBranch>,
}

/// A branch of a frame.
#[derive(Debug, Clone)]
pub struct FrameBranch {
    /// The index of its first event; that of the next branch, or of the end, if it has none.
    pub first: usize,
    /// The word for it: that of the frame for the first one, such as "alt", then such as "else".
    pub word: String,
    /// When it is taken.
    pub when: String,
}

/// What is drawn, from the top to the bottom.
#[derive(Debug, Clone, Copy)]
pub enum Part<'f> {
    /// An event, by its index.
    Event(usize),
    /// A branch begins; with the first one the frame begins.
    Branch(&'f Frame, usize),
    /// A frame ends.
    End(&'f Frame),
}

impl Flow {
    /// The events, and where frames begin, go on and end.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::with_capacity(self.events.len() + 4 * self.frames.len());
        for at in 0..=self.events.len() {
            // What ends here ends before anything begins, the inner ones first.
            for frame in self.frames.iter().rev().filter(|frame| frame.events.end == at) {
                let late = frame.branches.iter().enumerate().filter(|(_, branch)| branch.first >= at);
                parts.extend(late.map(|(number, _)| Part::Branch(frame, number)));
                parts.push(Part::End(frame));
            }
            for frame in self.frames.iter().filter(|frame| frame.events.contains(&at)) {
                let here = frame.branches.iter().enumerate().filter(|(_, branch)| branch.first == at);
                parts.extend(here.map(|(number, _)| Part::Branch(frame, number)));
            }
            parts.extend((at < self.events.len()).then_some(Part::Event(at)));
        }
        parts
    }

    /// The most frames around an event.
    pub(super) fn depth(&self) -> i32 {
        let around = |at: usize| self.frames.iter().filter(|frame| frame.events.contains(&at)).count();
        let starts = self.frames.iter().map(|frame| around(frame.events.start));
        starts.max().and_then(|depth| i32::try_from(depth).ok()).unwrap_or(0)
    }

    /// The frames of some of the events, as frames of these events alone.
    pub(super) fn frames_within(&self, run: &Range<usize>) -> Vec<Frame> {
        let clip = |at: usize| at.clamp(run.start, run.end) - run.start;
        let frames = self.frames.iter().map(|frame| {
            let mut branches: Vec<FrameBranch> = Vec::new();
            for branch in frame.branches.iter().filter(|branch| branch.first < run.end) {
                let branch = FrameBranch { first: clip(branch.first), ..branch.clone() };
                // Of those that begin before, the last one goes on.
                if branch.first == 0 && frame.events.start < run.start {
                    branches.clear();
                }
                branches.push(branch);
            }
            Frame { events: clip(frame.events.start)..clip(frame.events.end), branches, ..frame.clone() }
        });
        frames.filter(|frame| !frame.events.is_empty()).collect()
    }
}
