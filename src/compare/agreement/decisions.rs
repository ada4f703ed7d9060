//! Decisions.

use std::collections::HashSet;

use super::{Sides, Source};
use crate::design::{Decision, Design, Entity, SourceKind, as_id};
use crate::interchange::partial;
use crate::markdown::one_line;

/// A difference between the decisions of a design and those of its files.
pub enum DecisionDrift<'a> {
    /// No file has it.
    OnlyHere {
        /// The decision of the design.
        own: &'a Entity<Decision>,
        /// The folder that could have it.
        source: Source<'a>,
    },
    /// The design does not have it.
    OnlyThere {
        /// The decision of the file.
        theirs: &'a partial::Decision,
        /// Its folder.
        source: Source<'a>,
    },
    /// The design has it from the file.
    Taken(Option<&'a Entity<Decision>>, &'a partial::Decision),
    /// It has another title.
    Title(&'a Entity<Decision>, &'a partial::Decision),
    /// It has another status.
    Status(&'a Entity<Decision>, &'a partial::Decision),
    /// Another option was chosen.
    Chosen {
        /// The decision of the design.
        own: &'a Entity<Decision>,
        /// The decision of the file.
        theirs: &'a partial::Decision,
        /// The option of the design that the file means, if it has it.
        option: Option<&'a str>,
    },
}

/// What differs between the decisions of a design and those of its files.
pub fn decisions<'a>(sides: &Sides<'a>) -> Vec<DecisionDrift<'a>> {
    let mut drifts = Vec::new();
    let sources: Vec<Source<'a>> = sides.sources(SourceKind::Decisions).collect();
    let theirs: Vec<(Source<'a>, &'a partial::Decision)> = sources
        .iter()
        .flat_map(|source| source.partial().decisions.iter().map(|decision| (*source, decision)))
        .filter(|(source, decision)| source.held.choice.takes(&names(&decision.id, &decision.title.value)))
        .collect();
    let own: Vec<&'a Entity<Decision>> = sides.design.decisions.iter().collect();
    let pairs = matched(&own, &theirs);
    for (own, at) in &pairs {
        let (source, decision) = theirs[*at];
        if source.held.take {
            drifts.push(DecisionDrift::Taken(Some(own), decision));
        }
        if own.not_in_source.is_none() && !own.is_taken {
            differences(own, decision, &mut drifts);
        }
    }
    let paired: HashSet<&str> = pairs.iter().map(|(own, _)| own.id.value.as_str()).collect();
    let found: HashSet<usize> = pairs.iter().map(|(_, at)| *at).collect();
    if sides.is_read(SourceKind::Decisions) {
        let alone = own.iter().filter(|own| !paired.contains(own.id.value.as_str()));
        for own in alone.filter(|own| own.not_in_source.is_none() && !own.is_taken && !own.title.is_stand_in)
        {
            let names = names(&own.id.value, &own.title);
            let source = sources.iter().find(|source| source.held.choice.takes(&names));
            drifts.extend(source.map(|source| DecisionDrift::OnlyHere { own, source: *source }));
        }
    }
    for (_, (source, theirs)) in theirs.iter().enumerate().filter(|(at, _)| !found.contains(at)) {
        let title = key(&theirs.title.value);
        let has = |other: &Design| other.decisions.iter().any(|own| key(&own.title) == title);
        if source.held.take {
            drifts.push(DecisionDrift::Taken(None, theirs));
        } else if sides.is_asked(*source, has) {
            drifts.push(DecisionDrift::OnlyThere { theirs, source: *source });
        }
    }
    drifts
}

fn names<'n>(id: &'n str, title: &'n str) -> [&'n str; 2] {
    [id, title]
}

/// Titles by their letters and digits: two ways to quote or to join words are one title.
fn key(title: &str) -> String {
    as_id(&one_line(title))
}

/// Whether a decision is the one of a file.
type Same<'s> = dyn Fn(&Entity<Decision>, &partial::Decision) -> bool + 's;

/// By the title, then by the id, the name of the file, the day; then what is left and most alike.
fn matched<'a>(
    own: &[&'a Entity<Decision>],
    theirs: &[(Source<'a>, &'a partial::Decision)],
) -> Vec<(&'a Entity<Decision>, usize)> {
    let mut pairs: Vec<(&'a Entity<Decision>, usize)> = Vec::new();
    let mut left = own.to_vec();
    let mut free: Vec<usize> = (0..theirs.len()).collect();
    let day = |own: &Decision| own.date.as_ref().map(|date| date.value.to_string());
    let rules: [&Same<'_>; 4] = [
        &|own, theirs| key(&own.title) == key(&theirs.title.value),
        &|own, theirs| own.id.value.eq_ignore_ascii_case(&theirs.id),
        &|own, theirs| key(&own.title) == as_id(&theirs.id),
        &|own, theirs| {
            let written = theirs.date.as_ref().map(|date| date.value.as_str());
            written.is_some() && day(own).as_deref() == written
        },
    ];
    for is_same in rules {
        for decision in left.clone() {
            let mut those = free.iter().copied().filter(|at| is_same(decision, theirs[*at].1));
            let (Some(at), None) = (those.next(), those.next()) else { continue };
            if left.iter().filter(|other| is_same(other, theirs[at].1)).count() == 1 {
                free.retain(|other| *other != at);
                left.retain(|other| other.id.value != decision.id.value);
                pairs.push((decision, at));
            }
        }
    }
    for decision in left {
        let alike = |at: &usize| likeness(&decision.title, &theirs[*at].1.title.value);
        let best = free.iter().copied().max_by(|one, other| alike(one).total_cmp(&alike(other)));
        if let Some(at) = best.filter(|at| alike(at) >= LIKENESS) {
            free.retain(|other| *other != at);
            pairs.push((decision, at));
        }
    }
    pairs
}

/// How alike two titles have to be to be one that was reworded.
const LIKENESS: f64 = 0.5;

/// The words that two texts share, as a part of all.
fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> { key(text).split('-').map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    super::share(one.intersection(&other).count(), one.union(&other).count())
}

fn differences<'a>(
    own: &'a Entity<Decision>,
    theirs: &'a partial::Decision,
    drifts: &mut Vec<DecisionDrift<'a>>,
) {
    if key(&own.title) != key(&theirs.title.value) {
        drifts.push(DecisionDrift::Title(own, theirs));
    }
    if own.status() != theirs.status.value && !own.given(|key| key.status).is_unreadable() {
        drifts.push(DecisionDrift::Status(own, theirs));
    }
    let Some((chosen, option)) = theirs.chosen.as_ref().zip(own.chosen_option()) else { return };
    let is_same = |title: &str| {
        let (one, other) = (key(title), key(&chosen.value));
        one == other
            || one.starts_with(&other)
            || other.starts_with(&one)
            || likeness(title, &chosen.value) >= LIKENESS
    };
    let exact = own.options.iter().find(|option| key(&option.title) == key(&chosen.value));
    let meant = exact.map_or_else(|| option.id.value.as_str(), |meant| meant.id.value.as_str());
    if meant != option.id.value || (exact.is_none() && !is_same(&option.title)) {
        drifts.push(DecisionDrift::Chosen {
            own,
            theirs,
            option: exact.map(|option| option.id.value.as_str()),
        });
    }
}
