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
use crate::design::{Entity, Flow, Need, Step};
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
    let before = steps(old, gone);
    let after = steps(new, added);
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
    let mut notes = before.iter().zip(&after);
    let changed = notes.find(|(old, new)| !context.same(&old.note.as_value(), &new.note.as_value()));
    if let Some((old, new)) = changed {
        context.add(at(&both, &FLOW_REWORDED, Some(old.span), Some(new.span)).detail("a note changed"));
    }
}

fn steps<'f>(flow: &'f Flow, without: &HashSet<&str>) -> Vec<&'f Step> {
    let stays = |step: &&Step| !without.contains(&*step.from) && !without.contains(&*step.to);
    flow.steps.iter().filter(stays).collect()
}

fn at(both: &Both<'_>, kind: &'static ChangeKind, old: Option<Span>, new: Option<Span>) -> Entry {
    let entry = Entry::new(kind, both.entity.clone(), both.path.clone());
    entry.at(Some(old.unwrap_or(both.spans.0)), Some(new.unwrap_or(both.spans.1)))
}

/// Where the steps begin to differ, on each side: the first one between those that are the same at the
/// beginning and at the end. `None` if they are the same.
fn first_changed_step(
    context: &Context<'_>,
    old: &[&Step],
    new: &[&Step],
) -> Option<(Option<Span>, Option<Span>)> {
    let same = |(old, new): (&&Step, &&Step)| {
        let same = |old: &dyn Valued, new: &dyn Valued| context.same(&old.as_value(), &new.as_value());
        same(&old.from, &new.from)
            && same(&old.to, &new.to)
            && same(&old.send, &new.send)
            && same(&old.reply, &new.reply)
            && same(&old.contract, &new.contract)
    };
    let start = old.iter().zip(new).take_while(|pair| same(*pair)).count();
    let (old, new) = (old.get(start..)?, new.get(start..)?);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|pair| same(*pair)).count();
    let first = |steps: &[&Step]| steps.get(..steps.len() - end)?.first().map(|step| step.span);
    let (old, new) = (first(old), first(new));
    (old.is_some() || new.is_some()).then_some((old, new))
}
