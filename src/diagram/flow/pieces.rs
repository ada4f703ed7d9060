//! Several flows that replace one that is too long for a picture.

use std::collections::HashSet;
use std::ops::Range;

use super::super::limits;
use super::{Event, Flow};

/// Flows within the limit, one after the other, and the numbers of the steps that they leave out.
pub fn pieces(flow: &Flow) -> (Vec<Flow>, Vec<String>) {
    let narrow = runs(flow, true);
    // Rather small text than steps that nobody sees.
    let mut runs = if narrow.len() > limits::MOST_PIECES { runs(flow, false) } else { narrow };
    let cut = runs.split_off(runs.len().min(limits::MOST_PIECES));
    let count = runs.len();
    let mut before = flow.before;
    let mut pieces = Vec::with_capacity(count);
    for (run, number) in runs.into_iter().zip(1..) {
        let steps = steps(&flow.events[run.clone()]);
        let title = format!("{} ({number}/{count})", flow.title);
        pieces.push(Flow { title, before, ..part(flow, run) });
        before += steps;
    }
    let left_out = cut.first().map(|first| &flow.events[first.start..]).map_or(0, steps);
    let left_out = (left_out > 0).then(|| format!("{}–{}", before + 1, before + left_out));
    (pieces, left_out.into_iter().collect())
}

/// The events of each piece; whether they are also narrow enough for a page.
fn runs(flow: &Flow, narrow: bool) -> Vec<Range<usize>> {
    let mut taking_part: HashSet<&str> = HashSet::new();
    limits::runs(flow.events.len(), |start, end| {
        if end == start + 1 {
            taking_part = ends(&flow.events[start]).collect();
        }
        let before = taking_part.len();
        taking_part.extend(ends(&flow.events[end]));
        if limits::are_too_many(taking_part.len(), end + 1 - start) {
            return false;
        }
        !narrow || taking_part.len() == before || !part(flow, start..end + 1).is_wide()
    })
}

/// Some of the events, with who takes part in them.
fn part(flow: &Flow, run: Range<usize>) -> Flow {
    let frames = flow.frames_within(&run);
    let events = flow.events[run].to_vec();
    let ids: HashSet<&str> = events.iter().flat_map(ends).collect();
    let participants = flow.participants.iter().filter(|one| ids.contains(one.id.as_str()));
    Flow {
        title: flow.title.clone(),
        note: flow.note.clone(),
        fails: flow.fails.clone(),
        contract: flow.contract.clone(),
        frames,
        participants: participants.cloned().collect(),
        events,
        before: flow.before,
    }
}

/// Counts the events that are numbered.
fn steps(events: &[Event]) -> usize {
    events.iter().filter(|event| !event.kind.is_remark()).count()
}

fn ends(event: &Event) -> impl Iterator<Item = &str> {
    [event.from.as_str(), event.to.as_str()].into_iter()
}
