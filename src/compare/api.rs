//! Contracts, and data models.

use super::catalogue::{
    AUTH_CHANGED, AUTH_DOCUMENTED, AUTH_LOOSER, AUTH_REWORDED, CONTRACT_ADDED, CONTRACT_CONSUMED,
    CONTRACT_MOVED, CONTRACT_OFFERED, CONTRACT_REMOVED, CONTRACT_RENAMED, CONTRACT_REWORDED, CONTRACT_UNUSED,
    ChangeKind, ENDPOINT_CHANGED, ENDPOINT_RESPELT, MODEL_ADDED, MODEL_CHANGED, MODEL_MOVED, MODEL_REMOVED,
    MODEL_RENAMED, MODEL_REWORDED,
};
use super::context::Context;
use super::entities::{self, both, renamed};
use super::identity::Family;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Coverage, Former, Kind},
};
use super::payload::{Payload, payload, responses};
use super::{citations, operations};
use crate::design::auth;
use crate::design::value::Valued;
use crate::design::{Contract, Entity, METHODS, Model, Need};
use crate::markdown::one_line;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("direction", ByItself),
    ("parameters", ByItself),
    ("operations", ByItself),
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

#[cfg(test)]
pub(super) const OPERATION_KEYS: Keys =
    &[("description", ByItself), ("request", ByItself), ("responses", ByItself)];

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
    // What others offer may be left without asking anybody.
    let removed = |contract: &Contract| -> &'static ChangeKind {
        if contract.is_consumed() { &CONTRACT_UNUSED } else { &CONTRACT_REMOVED }
    };
    entities::compare(context, "api", pairs, &CONTRACT_ADDED, removed, contract);
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
            Payload::of(if key == "request" { contract.request.as_ref() } else { contract.message.as_ref() })
        };
        let kind = payload(side_of(old).as_ref(), side_of(new).as_ref(), key == "request");
        if let Some(kind) = kind {
            context.add(both.entry(kind, key).said(None, None));
        }
    }
    responses(context, (&both.entity, &both.path), &old.responses, &new.responses);
    operations::compare(context, &both, old, new);
    direction(context, &both, old, new);
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

/// Who promises the contract.
fn direction(context: &mut Context<'_>, both: &Both<'_>, old: &Contract, new: &Contract) {
    let kind = match (old.is_consumed(), new.is_consumed()) {
        (false, true) => &CONTRACT_CONSUMED,
        (true, false) => &CONTRACT_OFFERED,
        _ => return,
    };
    context.add(both.entry(kind, "direction"));
}
