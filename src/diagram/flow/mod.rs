//! The sequence picture of a flow: who calls whom, in which order, and what comes back.
//!
//! Columns are as far apart as the labels between them need, by longest paths over least distances; if that
//! is wider than a page, labels and names are broken into narrower lines, step by step. Lifelines are
//! interrupted at labels and notes, so text never overlaps a line.

mod columns;
mod pieces;
mod rows;

use std::collections::HashMap;

use super::block::Styled;
use super::limits;
use super::metrics::Font;
use super::picture::{Picture, Shape};
use super::wrapping::{NO_BREAK, widest_word, wrap};
use columns::Columns;
pub use pieces::pieces;

/// The content of a sequence picture.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// The title of the picture for readers who cannot see it, such as "Place an order".
    pub title: String,
    /// The word before a note among the sentences, such as "Note".
    pub note: String,
    /// The participants, from left to right.
    pub participants: Vec<Participant>,
    /// The events, in order. An event with an unknown participant is left out.
    pub events: Vec<Event>,
    /// How many calls and answers came before, in a part of a flow: the numbers go on from there.
    pub before: usize,
}

impl Flow {
    /// Whether it should be shown in parts.
    pub fn is_large(&self) -> bool {
        limits::are_too_many(self.participants.len(), self.events.len())
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
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventKind {
    /// A call: a line with a filled arrow.
    #[default]
    Call,
    /// An answer: a dashed line with an open arrow.
    Answer,
    /// A note over the participants from one to the other.
    Note,
}

/// An event with its text in lines and the numbers of its participants.
struct Step {
    kind: EventKind,
    from: usize,
    to: usize,
    text: String,
}

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

/// The events between known participants; calls and answers are numbered.
fn steps(flow: &Flow) -> Vec<Step> {
    let places = flow.places();
    let place = |id: &str| places.get(id).copied();
    let mut number = flow.before;
    flow.events
        .iter()
        .filter_map(|event| {
            let (from, to) = (place(&event.from)?, place(&event.to)?);
            let text = if event.kind == EventKind::Note {
                event.text.clone()
            } else {
                number += 1;
                format!("{number}.{NO_BREAK}{}", event.text)
            };
            Some(Step { kind: event.kind, from, to, text })
        })
        .collect()
}

fn sentences(flow: &Flow, steps: &[Step]) -> Vec<String> {
    let name = |at: usize| flow.participants.get(at).map_or("", |one| &one.name);
    steps
        .iter()
        .map(|step| match step.kind {
            EventKind::Note => format!("{}: {}.", flow.note, step.text),
            EventKind::Call | EventKind::Answer => {
                let (number, text) = step.text.split_once(NO_BREAK).unwrap_or_default();
                format!("{number} {} → {}: {text}.", name(step.from), name(step.to))
            }
        })
        .collect()
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
