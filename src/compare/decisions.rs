//! Decisions. What is accepted binds; what is proposed may still be written.

use super::catalogue::{
    ChangeKind, DECISION_ADDED, DECISION_CHOSEN, DECISION_MOVED_ON, DECISION_REMOVED, DECISION_RENAMED,
    DECISION_REOPENED, DECISION_REVERSED, DECISION_REWORDED, DECISION_REWRITTEN, DECISION_WITHDRAWN,
};
use super::context::{Context, Entry};
use super::entities::{self, both, renamed};
use super::identity::former;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Coverage, Former, Kind},
};
use super::similarity::Bag;
use crate::design::value::{Recorded, Valued};
use crate::design::{Decision, DecisionOption, DecisionStatus, Entity};
use crate::reading::quote_key;

/// The keys of a decision that is accepted.
pub(super) const ACCEPTED: Keys = &[
    ("was", Former),
    ("title", Kind(&DECISION_REWRITTEN)),
    ("status", ByItself),
    ("date", Kind(&DECISION_REWORDED)),
    ("decision-makers", Kind(&DECISION_REWORDED)),
    ("addresses", Coverage),
    ("context", Kind(&DECISION_REWRITTEN)),
    ("drivers", Kind(&DECISION_REWRITTEN)),
    ("options", ByItself),
    ("chosen", ByItself),
    ("rationale", Kind(&DECISION_REWRITTEN)),
    ("consequences", Kind(&DECISION_REWRITTEN)),
    ("superseded-by", ByItself),
];

/// The keys of any other decision.
pub(super) const OPEN: Keys = &[
    ("was", Former),
    ("title", Kind(&DECISION_REWORDED)),
    ("status", ByItself),
    ("date", Kind(&DECISION_REWORDED)),
    ("decision-makers", Kind(&DECISION_REWORDED)),
    ("addresses", Coverage),
    ("context", Kind(&DECISION_REWORDED)),
    ("drivers", Kind(&DECISION_REWORDED)),
    ("options", ByItself),
    ("chosen", ByItself),
    ("rationale", Kind(&DECISION_REWORDED)),
    ("consequences", Kind(&DECISION_REWORDED)),
    ("superseded-by", ByItself),
];

/// The keys of an option, for the test that none is forgotten. An option is compared as a whole.
#[cfg(test)]
pub(super) const OPTION_KEYS: Keys =
    &[("was", Former), ("title", ByItself), ("summary", ByItself), ("pros", ByItself), ("cons", ByItself)];

/// Adds what changed of the decisions.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.decisions);
    let removed = |old: &Decision| -> &'static ChangeKind {
        if old.status() == DecisionStatus::Accepted { &DECISION_REMOVED } else { &DECISION_WITHDRAWN }
    };
    entities::compare(context, "decisions", pairs, &DECISION_ADDED, removed, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Decision>, new: &Entity<Decision>) {
    let both = both("decisions", old, new);
    let is_accepted = old.status() == DecisionStatus::Accepted;
    renamed(context, &DECISION_RENAMED, &both, old, new);
    keys::compare(context, if is_accepted { ACCEPTED } else { OPEN }, &both);
    status(context, &both, old, new);
    let options = options(context, &both, old, new, is_accepted);
    chosen(context, &both, old, new, is_accepted, &options);
}

/// The status, with the decision that took its place.
fn status(context: &mut Context<'_>, both: &Both<'_>, old: &Decision, new: &Decision) {
    let (before, after) = (old.status(), new.status());
    if before == after {
        if !context.same(&old.superseded_by.as_value(), &new.superseded_by.as_value()) {
            context.add(both.entry(&DECISION_REWORDED, "superseded-by").detail("`superseded-by` changed"));
        }
        return;
    }
    let went_back = after == DecisionStatus::Proposed
        || (after == DecisionStatus::Accepted && before != DecisionStatus::Proposed)
        || (after == DecisionStatus::Superseded && new.superseded_by.is_none());
    let mut entry = both.entry(if went_back { &DECISION_REOPENED } else { &DECISION_MOVED_ON }, "status");
    entry = entry.said(Some(before.word().to_owned()), Some(after.word().to_owned()));
    if old.superseded_by.is_none() && new.superseded_by.is_some() {
        entry.claim(format!("{}.superseded-by", both.path), DECISION_MOVED_ON.weight);
    }
    context.add(entry);
}

/// The options' ids as they are now, of those that were renamed.
fn options(
    context: &mut Context<'_>,
    both: &Both<'_>,
    old: &Decision,
    new: &Decision,
    is_accepted: bool,
) -> Vec<(String, String)> {
    let changed: &'static ChangeKind = if is_accepted { &DECISION_REWRITTEN } else { &DECISION_REWORDED };
    let entry = |kind: &'static ChangeKind,
                 old: Option<&Entity<DecisionOption>>,
                 new: Option<&Entity<DecisionOption>>| {
        let id = new.or(old).map_or("", |option| option.id.value.as_str());
        Entry::new(kind, both.entity.clone(), format!("{}.options.{}", both.path, quote_key(id)))
            .at(old.map(|option| option.id.span), new.map(|option| option.id.span))
    };
    let mut gone: Vec<_> = old.options.iter().filter(|it| !new.options.contains(&it.id.value)).collect();
    let mut added: Vec<_> = new.options.iter().filter(|it| !old.options.contains(&it.id.value)).collect();
    let mut renames = Vec::new();
    gone.retain(|before| {
        let words = Bag::of(&before.body().as_value());
        let there = added.iter().position(|after| {
            former(after.body().record().get("was")).contains(&before.id.value)
                || words.likeness(&Bag::of(&after.body().as_value())) >= LIKENESS
        });
        let Some(at) = there else { return true };
        let after = added.remove(at);
        let said = (Some(before.id.value.clone()), Some(after.id.value.clone()));
        context.add(
            entry(&DECISION_RENAMED, Some(before), Some(after))
                .said(said.0, said.1)
                .detail("an option has another id"),
        );
        renames.push((before.id.value.clone(), after.id.value.clone()));
        false
    });
    for after in &new.options {
        if let Some(before) = old.options.get(&after.id.value)
            && !context.same(&before.body().as_value(), &after.body().as_value())
        {
            context.add(entry(changed, Some(before), Some(after)).detail("an option changed"));
        }
    }
    for before in gone {
        context.add(entry(changed, Some(before), None).detail("an option was removed"));
    }
    for after in added {
        context.add(entry(changed, None, Some(after)).detail("an option was added"));
    }
    renames
}

/// How alike two options have to be to be one under another id.
const LIKENESS: f64 = 0.5;

fn chosen(
    context: &mut Context<'_>,
    both: &Both<'_>,
    old: &Decision,
    new: &Decision,
    is_accepted: bool,
    renames: &[(String, String)],
) {
    let id = |decision: &Decision| decision.chosen.as_ref().map(|chosen| chosen.value.trim().to_owned());
    let before = id(old)
        .map(|id| renames.iter().find(|(old, _)| *old == id).map_or(id.clone(), |(_, new)| new.clone()));
    if before != id(new) {
        let kind = if is_accepted { &DECISION_REVERSED } else { &DECISION_CHOSEN };
        context.add(both.entry(kind, "chosen"));
    }
}
