//! Decisions. What is accepted binds; what is proposed may still be written.

use std::collections::{HashMap, HashSet};

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
use super::similarity::{Bag, best_pairs};
use crate::design::value::{Recorded, Valued};
use crate::design::{Decision, DecisionOption, DecisionStatus, Entity};
use crate::markdown::one_line;
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
    ("not-in-source", Kind(&DECISION_REWORDED)),
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
    ("not-in-source", Kind(&DECISION_REWORDED)),
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
    if !context.same(&old.superseded_by.as_value(), &new.superseded_by.as_value()) {
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
    let (pairs, gone, added) = option_pairs(old, new);
    let mut renames = Vec::new();
    for (before, after) in pairs {
        let said = (Some(before.id.value.clone()), Some(after.id.value.clone()));
        let mut entry = entry(&DECISION_RENAMED, Some(before), Some(after))
            .said(said.0, said.1)
            .detail("an option has another id");
        if !context.same(&before.body().as_value(), &after.body().as_value()) {
            entry.claim(format!("{}.options.{}", both.path, quote_key(&after.id.value)), changed.weight);
        }
        context.add(entry);
        renames.push((before.id.value.clone(), after.id.value.clone()));
    }
    for after in &new.options {
        if let Some(before) = old.options.get(&after.id.value)
            && !renames.iter().any(|(from, to)| *from == before.id.value || *to == after.id.value)
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

/// Options that were renamed, and those of one side only.
type OptionPairs<'a> = (
    Vec<(&'a Entity<DecisionOption>, &'a Entity<DecisionOption>)>,
    Vec<&'a Entity<DecisionOption>>,
    Vec<&'a Entity<DecisionOption>>,
);

/// The ids that options had before, of those that had any.
type FormerIds<'a> = HashMap<&'a str, Vec<String>>;

fn former_ids(decision: &Decision) -> FormerIds<'_> {
    let ids = |option: &Entity<DecisionOption>| former(option.body().record().get("was"));
    let all = decision.options.iter().map(|option| (option.id.value.as_str(), ids(option)));
    all.filter(|(_, ids)| !ids.is_empty()).collect()
}

/// An option keeps its id, unless `was` says otherwise, or it has the title of one that is gone, or almost
/// all of its words.
fn option_pairs<'a>(old: &'a Decision, new: &'a Decision) -> OptionPairs<'a> {
    let (old_was, new_was) = (former_ids(old), former_ids(new));
    let knew = |was: &FormerIds<'_>, id: &str, former_id: &str| {
        was.get(id).is_some_and(|ids| ids.iter().any(|was| was == former_id))
    };
    let is_said = |from: &str, to: &str| {
        from != to
            && ((knew(&new_was, to, from) && !knew(&old_was, to, from))
                || (knew(&old_was, from, to) && !knew(&new_was, from, to)))
    };
    let mut pairs: Vec<(&Entity<DecisionOption>, &Entity<DecisionOption>)> = Vec::new();
    let (mut taken, mut given) = (HashSet::new(), HashSet::new());
    if !old_was.is_empty() || !new_was.is_empty() {
        for after in &new.options {
            let to = after.id.value.as_str();
            let said = |before: &&Entity<DecisionOption>| {
                let from = before.id.value.as_str();
                is_said(from, to) && !taken.contains(from)
            };
            if let Some(before) = old.options.iter().find(said) {
                taken.insert(before.id.value.as_str());
                given.insert(to);
                pairs.push((before, after));
            }
        }
    }
    let mut gone: Vec<&Entity<DecisionOption>> = old.options.iter().collect();
    let mut added: Vec<&Entity<DecisionOption>> = new.options.iter().collect();
    gone.retain(|it| !taken.contains(it.id.value.as_str()));
    added.retain(|it| !given.contains(it.id.value.as_str()));
    let (stay_old, stay_new): (HashSet<&str>, HashSet<&str>) = (
        gone.iter().map(|it| it.id.value.as_str()).collect(),
        added.iter().map(|it| it.id.value.as_str()).collect(),
    );
    gone.retain(|it| !stay_new.contains(it.id.value.as_str()));
    added.retain(|it| !stay_old.contains(it.id.value.as_str()));
    let bags = |side: &[&Entity<DecisionOption>]| -> Vec<Bag> {
        side.iter().map(|it| Bag::of(&it.body().as_value())).collect()
    };
    let (olds, news) = (bags(&gone), bags(&added));
    let title = |option: &Entity<DecisionOption>| one_line(&option.title.value).to_lowercase();
    let like = |from: usize, at: usize| {
        let same_title = title(gone[from]) == title(added[at]);
        if same_title { 1.0 } else { olds[from].likeness(&news[at]) }
    };
    let all = |count: usize| (0..count.min(MOST_OPTIONS)).collect::<Vec<_>>();
    let found = best_pairs(&all(gone.len()), &all(added.len()), like, |_| LIKENESS);
    let alike: Vec<_> = found.sure.iter().map(|(from, at)| (gone[*from], added[*at])).collect();
    gone.retain(|it| !alike.iter().any(|(before, _)| before.id.value == it.id.value));
    added.retain(|it| !alike.iter().any(|(_, after)| after.id.value == it.id.value));
    pairs.extend(alike);
    (pairs, gone, added)
}

/// How alike two options have to be to be one under another id.
const LIKENESS: f64 = 0.75;

/// So many options of a decision are compared by their words.
const MOST_OPTIONS: usize = 200;

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
    let after = id(new);
    if before == after {
        return;
    }
    let (kind, detail) = match (&before, &after) {
        (None, _) if is_accepted => (&DECISION_REWORDED, Some("what was chosen is documented now")),
        (_, None) if is_accepted => (&DECISION_REWRITTEN, Some("what was chosen is no longer documented")),
        _ if is_accepted => (&DECISION_REVERSED, None),
        _ => (&DECISION_CHOSEN, None),
    };
    let entry = both.entry(kind, "chosen");
    context.add(match detail {
        Some(detail) => entry.detail(detail),
        None => entry,
    });
}
