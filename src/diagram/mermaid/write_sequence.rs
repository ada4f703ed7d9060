//! A flow as a `sequenceDiagram`.

use super::super::picture::Shape;
use super::super::sequence::{Event, Flow, Kind};
use super::escape;
use super::script::Script;

/// The picture, or nothing where nothing happens.
pub fn write_sequence(flow: &Flow) -> Option<String> {
    let place = |id: &str| flow.participants.iter().position(|one| one.id == id);
    let events: Vec<(&Event, usize, usize)> = flow
        .events
        .iter()
        .filter_map(|event| Some((event, place(&event.from)?, place(&event.to)?)))
        .collect();
    if events.is_empty() {
        return None;
    }
    let mut out = Script::new("sequenceDiagram");
    for (at, participant) in flow.participants.iter().enumerate() {
        let word = if participant.shape == Shape::Person { "actor" } else { "participant" };
        out.line(1, &format!("{word} p{at} as {}", escape::wrapped(&participant.name, NAME_WIDTH)));
    }
    for (event, from, to) in events {
        write_event(event, from, to, &mut out);
    }
    Some(out.finish())
}

/// Characters to a line, so that ten participants fit a page: Mermaid widens the drawing to the
/// longest line between two of them.
const MESSAGE_WIDTH: usize = 32;
const NAME_WIDTH: usize = 18;

fn write_event(event: &Event, from: usize, to: usize, out: &mut Script) {
    let text = escape::wrapped(&event.text, MESSAGE_WIDTH);
    out.line(
        1,
        &match event.kind {
            Kind::Call => format!("p{from}->>p{to}: {text}"),
            Kind::Answer => format!("p{from}-->>p{to}: {text}"),
            Kind::Note if from == to => format!("Note right of p{from}: {text}"),
            Kind::Note => format!("Note over p{from},p{to}: {text}"),
        },
    );
}
