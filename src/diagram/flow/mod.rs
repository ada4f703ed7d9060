//! The sequence picture of a flow: who calls whom, in which order, and what comes back.
//!
//! Columns are as far apart as the labels between them need, by longest paths over least distances;
//! where that is wider than a page, labels and names are broken into narrower lines, step by step.
//! Lifelines are interrupted behind labels and notes, so nothing is written on a line.

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

/// What a sequence picture shows.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// The title of the picture for those who do not see it, such as "Place an order".
    pub title: String,
    /// The word before a note among the sentences, such as "Note".
    pub note: String,
    /// Who takes part, from the left to the right.
    pub participants: Vec<Participant>,
    /// What happens, in order; an event that names somebody else is left out.
    pub events: Vec<Event>,
    /// How many calls and answers came before, in a part of a flow: the numbers go on from there.
    pub before: usize,
}

impl Flow {
    /// Whether it should be shown in parts.
    pub fn is_large(&self) -> bool {
        limits::are_too_many(self.participants.len(), self.events.len())
    }

    /// The place of each participant by its id.
    pub(super) fn places(&self) -> HashMap<&str, usize> {
        let mut places = HashMap::with_capacity(self.participants.len());
        for (place, participant) in self.participants.iter().enumerate() {
            places.entry(participant.id.as_str()).or_insert(place);
        }
        places
    }
}

/// Somebody who takes part.
#[derive(Debug, Clone, Default)]
pub struct Participant {
    /// What events name it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How its box is drawn.
    pub shape: Shape,
    /// Where its box leads.
    pub href: Option<String>,
}

/// Something that happens between two participants, or in one.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// What kind of event it is.
    pub kind: EventKind,
    /// The id of the participant that it comes from.
    pub from: String,
    /// The id of the participant that it goes to; the same one for something that it does itself.
    pub to: String,
    /// What is sent, answered or noted.
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

/// A name keeps its words whole where they are not too long.
fn name_lines(name: &str, limit: i32) -> Vec<Styled> {
    let limit = limit.max(widest_word(name, NAME, 110));
    wrap(name, NAME, limit, 4).into_iter().map(|line| (line, NAME, false)).collect()
}

fn label_lines(text: &str, limit: i32) -> Vec<Styled> {
    let limit = limit.max(widest_word(text, LABEL, limit * 3 / 2));
    wrap(text, LABEL, limit, 6).into_iter().map(|line| (line, LABEL, false)).collect()
}
