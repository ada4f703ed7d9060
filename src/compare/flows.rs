//! Flows: one entry a flow.

use super::catalogue::{ChangeKind, FLOW_ADDED, FLOW_CHANGED, FLOW_REMOVED, FLOW_RENAMED, FLOW_REWORDED};
use super::context::{Context, Entry};
use super::entities::{self, both};
use super::keys::Both;
#[cfg(test)]
use super::keys::{
    Keys,
    Treatment::{ByItself, Coverage, Former},
};
use crate::design::value::Valued;
use crate::design::{Entity, Flow, Step};
use crate::source::Span;

#[cfg(test)]
pub(super) const KEYS: Keys =
    &[("was", Former), ("title", ByItself), ("covers", Coverage), ("steps", ByItself)];

/// The keys of a step, for the test that none is forgotten. A step is compared as a whole, but for
/// its note.
#[cfg(test)]
pub(super) const STEP_KEYS: Keys =
    &[("from", ByItself), ("to", ByItself), ("send", ByItself), ("reply", ByItself), ("note", ByItself)];

/// Adds what changed of the flows.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.flows);
    entities::compare(context, "flows", pairs, &FLOW_ADDED, |_| &FLOW_REMOVED, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Flow>, new: &Entity<Flow>) {
    let both = both("flows", old, new);
    if let Some((old_step, new_step)) = first_changed_step(context, old, new) {
        let entry = at(&both, &FLOW_CHANGED, old_step, new_step).detail("the steps changed");
        context.add(entry);
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
    let notes = old.steps.iter().zip(&new.steps);
    let changed =
        notes.into_iter().find(|(old, new)| !context.same(&old.note.as_value(), &new.note.as_value()));
    if let Some((old, new)) = changed {
        context.add(at(&both, &FLOW_REWORDED, Some(old.span), Some(new.span)).detail("a note changed"));
    }
}

fn at(both: &Both<'_>, kind: &'static ChangeKind, old: Option<Span>, new: Option<Span>) -> Entry {
    let entry = Entry::new(kind, both.entity.clone(), both.path.clone());
    entry.at(Some(old.unwrap_or(both.spans.0)), Some(new.unwrap_or(both.spans.1)))
}

/// Where the steps begin to differ; `None` if they are the same. Steps of elements that are gone or
/// new follow from those.
fn first_changed_step(context: &Context<'_>, old: &Flow, new: &Flow) -> Option<(Option<Span>, Option<Span>)> {
    let matches = &context.matches;
    let same = |old: &Step, new: &Step| {
        let same = |old: &dyn Valued, new: &dyn Valued| context.same(&old.as_value(), &new.as_value());
        same(&old.from, &new.from)
            && same(&old.to, &new.to)
            && same(&old.send, &new.send)
            && same(&old.reply, &new.reply)
    };
    let old: Vec<&Step> = old
        .steps
        .iter()
        .filter(|step| !matches.gone.contains(&*step.from) && !matches.gone.contains(&*step.to))
        .collect();
    let new: Vec<&Step> = new
        .steps
        .iter()
        .filter(|step| !matches.added.contains(&*step.from) && !matches.added.contains(&*step.to))
        .collect();
    let first = old.iter().zip(&new).position(|(old, new)| !same(old, new));
    let first = first.or((old.len() != new.len()).then_some(old.len().min(new.len())))?;
    Some((old.get(first).map(|step| step.span), new.get(first).map(|step| step.span)))
}
