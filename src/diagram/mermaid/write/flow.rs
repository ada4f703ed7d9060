//! A flow as a `sequenceDiagram`.

use std::borrow::Cow;

use super::escape;
use super::script::Script;
use crate::design::FrameKind;
use crate::diagram::flow::{Event, EventKind, Flow, Part};
use crate::diagram::picture::Shape;

/// The picture, or `None` if nothing happens.
pub fn flow(flow: &Flow) -> Option<String> {
    let places = flow.places();
    let place = |id: &str| places.get(id).copied();
    let is_drawn = |event: &Event| place(&event.from).is_some() && place(&event.to).is_some();
    if !flow.events.iter().any(is_drawn) {
        return None;
    }
    let mut out = Script::new("sequenceDiagram");
    for (at, participant) in flow.participants.iter().enumerate() {
        let word = if participant.shape == Shape::Person { "actor" } else { "participant" };
        out.line(1, &format!("{word} p{at} as {}", escape::wrapped(&participant.name, NAME_WIDTH)));
    }
    let mut depth = 1;
    for part in flow.parts() {
        match part {
            Part::Event(at) => {
                let Some(event) = flow.events.get(at) else { continue };
                let (Some(from), Some(to)) = (place(&event.from), place(&event.to)) else { continue };
                out.line(depth, &statement(flow, event, from, to));
            }
            Part::Branch(frame, number) => {
                let word = match (frame.kind, number) {
                    (FrameKind::Alternatives, 0) => "alt",
                    (FrameKind::Optional, _) => "opt",
                    (FrameKind::Loop, _) => "loop",
                    (FrameKind::Parallel, 0) => "par",
                    (FrameKind::Parallel, _) => "and",
                    (FrameKind::Alternatives, _) => "else",
                };
                let when = frame.branches.get(number).map_or("", |branch| branch.when.as_str());
                let outside = if number == 0 { depth } else { depth - 1 };
                out.line(
                    outside,
                    &match when {
                        "" => word.to_owned(),
                        when => format!("{word} {}", escape::wrapped(when, WHEN_WIDTH)),
                    },
                );
                depth = outside + 1;
            }
            Part::End(_) => {
                depth -= 1;
                out.line(depth, "end");
            }
        }
    }
    Some(out.finish())
}

fn statement(flow: &Flow, event: &Event, from: usize, to: usize) -> String {
    let text = match &event.contract {
        Some(contract) => Cow::Owned(format!("{} ({} {contract})", event.text, flow.contract)),
        None => Cow::Borrowed(&event.text),
    };
    let text = escape::wrapped(text.trim_start(), MESSAGE_WIDTH);
    let tip = match (event.fails, event.asynchronous) {
        (true, _) => "x",
        (false, true) => ")",
        (false, false) => ">>",
    };
    match event.kind {
        EventKind::Call => format!("p{from}-{tip}p{to}: {text}"),
        EventKind::Answer => format!("p{from}--{tip}p{to}: {text}"),
        EventKind::Note | EventKind::Failure if from == to => format!("Note right of p{from}: {text}"),
        EventKind::Note | EventKind::Failure => format!("Note over p{from},p{to}: {text}"),
    }
}

/// Characters to a line, so that ten participants fit a page: Mermaid widens the drawing to the
/// longest line between two of them.
const MESSAGE_WIDTH: usize = 32;
const NAME_WIDTH: usize = 18;
const WHEN_WIDTH: usize = 60;
