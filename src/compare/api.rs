//! Contracts, and data models.

use super::catalogue::{
    ANSWER_ADDED, ANSWER_EXTENDED, ANSWER_NARROWED, ANSWER_REMOVED, ANSWER_REPLACED, AUTH_CHANGED,
    AUTH_DOCUMENTED, AUTH_LOOSER, AUTH_REWORDED, CONTRACT_ADDED, CONTRACT_MOVED, CONTRACT_REMOVED,
    CONTRACT_RENAMED, CONTRACT_REWORDED, ChangeKind, ENDPOINT_CHANGED, ENDPOINT_RESPELT, ERROR_REMOVED,
    MODEL_ADDED, MODEL_CHANGED, MODEL_MOVED, MODEL_REMOVED, MODEL_RENAMED, MODEL_REWORDED, REQUEST_CHANGED,
    REQUEST_EXTENDED, REQUEST_REDUCED, SAMPLE_CHANGED, SAMPLE_DOCUMENTED, SAMPLE_UNDOCUMENTED,
};
use super::context::{Context, Entry};
use super::entities::{self, both, renamed};
use super::identity::Family;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Coverage, Former, Kind},
};
use super::sample::{self, Shape};
use super::{auth, citations};
use crate::design::value::Valued;
use crate::design::{Contract, Entity, METHODS, Model, Need, Response};
use crate::markdown::one_line;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("endpoint", ByItself),
    ("component", ByItself),
    ("auth", ByItself),
    ("description", Kind(&CONTRACT_REWORDED)),
    ("satisfies", Coverage),
    ("request", ByItself),
    ("message", ByItself),
    ("responses", ByItself),
    ("not-in-source", Kind(&CONTRACT_REWORDED)),
];

/// The keys of a sample and of an answer, for the test that none is forgotten.
#[cfg(test)]
pub(super) const SAMPLE_KEYS: Keys = &[("language", ByItself), ("code", ByItself)];
#[cfg(test)]
pub(super) const RESPONSE_KEYS: Keys =
    &[("description", ByItself), ("language", ByItself), ("code", ByItself)];

pub(super) const MODEL_KEYS: Keys = &[
    ("was", Former),
    ("language", Kind(&MODEL_CHANGED)),
    ("code", Kind(&MODEL_CHANGED)),
    ("name", Kind(&MODEL_REWORDED)),
    ("description", Kind(&MODEL_REWORDED)),
    ("table", ByItself),
];

/// Adds what changed of the contracts and the models.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.api);
    entities::compare(context, "api", pairs, &CONTRACT_ADDED, |_| &CONTRACT_REMOVED, contract);
    let pairs = std::mem::take(&mut context.matches.models);
    entities::compare(context, "models", pairs, &MODEL_ADDED, |_| &MODEL_REMOVED, model);
}

fn model(context: &mut Context<'_>, old: &Entity<Model>, new: &Entity<Model>) {
    let both = both("models", old, new);
    renamed(context, &MODEL_RENAMED, &both, old, new);
    keys::compare(context, MODEL_KEYS, &both);
    let (before, after) = (old.table.as_deref(), new.table.as_deref());
    let follows = context.matches.tables_follow(before, after);
    if !follows && !context.same(both.old.get("table"), both.new.get("table")) {
        context.add(both.entry(&MODEL_MOVED, "table"));
    }
}

fn contract(context: &mut Context<'_>, old: &Entity<Contract>, new: &Entity<Contract>) {
    let both = both("api", old, new);
    renamed(context, &CONTRACT_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    if let Some(kind) = endpoint(&old.endpoint.value, &new.endpoint.value) {
        let entry = both.entry(kind, "endpoint");
        context.add(if *kind == CONTRACT_REWORDED {
            entry.detail("a parameter has another name")
        } else {
            entry
        });
    }
    component(context, &both, old, new);
    auth(context, &both, old, new);
    for key in ["request", "message"] {
        let side_of = |contract: &Contract| {
            let sample = if key == "request" { &contract.request } else { &contract.message };
            sample.as_ref().map(|sample| Payload {
                language: sample.language.as_ref().map(|it| it.value.clone()),
                code: Some(sample.code.value.clone()),
            })
        };
        let kind = payload(side_of(old).as_ref(), side_of(new).as_ref(), key == "request");
        if let Some(kind) = kind {
            context.add(both.entry(kind, key).said(None, None));
        }
    }
    responses(context, &both, old, new);
}

/// What became of an endpoint; `None` if it is the same.
fn endpoint(old: &str, new: &str) -> Option<&'static ChangeKind> {
    let (old, new) = (one_line(old), one_line(new));
    if old == new {
        return None;
    }
    let (Some((old_method, old_path)), Some((new_method, new_path))) = (http(&old), http(&new)) else {
        return Some(path(&old, &new, true));
    };
    if !old_method.eq_ignore_ascii_case(new_method) {
        return Some(&ENDPOINT_CHANGED);
    }
    Some(path(old_path, new_path, old_method == new_method))
}

/// What became of a path or a channel whose spelling changed: the name of a parameter in braces, its case
/// or a slash at its end, or more.
fn path(old: &str, new: &str, same_method: bool) -> &'static ChangeKind {
    let (old, new) = (without_names(old), without_names(new));
    if old == new && same_method {
        return &CONTRACT_REWORDED;
    }
    let loose = |path: &str| path.trim_end_matches('/').to_lowercase();
    if loose(&old) == loose(&new) { &ENDPOINT_RESPELT } else { &ENDPOINT_CHANGED }
}

/// A path without what is in its braces.
fn without_names(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str("{}");
        rest = after;
    }
    out.push_str(rest);
    out
}

fn http(endpoint: &str) -> Option<(&str, &str)> {
    let (method, path) = endpoint.split_once(' ')?;
    let is_method = METHODS.iter().any(|known| known.eq_ignore_ascii_case(method));
    (is_method && path.starts_with('/')).then_some((method, path))
}

/// The component that serves a contract, and what the contract satisfies: coverage, where it covers
/// anything. If the component is gone or new, this follows from that.
fn component(context: &mut Context<'_>, both: &Both<'_>, old: &Contract, new: &Contract) {
    let names = &context.matches.names;
    let before = old.component.as_deref().map(|id: &str| names.now(Family::Element, id).to_owned());
    let citers: Vec<&str> = before.iter().map(String::as_str).chain(new.component.as_deref()).collect();
    let (old_satisfies, new_satisfies) = (both.old.get("satisfies"), both.new.get("satisfies"));
    if citations::changed(context, old_satisfies, new_satisfies, Need::Component, &citers) {
        context.add(both.entry(&CONTRACT_MOVED, "satisfies").detail("it satisfies something else"));
    }
    let follows = context.matches.follows(old.component.as_deref(), new.component.as_deref());
    let names = &context.matches.names;
    let covered = old.satisfies.iter().map(|id| names.now(Family::Requirement, id));
    let mut covered = covered.chain(new.satisfies.iter().map(|id| &**id));
    let is_coverage = covered.any(|id| context.tells(id, Need::Component, &citers));
    if !follows && !is_coverage && before.as_deref() != new.component.as_deref() {
        context.add(both.entry(&CONTRACT_MOVED, "component").detail("another component serves it"));
    }
}

fn auth(context: &mut Context<'_>, both: &Both<'_>, old: &Contract, new: &Contract) {
    if context.same(&old.auth.as_value(), &new.auth.as_value()) {
        return;
    }
    let kind = match (&old.auth, &new.auth) {
        (None, _) => &AUTH_DOCUMENTED,
        (_, None) => &AUTH_REWORDED,
        (Some(old), Some(new)) => {
            let none = |text: &crate::design::Text| text.not_applicable || auth::is_none(&text.value);
            match (none(old), none(new)) {
                (true, false) => &AUTH_CHANGED,
                (false, true) => &AUTH_LOOSER,
                (false, false) if auth::is_another(&old.value, &new.value) => &AUTH_CHANGED,
                _ => &AUTH_REWORDED,
            }
        }
    };
    context.add(both.entry(kind, "auth"));
}

/// A sample with its language.
struct Payload {
    language: Option<String>,
    code: Option<String>,
}

/// What became of a sample. What is published is an answer to those who read it.
fn payload(old: Option<&Payload>, new: Option<&Payload>, is_request: bool) -> Option<&'static ChangeKind> {
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

fn responses(context: &mut Context<'_>, both: &Both<'_>, old: &Contract, new: &Contract) {
    let mut gone: Vec<&Entity<Response>> =
        old.responses.iter().filter(|it| !new.responses.contains(&it.id.value)).collect();
    let mut added: Vec<&Entity<Response>> =
        new.responses.iter().filter(|it| !old.responses.contains(&it.id.value)).collect();
    let at = |kind: &'static ChangeKind, old: Option<&Entity<Response>>, new: Option<&Entity<Response>>| {
        let status = new.or(old).map_or("", |it| it.id.value.as_str());
        let id = |it: &Entity<Response>| it.id.value.clone();
        Entry::new(kind, both.entity.clone(), format!("{}.responses.{status}", both.path))
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
    for after in new.responses.iter() {
        let Some(before) = old.responses.get(&after.id.value) else { continue };
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
