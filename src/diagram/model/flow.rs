//! The events of a flow.

use std::collections::HashSet;

use super::super::flow::{Event, EventKind, Flow, Frame, FrameBranch, Participant};
use super::Source;
use crate::design::{self, Entity, FlowPart, FrameKind, Step};

impl Source<'_> {
    /// A flow. Participants are in the order in which they first act.
    pub fn flow(&self, flow: &Entity<design::Flow>) -> Flow {
        let title = flow.title().to_owned();
        let mut out = Flow {
            title: self.titled("picture-flow", &title),
            note: self.words.label("note").to_owned(),
            fails: self.words.label("fails").to_owned(),
            contract: self.words.label("contract-used").to_owned(),
            ..Flow::default()
        };
        let mut known_ids = HashSet::new();
        // The frames that are open, by their place among all.
        let mut open: Vec<usize> = Vec::new();
        for part in flow.steps.parts() {
            let step = match part {
                FlowPart::Step(step) => step,
                FlowPart::Branch(frame, number) => {
                    let first = out.events.len();
                    if number == 0 {
                        open.push(out.frames.len());
                        out.frames.push(Frame {
                            kind: frame.kind,
                            events: first..first,
                            branches: Vec::new(),
                        });
                    }
                    let branch = self.branch(frame, number, first);
                    if let Some(frame) = open.last().and_then(|&at| out.frames.get_mut(at)) {
                        frame.branches.push(branch);
                    }
                    continue;
                }
                FlowPart::End(_) => {
                    let end = out.events.len();
                    if let Some(frame) = open.pop().and_then(|at| out.frames.get_mut(at)) {
                        frame.events.end = end;
                    }
                    continue;
                }
            };
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
        out.frames.retain(|frame| !frame.events.is_empty());
        out
    }

    fn branch(&self, frame: &design::Frame, number: usize, first: usize) -> FrameBranch {
        let word = match (frame.kind, number) {
            (kind, 0) => kind.label(),
            (FrameKind::Parallel, _) => "frame-and",
            _ => "frame-else",
        };
        let when = frame.branches.get(number).and_then(|branch| branch.when.as_ref());
        FrameBranch { first, word: self.words.label(word).to_owned(), when: self.described(when) }
    }

    /// Whether nobody waits for an answer: every relationship from one to the other is asynchronous. Who fetches
    /// something declares the relationship in the other direction.
    fn is_asynchronous(&self, from: &str, to: &str) -> bool {
        let between = |from: &str, to: &str| -> Vec<bool> {
            let uses = self.design.element(from).map(|element| element.uses().iter());
            let used = uses.into_iter().flatten().filter(|used| &*used.target == to);
            used.map(|used| used.is_async).collect()
        };
        let mut joined = between(from, to);
        if joined.is_empty() {
            joined = between(to, from);
        }
        !joined.is_empty() && joined.iter().all(|is_async| *is_async)
    }

    /// The call, the reply, what happens if it fails, and the note of a step. A reply without a call goes from
    /// the one who acts. The last message of a step that fails ends in a cross; without a message it is what
    /// happens. The first of them names the contract that the step uses.
    fn events(&self, step: &Step, from: &str, to: &str) -> Vec<Event> {
        let event = |kind, from: &str, to: &str, text: String| Event {
            kind,
            from: from.to_owned(),
            to: to.to_owned(),
            text,
            ..Event::default()
        };
        let mut events = Vec::new();
        if let Some(send) = &step.send {
            let asynchronous = self.is_asynchronous(from, to);
            events.push(Event { asynchronous, ..event(EventKind::Call, from, to, send.value.clone()) });
        }
        if let Some(reply) = &step.reply {
            let (from, to) = if step.send.is_some() { (to, from) } else { (from, to) };
            events.push(event(EventKind::Answer, from, to, reply.value.clone()));
        }
        if let Some(fails) = step.fails.as_ref().filter(|fails| fails.is_given()) {
            let said = self.words_of(fails);
            match events.last_mut() {
                Some(message) => {
                    message.fails = true;
                    events.push(event(EventKind::Failure, from, to, said));
                }
                None => events.push(Event { fails: true, ..event(EventKind::Call, from, to, said) }),
            }
        }
        if let Some(note) = step.note.as_ref().filter(|note| note.is_given()) {
            events.push(event(EventKind::Note, from, to, self.words_of(note)));
        }
        if let Some(contract) = step.contract.as_ref().filter(|contract| !contract.is_empty()) {
            if events.is_empty() {
                events.push(event(EventKind::Call, from, to, String::new()));
            }
            if let Some(first) = events.first_mut() {
                first.contract = Some(contract.id.value.clone());
            }
        }
        events
    }
}
