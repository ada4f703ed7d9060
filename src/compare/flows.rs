//! Flows: one entry a flow.

use std::collections::HashSet;

use super::catalogue::{ChangeKind, FLOW_ADDED, FLOW_CHANGED, FLOW_REMOVED, FLOW_RENAMED, FLOW_REWORDED};
use super::citations;
use super::context::{Context, Entry};
use super::entities::{self, both};
use super::keys::Both;
#[cfg(test)]
use super::keys::{
    Keys,
    Treatment::{ByItself, Coverage, Former},
};
use crate::design::value::Valued;
use crate::design::{Entity, Flow, FlowPart, Need};
use crate::source::Span;

#[cfg(test)]
pub(super) const KEYS: Keys =
    &[("was", Former), ("title", ByItself), ("covers", Coverage), ("steps", ByItself)];

/// The keys of a step, for the test that none is forgotten. A step is compared as a whole, but for
/// its note.
#[cfg(test)]
pub(super) const STEP_KEYS: Keys = &[
    ("from", ByItself),
    ("to", ByItself),
    ("send", ByItself),
    ("reply", ByItself),
    ("fails", ByItself),
    ("note", ByItself),
    ("contract", ByItself),
];

/// Adds what changed of the flows.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.flows);
    entities::compare(context, "flows", pairs, &FLOW_ADDED, |_| &FLOW_REMOVED, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Flow>, new: &Entity<Flow>) {
    let both = both("flows", old, new);
    // Steps of elements that are gone or new follow from those.
    let (gone, added) = (&context.matches.gone, &context.matches.added);
    let before = parts(old, gone);
    let after = parts(new, added);
    if let Some((old_step, new_step)) = first_changed_step(context, &before, &after) {
        let entry = at(&both, &FLOW_CHANGED, old_step, new_step).detail("the steps changed");
        context.add(entry);
        return;
    }
    let (old_covers, new_covers) = (old.covers.as_value(), new.covers.as_value());
    if citations::changed(context, &old_covers, &new_covers, Need::Flow, &[&new.id.value]) {
        context.add(both.entry(&FLOW_CHANGED, "covers").detail("`covers` changed"));
        return;
    }
    if old.id.value != new.id.value {
        let said = (Some(old.id.value.clone()), Some(new.id.value.clone()));
        context.add(at(&both, &FLOW_RENAMED, None, None).said(said.0, said.1));
        return;
    }
    if !context.same(&old.title.as_value(), &new.title.as_value()) {
        context.add(both.entry(&FLOW_REWORDED, "title").detail("another title"));
        return;
    }
    for (old, new) in before.iter().zip(&after) {
        if let (FlowPart::Step(old), FlowPart::Step(new)) = (old, new)
            && !context.same(&old.note.as_value(), &new.note.as_value())
        {
            context.add(at(&both, &FLOW_REWORDED, Some(old.span), Some(new.span)).detail("a note changed"));
            return;
        }
    }
}

/// The steps and the frames of a flow, without those of some elements.
fn parts<'f>(flow: &'f Flow, without: &HashSet<&str>) -> Vec<FlowPart<'f>> {
    let mut parts: Vec<FlowPart<'f>> = Vec::new();
    for part in flow.steps.parts() {
        match part {
            FlowPart::Step(step) if without.contains(&*step.from) || without.contains(&*step.to) => {}
            FlowPart::Step(_) | FlowPart::Branch(..) => parts.push(part),
            FlowPart::End(frame) => {
                let is_head =
                    |part: &FlowPart<'_>| matches!(part, FlowPart::Branch(of, _) if std::ptr::eq(*of, frame));
                let heads = parts.iter().rev().take_while(|part| is_head(part)).count();
                // A frame without steps is none.
                if heads == frame.branches.len() {
                    parts.truncate(parts.len() - heads);
                } else {
                    parts.push(part);
                }
            }
        }
    }
    parts
}

fn at(both: &Both<'_>, kind: &'static ChangeKind, old: Option<Span>, new: Option<Span>) -> Entry {
    let entry = Entry::new(kind, both.entity.clone(), both.path.clone());
    entry.at(Some(old.unwrap_or(both.spans.0)), Some(new.unwrap_or(both.spans.1)))
}

/// Where the steps begin to differ, on each side: the first one between those that are the same at the
/// beginning and at the end. `None` if they are the same.
fn first_changed_step(
    context: &Context<'_>,
    old: &[FlowPart<'_>],
    new: &[FlowPart<'_>],
) -> Option<(Option<Span>, Option<Span>)> {
    let same = |(old, new): (&FlowPart<'_>, &FlowPart<'_>)| is_same(context, *old, *new);
    let start = old.iter().zip(new).take_while(|pair| same(*pair)).count();
    let (old, new) = (old.get(start..)?, new.get(start..)?);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|pair| same(*pair)).count();
    let first = |parts: &[FlowPart<'_>]| parts.get(..parts.len() - end)?.first().map(place);
    let (old, new) = (first(old), first(new));
    (old.is_some() || new.is_some()).then_some((old, new))
}

/// Whether two parts of flows say the same, but for notes.
fn is_same(context: &Context<'_>, old: FlowPart<'_>, new: FlowPart<'_>) -> bool {
    let same = |old: &dyn Valued, new: &dyn Valued| context.same(&old.as_value(), &new.as_value());
    match (old, new) {
        (FlowPart::Step(old), FlowPart::Step(new)) => {
            same(&old.from, &new.from)
                && same(&old.to, &new.to)
                && same(&old.send, &new.send)
                && same(&old.reply, &new.reply)
                && same(&old.fails, &new.fails)
                && same(&old.contract, &new.contract)
        }
        (FlowPart::Branch(old, at), FlowPart::Branch(new, place)) => {
            let when = |frame: &crate::design::Frame, at: usize| {
                frame.branches.get(at).and_then(|one| one.when.clone())
            };
            old.kind == new.kind && at == place && same(&when(old, at), &when(new, place))
        }
        (FlowPart::End(old), FlowPart::End(new)) => old.kind == new.kind,
        _ => false,
    }
}

fn place(part: &FlowPart<'_>) -> Span {
    match part {
        FlowPart::Step(step) => step.span,
        FlowPart::Branch(frame, _) | FlowPart::End(frame) => frame.span,
    }
}
