//! A flow as a `sequenceDiagram`.

use super::escape;
use super::scene::{Sequence, Step};
use super::script::Script;

/// The picture, or nothing where nothing happens.
pub fn write_sequence(scene: &Sequence) -> Option<String> {
    let steps: Vec<&Step> =
        scene.steps.iter().filter(|step| can_be_drawn(step, scene.participants.len())).collect();
    if steps.is_empty() {
        return None;
    }
    let mut out = Script::new("sequenceDiagram");
    for (at, participant) in scene.participants.iter().enumerate() {
        let word = if participant.person { "actor" } else { "participant" };
        out.line(1, &format!("{word} p{at} as {}", escape::wrapped(&participant.name, NAME_WIDTH)));
    }
    for step in steps {
        write_step(step, &mut out);
    }
    Some(out.finish())
}

/// Characters to a line, so that ten participants fit a page: Mermaid widens the drawing to the
/// longest line between two of them.
const MESSAGE_WIDTH: usize = 32;
const NAME_WIDTH: usize = 18;

fn can_be_drawn(step: &Step, participants: usize) -> bool {
    let says_something = step.send.is_some() || step.reply.is_some() || step.note.is_some();
    says_something && step.from < participants && step.to < participants
}

fn write_step(step: &Step, out: &mut Script) {
    let (from, to) = (step.from, step.to);
    if let Some(send) = &step.send {
        out.line(1, &format!("p{from}->>p{to}: {}", escape::wrapped(send, MESSAGE_WIDTH)));
    }
    if let Some(reply) = &step.reply {
        // Without a call in this step, the answer goes from the one who acts.
        let (from, to) = if step.send.is_some() { (to, from) } else { (from, to) };
        out.line(1, &format!("p{from}-->>p{to}: {}", escape::wrapped(reply, MESSAGE_WIDTH)));
    }
    if let Some(note) = &step.note {
        let place = if from == to { format!("right of p{from}") } else { format!("over p{from},p{to}") };
        out.line(1, &format!("Note {place}: {}", escape::wrapped(note, MESSAGE_WIDTH)));
    }
}
