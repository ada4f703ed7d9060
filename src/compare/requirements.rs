//! Requirements: what the design promises.

use super::catalogue::{
    ChangeKind, NEEDS_GREW, NEEDS_SHRANK, PRIORITY_LOWERED, PRIORITY_RAISED, REQUIREMENT_ADDED,
    REQUIREMENT_CONSTRAINT, REQUIREMENT_COULD_REMOVED, REQUIREMENT_DETAIL_GONE, REQUIREMENT_QUANTITY,
    REQUIREMENT_REMOVED, REQUIREMENT_RENAMED, REQUIREMENT_REWORDED, REQUIREMENT_STRONGER, REQUIREMENT_WEAKER,
    REQUIREMENT_WONT_REMOVED,
};
use super::context::Context;
use super::entities::{self, both, renamed};
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Detail, Former, Kind},
};
use super::quantities::{self, Direction};
use crate::design::value::Valued;
use crate::design::{Entity, Need, Priority, Requirement, RequirementKind};

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("category", Kind(&REQUIREMENT_REWORDED)),
    ("text", ByItself),
    ("acceptance", ByItself),
    (
        "source",
        Detail {
            changed: &REQUIREMENT_REWORDED,
            documented: &REQUIREMENT_REWORDED,
            undocumented: &REQUIREMENT_DETAIL_GONE,
        },
    ),
    ("kind", ByItself),
    ("priority", ByItself),
    ("needs", ByItself),
];

/// Adds what changed of the requirements.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.requirements);
    let removed = |old: &Requirement| -> &'static ChangeKind {
        match old.priority() {
            Priority::Must | Priority::Should => &REQUIREMENT_REMOVED,
            Priority::Could => &REQUIREMENT_COULD_REMOVED,
            Priority::Wont => &REQUIREMENT_WONT_REMOVED,
        }
    };
    entities::compare(context, "requirements", pairs, &REQUIREMENT_ADDED, removed, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Requirement>, new: &Entity<Requirement>) {
    let both = both("requirements", old, new);
    renamed(context, &REQUIREMENT_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    text(context, &both, old, new);
    acceptance(context, &both, old, new);
    kind(context, &both, old, new);
    priority(context, &both, old, new);
    needs(context, &both, old, new);
}

fn text(context: &mut Context<'_>, both: &Both<'_>, old: &Requirement, new: &Requirement) {
    if context.same(&old.text.as_value(), &new.text.as_value()) {
        return;
    }
    let words = |text: &str| crate::markdown::meaning(text);
    let kind = match quantities::of_words(&words(&old.text.value), &words(&new.text.value)) {
        Direction::Same => &REQUIREMENT_REWORDED,
        Direction::Weaker => &REQUIREMENT_WEAKER,
        Direction::Stronger => &REQUIREMENT_STRONGER,
        Direction::Unclear => &REQUIREMENT_QUANTITY,
    };
    let entry = both.entry(kind, "text");
    context.add(if *kind == REQUIREMENT_REWORDED {
        entry.detail("says the same in other words")
    } else {
        entry
    });
}

/// What shows that it is met: a measure of it may be weaker or stronger.
fn acceptance(context: &mut Context<'_>, both: &Both<'_>, old: &Requirement, new: &Requirement) {
    let (before, after) = (both.old.get("acceptance"), both.new.get("acceptance"));
    if context.same(before, after) {
        return;
    }
    let words = |requirement: &Requirement| {
        let texts = requirement.acceptance.items.iter().map(|text| crate::markdown::meaning(&text.value));
        texts.collect::<Vec<_>>().join("; ")
    };
    let kind = match (before.is_absent(), after.is_absent()) {
        (true, _) => &REQUIREMENT_REWORDED,
        (_, true) => &REQUIREMENT_DETAIL_GONE,
        _ => match quantities::of_words(&words(old), &words(new)) {
            Direction::Same => &REQUIREMENT_REWORDED,
            Direction::Weaker => &REQUIREMENT_WEAKER,
            Direction::Stronger => &REQUIREMENT_STRONGER,
            Direction::Unclear => &REQUIREMENT_QUANTITY,
        },
    };
    context.add(both.entry(kind, "acceptance").said(None, None).detail("what shows that it is met changed"));
}

fn kind(context: &mut Context<'_>, both: &Both<'_>, old: &Requirement, new: &Requirement) {
    let (before, after) = (old.kind(), new.kind());
    if before == after {
        return;
    }
    let is_constraint = [before, after].contains(&RequirementKind::Constraint);
    let kind = if is_constraint { &REQUIREMENT_CONSTRAINT } else { &REQUIREMENT_REWORDED };
    let said = (Some(before.word().to_owned()), Some(after.word().to_owned()));
    context.add(both.entry(kind, "kind").said(said.0, said.1).detail("the kind changed"));
}

fn priority(context: &mut Context<'_>, both: &Both<'_>, old: &Requirement, new: &Requirement) {
    let rank = |priority: Priority| Priority::WORDS.iter().position(|word| *word == priority.word());
    let (before, after) = (old.priority(), new.priority());
    if before == after {
        return;
    }
    // The words begin with the highest.
    let kind = if rank(after) > rank(before) { &PRIORITY_LOWERED } else { &PRIORITY_RAISED };
    context.add(
        both.entry(kind, "priority").said(Some(before.word().to_owned()), Some(after.word().to_owned())),
    );
}

fn needs(context: &mut Context<'_>, both: &Both<'_>, old: &Requirement, new: &Requirement) {
    let needs = |requirement: &Requirement| -> Vec<Need> {
        match &requirement.needs {
            Some(needs) => needs.value.iter().map(|need| need.value).collect(),
            // A constraint is content with one citation of any kind.
            None if requirement.kind() == RequirementKind::Constraint => Vec::new(),
            None => vec![Need::Component, Need::Test],
        }
    };
    // What the kind implies changes with the kind, and is reported there.
    if old.needs.is_none() && new.needs.is_none() {
        return;
    }
    let (before, after) = (needs(old), needs(new));
    let is_kept = before.iter().all(|need| after.contains(need));
    let is_more = after.iter().any(|need| !before.contains(need));
    let kind = match (is_kept, is_more) {
        (true, false) => return,
        (true, true) => &NEEDS_GREW,
        (false, _) => &NEEDS_SHRANK,
    };
    context.add(both.entry(kind, "needs"));
}
