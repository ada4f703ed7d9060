//! What elements use. What a person or an integration starts is a contract with them; what a
//! component starts is the structure of the system.

use super::catalogue::{
    CALL_ADDED, CALL_CHANGED, CALL_CONTRACT_CHANGED, CALL_DOCUMENTED, CALL_KIND, CALL_REDIRECTED,
    CALL_REMOVED, CALL_REWORDED, CALL_UNDOCUMENTED, ChangeKind, USE_ADDED, USE_CHANGED, USE_CONTRACT_CHANGED,
    USE_DOCUMENTED, USE_KIND, USE_REDIRECTED, USE_REMOVED, USE_REWORDED,
};
use super::context::{Context, Entry};
use super::identity::Family;
use super::structure::Matched;
use super::{entities, keys};
use crate::design::value::{Recorded, Valued as _};
use crate::design::{Element, Relationship};
use crate::markdown::one_line;
use crate::reading::{Plain, quote_key};

/// The kinds of change of those that an element starts.
struct Kinds {
    added: &'static ChangeKind,
    removed: &'static ChangeKind,
    redirected: &'static ChangeKind,
    changed: &'static ChangeKind,
    contract: &'static ChangeKind,
    documented: &'static ChangeKind,
    undocumented: &'static ChangeKind,
    kind: &'static ChangeKind,
    reworded: &'static ChangeKind,
}

const CALLS: Kinds = Kinds {
    added: &CALL_ADDED,
    removed: &CALL_REMOVED,
    redirected: &CALL_REDIRECTED,
    changed: &CALL_CHANGED,
    contract: &CALL_CONTRACT_CHANGED,
    documented: &CALL_DOCUMENTED,
    undocumented: &CALL_UNDOCUMENTED,
    kind: &CALL_KIND,
    reworded: &CALL_REWORDED,
};

const USES: Kinds = Kinds {
    added: &USE_ADDED,
    removed: &USE_REMOVED,
    redirected: &USE_REDIRECTED,
    changed: &USE_CHANGED,
    contract: &USE_CONTRACT_CHANGED,
    documented: &USE_DOCUMENTED,
    undocumented: &USE_CHANGED,
    kind: &USE_KIND,
    reworded: &USE_REWORDED,
};

/// The keys of a relationship, for the test that none is forgotten.
#[cfg(test)]
pub(super) const KEYS: keys::Keys = &[
    ("label", keys::Treatment::ByItself),
    ("protocol", keys::Treatment::ByItself),
    ("async", keys::Treatment::ByItself),
    ("contract", keys::Treatment::ByItself),
    ("kind", keys::Treatment::ByItself),
    ("both-ways", keys::Treatment::ByItself),
];

/// Whether what it starts is a call of the system from outside.
pub(super) fn is_caller(element: &Element<'_>) -> bool {
    matches!(element, Element::Person(_) | Element::Integration(_))
}

/// A relationship, and its place among those of its element.
type Placed<'a> = (usize, &'a Relationship);

/// Adds what changed of the relationships between elements that both designs have. Those of others
/// come and go with them.
pub(super) fn compare(context: &mut Context<'_>) {
    let elements = std::mem::take(&mut context.matches.elements);
    for (number, pair) in elements.iter().enumerate() {
        let mut uses = Vec::new();
        let (mut before, mut after) = (placed(pair.0.as_ref()), placed(pair.1.as_ref()));
        if let (Some(old), Some(new)) = pair {
            let echoes = before.extract_if(.., |(_, usage)| context.matches.gone.contains(&*usage.target));
            uses.extend(echoes.map(|(at, _)| Matched::gone(at)));
            let echoes = after.extract_if(.., |(_, usage)| context.matches.added.contains(&*usage.target));
            uses.extend(echoes.map(|(at, _)| Matched::added(at)));
            // What is outside on one side only is judged as somebody who calls.
            let kinds = if is_caller(old) || is_caller(new) { &CALLS } else { &USES };
            uses.extend(compare_uses(context, kinds, (old, before), (new, after)));
        } else {
            uses.extend(before.into_iter().map(|(at, _)| Matched::gone(at)));
            uses.extend(after.into_iter().map(|(at, _)| Matched::added(at)));
        }
        if let Some(element) = context.structure.get_mut(number) {
            element.uses = uses;
        }
    }
    context.matches.elements = elements;
}

fn placed<'a>(element: Option<&Element<'a>>) -> Vec<Placed<'a>> {
    element.map(|element| element.uses().iter().enumerate().collect()).unwrap_or_default()
}

fn compare_uses(
    context: &mut Context<'_>,
    kinds: &Kinds,
    (source_old, mut old): (&Element<'_>, Vec<Placed<'_>>),
    (source_new, mut new): (&Element<'_>, Vec<Placed<'_>>),
) -> Vec<Matched<usize>> {
    let entry = |kind: &'static ChangeKind, old: Option<&Relationship>, new: Option<&Relationship>| {
        let (source, target) = match (old, new) {
            (_, Some(new)) => (source_new, &*new.target),
            (Some(old), None) => (source_old, &*old.target),
            (None, None) => (source_new, ""),
        };
        let path = format!("{}.uses.{}", entities::path(source.table(), source.id()), quote_key(target));
        let place = |usage: &Relationship| usage.target.id.span;
        Entry::new(kind, format!("{} → {target}", source.id()), path).at(old.map(place), new.map(place))
    };
    let names = &context.matches.names;
    let mut entries = Vec::new();
    let mut matched = Vec::new();
    let same_target =
        |old: &Relationship, new: &Relationship| names.now(Family::Element, &old.target) == &*new.target;
    let same_label =
        |old: &Relationship, new: &Relationship| words(old.label.as_ref()) == words(new.label.as_ref());
    let mut kept = take_pairs(&mut old, &mut new, |old, new| same_target(old, new) && same_label(old, new));
    kept.extend(take_pairs(&mut old, &mut new, same_target));
    for ((was, before), (is, after)) in kept {
        let same_contract = context.same(&before.contract.as_value(), &after.contract.as_value());
        let change = change(kinds, before, after, same_contract);
        matched.push(Matched::both(was, is, change.is_some()));
        entries.extend(change.map(|(kind, key)| {
            let shown = |usage: &Relationship| keys::shown(usage.record().get(key));
            let (old, new) = (shown(before), shown(after));
            entry(kind, Some(before), Some(after)).said(old, new).detail(format!("`{key}` changed"))
        }));
    }
    for ((was, before), (is, after)) in take_pairs(&mut old, &mut new, same_label) {
        let said = (Some((*before.target).to_owned()), Some((*after.target).to_owned()));
        matched.extend([Matched::gone(was), Matched::added(is)]);
        entries.push(entry(kinds.redirected, Some(before), Some(after)).said(said.0, said.1));
    }
    for (was, gone) in old {
        matched.push(Matched::gone(was));
        entries.push(entry(kinds.removed, Some(gone), None));
    }
    for (is, added) in new {
        matched.push(Matched::added(is));
        entries.push(entry(kinds.added, None, Some(added)));
    }
    for entry in entries {
        context.add(entry);
    }
    matched
}

/// What changed of a relationship, and of which key: what weighs most.
fn change(
    kinds: &Kinds,
    old: &Relationship,
    new: &Relationship,
    same_contract: bool,
) -> Option<(&'static ChangeKind, &'static str)> {
    let protocol = (words(old.protocol.as_ref()), words(new.protocol.as_ref()));
    if old.is_async != new.is_async {
        return Some((kinds.changed, "async"));
    }
    match protocol {
        (Some(before), Some(after)) if before != after => Some((kinds.changed, "protocol")),
        (Some(_), None) => Some((kinds.undocumented, "protocol")),
        _ if !same_contract => Some((kinds.contract, "contract")),
        _ if old.kind() != new.kind() => Some((kinds.kind, "kind")),
        _ if old.is_both_ways != new.is_both_ways => Some((kinds.kind, "both-ways")),
        (None, Some(_)) => Some((kinds.documented, "protocol")),
        _ if words(old.label.as_ref()) != words(new.label.as_ref()) => Some((kinds.reworded, "label")),
        _ => None,
    }
}

fn words(text: Option<&Plain>) -> Option<String> {
    text.map(|text| one_line(&text.value)).filter(|text| !text.is_empty())
}

/// Takes pairs that are alike out of both lists, each with the first that is.
fn take_pairs<'a>(
    old: &mut Vec<Placed<'a>>,
    new: &mut Vec<Placed<'a>>,
    alike: impl Fn(&Relationship, &Relationship) -> bool,
) -> Vec<(Placed<'a>, Placed<'a>)> {
    let mut pairs = Vec::new();
    old.retain(|before| {
        let there = new.iter().position(|after| alike(before.1, after.1));
        there.map(|at| pairs.push((*before, new.remove(at)))).is_none()
    });
    pairs
}
