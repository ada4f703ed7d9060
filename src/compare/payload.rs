//! Samples of requests and answers, and the answers themselves.

use super::catalogue::{
    ANSWER_ADDED, ANSWER_EXTENDED, ANSWER_NARROWED, ANSWER_REMOVED, ANSWER_REPLACED, CONTRACT_REWORDED,
    ChangeKind, ERROR_REMOVED, REQUEST_CHANGED, REQUEST_EXTENDED, REQUEST_REDUCED, SAMPLE_CHANGED,
    SAMPLE_DOCUMENTED, SAMPLE_UNDOCUMENTED,
};
use super::context::{Context, Entry};
use super::sample::{self, Shape};
use crate::design::value::Valued;
use crate::design::{Entity, Named, Response, Sample};

/// A sample with its language.
pub(super) struct Payload {
    pub(super) language: Option<String>,
    pub(super) code: Option<String>,
}

/// What became of a sample. What is published is an answer to those who read it.
pub(super) fn payload(
    old: Option<&Payload>,
    new: Option<&Payload>,
    is_request: bool,
) -> Option<&'static ChangeKind> {
    let code = |side: Option<&Payload>| side.and_then(|payload| payload.code.clone());
    let language = |side: Option<&Payload>| {
        side.and_then(|payload| payload.language.as_deref().map(|it| it.trim().to_lowercase()))
    };
    let (before, after) = match (code(old), code(new)) {
        (None, None) => return None,
        (None, Some(_)) => return Some(&SAMPLE_DOCUMENTED),
        (Some(_), None) => return Some(&SAMPLE_UNDOCUMENTED),
        (Some(before), Some(after)) => (before, after),
    };
    let shape = sample::compare(&before, &after);
    match shape {
        Shape::Same => match (language(old), language(new)) {
            (before, after) if before == after => None,
            (None, Some(_)) => Some(&SAMPLE_DOCUMENTED),
            (Some(_), None) => Some(&SAMPLE_UNDOCUMENTED),
            _ => Some(&SAMPLE_CHANGED),
        },
        Shape::Values => Some(&CONTRACT_REWORDED),
        Shape::Unknown => Some(&SAMPLE_CHANGED),
        Shape::Retyped if is_request => Some(&REQUEST_CHANGED),
        Shape::Grew | Shape::Replaced if is_request => Some(&REQUEST_EXTENDED),
        Shape::Shrank | Shape::Loosened if is_request => Some(&REQUEST_REDUCED),
        Shape::Grew | Shape::Loosened => Some(&ANSWER_EXTENDED),
        Shape::Shrank | Shape::Replaced | Shape::Retyped => Some(&ANSWER_NARROWED),
    }
}

/// Adds what changed of the answers at a path.
pub(super) fn responses(
    context: &mut Context<'_>,
    (entity, path): (&str, &str),
    old: &Named<Response>,
    new: &Named<Response>,
) {
    let mut gone: Vec<&Entity<Response>> = old.iter().filter(|it| !new.contains(&it.id.value)).collect();
    let mut added: Vec<&Entity<Response>> = new.iter().filter(|it| !old.contains(&it.id.value)).collect();
    let at = |kind: &'static ChangeKind, old: Option<&Entity<Response>>, new: Option<&Entity<Response>>| {
        let status = new.or(old).map_or("", |it| it.id.value.as_str());
        let id = |it: &Entity<Response>| it.id.value.clone();
        Entry::new(kind, entity, format!("{path}.responses.{status}"))
            .at(old.map(|it| it.id.span), new.map(|it| it.id.span))
            .said(old.map(id), new.map(id))
    };
    // A success in place of another one is one change.
    let replaced = gone
        .iter()
        .position(|it| is_success(&it.id.value))
        .zip(added.iter().position(|it| is_success(&it.id.value)));
    if let Some((from, to)) = replaced {
        context.add(at(&ANSWER_REPLACED, Some(gone.remove(from)), Some(added.remove(to))));
    }
    for response in gone {
        let kind = if is_success(&response.id.value) { &ANSWER_REMOVED } else { &ERROR_REMOVED };
        context.add(at(kind, Some(response), None));
    }
    for response in added {
        context.add(at(&ANSWER_ADDED, None, Some(response)));
    }
    for after in new.iter() {
        let Some(before) = old.get(&after.id.value) else { continue };
        let payload_of = |response: &Response| Payload {
            language: response.language.as_ref().map(|it| it.value.clone()),
            code: response.code.as_ref().map(|code| code.value.clone()),
        };
        if let Some(kind) = payload(Some(&payload_of(before)), Some(&payload_of(after)), false) {
            let place = |it: &Entity<Response>| it.code.as_ref().map_or(it.id.span, |code| code.span);
            let entry = at(kind, Some(before), Some(after)).at(Some(place(before)), Some(place(after)));
            context.add(entry.said(None, None));
        }
        if !context.same(&before.description.as_value(), &after.description.as_value()) {
            context.add(
                at(&CONTRACT_REWORDED, Some(before), Some(after))
                    .said(None, None)
                    .detail("the meaning of an answer changed"),
            );
        }
    }
}

/// Whether a status is a success or a redirect, or the change to another protocol.
fn is_success(status: &str) -> bool {
    status.starts_with(['1', '2', '3']) || status.eq_ignore_ascii_case("ok")
}

impl Payload {
    /// A sample that is written, if it is.
    pub(super) fn of(sample: Option<&Sample>) -> Option<Self> {
        sample.map(|sample| Self {
            language: sample.language.as_ref().map(|it| it.value.clone()),
            code: Some(sample.code.value.clone()),
        })
    }
}
