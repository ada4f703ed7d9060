//! A flow as a `sequenceDiagram`.

use super::escape;
use super::script::Script;
use crate::diagram::flow::{EventKind, Flow};
use crate::diagram::picture::Shape;

/// The picture, or `None` if nothing happens.
pub fn flow(flow: &Flow) -> Option<String> {
    let places = flow.places();
    let place = |id: &str| places.get(id).copied();
    let events: Vec<_> = flow
        .events
        .iter()
        .filter_map(|event| Some((event.kind, place(&event.from)?, place(&event.to)?, event.text.as_str())))
        .collect();
    if events.is_empty() {
        return None;
    }
    let mut out = Script::new("sequenceDiagram");
    for (at, participant) in flow.participants.iter().enumerate() {
        let word = if participant.shape == Shape::Person { "actor" } else { "participant" };
        out.line(1, &format!("{word} p{at} as {}", escape::wrapped(&participant.name, NAME_WIDTH)));
    }
    for (kind, from, to, text) in events {
        let text = escape::wrapped(text, MESSAGE_WIDTH);
        let statement = match kind {
            EventKind::Call => format!("p{from}->>p{to}: {text}"),
            EventKind::Answer => format!("p{from}-->>p{to}: {text}"),
            EventKind::Note if from == to => format!("Note right of p{from}: {text}"),
            EventKind::Note => format!("Note over p{from},p{to}: {text}"),
        };
        out.line(1, &statement);
    }
    Some(out.finish())
}

/// Characters to a line, so that ten participants fit a page: Mermaid widens the drawing to the
/// longest line between two of them.
const MESSAGE_WIDTH: usize = 32;
const NAME_WIDTH: usize = 18;
