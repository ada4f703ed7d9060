//! The sequence picture of a flow: who calls whom, in which order, and what comes back.
//!
//! Columns are as far apart as the labels between them need, by longest paths over least distances; if that
//! is wider than a page, labels and names are broken into narrower lines, step by step. Lifelines are
//! interrupted at labels and notes, so text never overlaps a line.

mod columns;
mod frames;
mod outlines;
mod pieces;
mod rows;

use std::collections::HashMap;

use super::block::Styled;
use super::limits;
use super::metrics::Font;
use super::picture::{Picture, Shape};
use super::wrapping::{NO_BREAK, widest_word, wrap};
use columns::Columns;
pub use frames::{Frame, FrameBranch, Part};
pub use pieces::pieces;

/// The content of a sequence picture.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// The title of the picture for readers who cannot see it, such as "Place an order".
    pub title: String,
    /// The word before a note among the sentences, such as "Note".
    pub note: String,
    /// The word before what happens if a step fails, such as "Fails".
    pub fails: String,
    /// The word before the contract that a step uses, such as "contract".
    pub contract: String,
    /// The participants, from left to right.
    pub participants: Vec<Participant>,
    /// The events, in order. An event with an unknown participant is left out.
    pub events: Vec<Event>,
    /// The frames around events, the outer ones first.
    pub frames: Vec<Frame>,
    /// How many calls and answers came before, in a part of a flow: the numbers go on from there.
    pub before: usize,
}

impl EventKind {
    /// Whether it is a remark, and not a numbered message.
    pub fn is_remark(self) -> bool {
        matches!(self, EventKind::Note | EventKind::Failure)
    }
}

impl Flow {
    /// What is said before a remark; nothing before a message.
    pub fn word(&self, kind: EventKind) -> &str {
        match kind {
            EventKind::Note => &self.note,
            EventKind::Failure => &self.fails,
            EventKind::Call | EventKind::Answer => "",
        }
    }

    /// Whether it should be shown in parts.
    pub fn is_large(&self) -> bool {
        limits::are_too_many(self.participants.len(), self.events.len())
    }

    /// Whether its text would be too small in a page's column: its participants are too many to be side by side.
    pub fn is_wide(&self) -> bool {
        let is_narrow = self.participants.len() <= NEVER_WIDE || self.is_large();
        !is_narrow && Columns::of(self, &steps(self)).width > limits::MOST_WIDTH
    }

    /// The index of each participant by its id.
    pub(super) fn places(&self) -> HashMap<&str, usize> {
        let mut places = HashMap::with_capacity(self.participants.len());
        for (place, participant) in self.participants.iter().enumerate() {
            places.entry(participant.id.as_str()).or_insert(place);
        }
        places
    }
}

/// A participant.
#[derive(Debug, Clone, Default)]
pub struct Participant {
    /// The id by which events name the participant.
    pub id: String,
    /// The participant's name.
    pub name: String,
    /// The shape of the participant's box.
    pub shape: Shape,
    /// The link of the participant's box.
    pub href: Option<String>,
}

/// An event between two participants, or of one alone.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// The kind of the event.
    pub kind: EventKind,
    /// The id of the participant who acts.
    pub from: String,
    /// The id of the other participant; the same id if one acts alone.
    pub to: String,
    /// The message, the answer or the note.
    pub text: String,
    /// Whether it ends in a cross: it does not arrive, or fails.
    pub fails: bool,
    /// Whether nobody waits for an answer: the arrow is open.
    pub asynchronous: bool,
    /// The contract that the step uses. It is in the table of steps and not in the picture.
    pub contract: Option<String>,
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventKind {
    /// A call: a line with a filled arrow, or with an open one if nobody waits.
    #[default]
    Call,
    /// An answer: a dashed line with an open arrow.
    Answer,
    /// A note over the participants from one to the other.
    Note,
    /// The same, with what happens if the message before it fails.
    Failure,
}

/// An event with its text in lines and the numbers of its participants.
struct Step {
    kind: EventKind,
    from: usize,
    to: usize,
    text: String,
    fails: bool,
    asynchronous: bool,
}

/// So few participants fit a page.
const NEVER_WIDE: usize = 8;

const NAME: Font = Font::bold(13);
const LABEL: Font = Font::regular(12);

/// Draws a flow.
pub fn picture(flow: &Flow) -> Picture {
    let steps = steps(flow);
    let columns = Columns::of(flow, &steps);
    let mut picture = Picture {
        title: flow.title.clone(),
        sentences: sentences(flow, &steps),
        width: columns.width,
        ..Picture::default()
    };
    rows::draw(flow, &steps, &columns, &mut picture);
    picture
}

/// The events between known participants, in the place of each; calls and answers are numbered.
fn steps(flow: &Flow) -> Vec<Option<Step>> {
    let places = flow.places();
    let place = |id: &str| places.get(id).copied();
    let mut number = flow.before;
    let steps = flow.events.iter().map(|event| {
        let (from, to) = (place(&event.from)?, place(&event.to)?);
        let text = if event.kind.is_remark() {
            event.text.clone()
        } else {
            number += 1;
            format!("{number}.{NO_BREAK}{}", event.text)
        };
        Some(Step { kind: event.kind, from, to, text, fails: event.fails, asynchronous: event.asynchronous })
    });
    steps.collect()
}

fn sentences(flow: &Flow, steps: &[Option<Step>]) -> Vec<String> {
    let name = |at: usize| flow.participants.get(at).map_or("", |one| &one.name);
    let sentence = |part: Part<'_>| match part {
        Part::Event(at) => {
            let step = steps.get(at)?.as_ref()?;
            Some(if step.kind.is_remark() {
                format!("{}: {}.", flow.word(step.kind), step.text)
            } else {
                let (number, text) = step.text.split_once(NO_BREAK).unwrap_or_default();
                format!("{number} {} → {}: {text}.", name(step.from), name(step.to))
            })
        }
        Part::Branch(frame, number) => {
            let branch = frame.branches.get(number)?;
            Some(if branch.when.is_empty() {
                format!("{}:", branch.word)
            } else {
                format!("{} {}:", branch.word, branch.when)
            })
        }
        Part::End(_) => None,
    };
    flow.parts().into_iter().filter_map(sentence).collect()
}

/// A name keeps its words whole unless they are too long.
fn name_lines(name: &str, limit: i32) -> Vec<Styled> {
    let limit = limit.max(widest_word(name, NAME, 110));
    wrap(name, NAME, limit, 4).into_iter().map(|line| (line, NAME, false)).collect()
}

fn label_lines(text: &str, limit: i32) -> Vec<Styled> {
    let limit = limit.max(widest_word(text, LABEL, limit * 3 / 2));
    wrap(text, LABEL, limit, 6).into_iter().map(|line| (line, LABEL, false)).collect()
}
