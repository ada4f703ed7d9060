//! The events of a flow.

use std::collections::HashSet;

use super::super::flow::{Event, EventKind, Flow, Participant};
use super::Source;
use crate::design::{self, Entity, Step};

impl Source<'_> {
    /// A flow. Participants are in the order in which they first act.
    pub fn flow(&self, flow: &Entity<design::Flow>) -> Flow {
        let title = flow.title().to_owned();
        let mut out = Flow {
            title: self.titled("picture-flow", &title),
            note: self.words.label("note").to_owned(),
            ..Flow::default()
        };
        let mut known_ids = HashSet::new();
        for step in &flow.steps {
            let (Some(from), Some(to)) = (self.element(&step.from), self.element(&step.to)) else { continue };
            out.events.extend(self.events(step, from.id, to.id));
            for known in [from, to] {
                if known_ids.insert(known.id) {
                    out.participants.push(Participant {
                        id: known.id.to_owned(),
                        href: self.href(known.subject, known.id),
                        name: known.name,
                        shape: known.shape,
                    });
                }
            }
        }
        out
    }

    /// The call, the reply and the note of a step. A reply without a call goes from the one who acts.
    fn events(&self, step: &Step, from: &str, to: &str) -> Vec<Event> {
        let event = |kind, from: &str, to: &str, text: String| Event {
            kind,
            from: from.to_owned(),
            to: to.to_owned(),
            text,
        };
        let mut events = Vec::new();
        if let Some(send) = &step.send {
            events.push(event(EventKind::Call, from, to, send.value.clone()));
        }
        if let Some(reply) = &step.reply {
            let (from, to) = if step.send.is_some() { (to, from) } else { (from, to) };
            events.push(event(EventKind::Answer, from, to, reply.value.clone()));
        }
        if let Some(note) = step.note.as_ref().filter(|note| note.is_given()) {
            events.push(event(EventKind::Note, from, to, self.words_of(note)));
        }
        events
    }
}
