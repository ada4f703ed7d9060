//! Which contract of the design is which of the files.

use std::collections::HashMap;

use super::super::endpoint::Endpoint;
use super::super::share as part_of;
use super::contract_id;
use super::theirs::{Key, Theirs};
use crate::design::{Contract, Entity};
use crate::interchange::partial;

/// A contract of the design, and the place of that of the files.
pub(super) type Pair<'a> = (&'a Entity<Contract>, usize);

/// Which contract of the design is which of the files: by the endpoint, then by the id, then what is left and
/// most alike.
pub(super) fn matched<'a>(
    candidates: &[&'a Entity<Contract>],
    asked: &[&'a Entity<Contract>],
    theirs: &[Theirs<'a>],
) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    let mut free: Vec<usize> = (0..theirs.len()).collect();
    let mut left: Vec<&'a Entity<Contract>> = candidates.to_vec();
    let mut join = |own: &'a Entity<Contract>,
                    at: usize,
                    free: &mut Vec<usize>,
                    left: &mut Vec<&'a Entity<Contract>>| {
        free.retain(|other| *other != at);
        left.retain(|other| other.id.value != own.id.value);
        pairs.push((own, at));
    };
    for place in 0..2 {
        let mut by_key: HashMap<&Key, usize> = HashMap::new();
        for at in free.iter().rev() {
            by_key.extend(theirs[*at].keys.get(place).map(|key| (key, *at)));
        }
        for own in left.clone() {
            if let Some(at) = by_key.remove(&Key::of(own)) {
                join(own, at, &mut free, &mut left);
            }
        }
    }
    left.retain(|own| asked.iter().any(|other| other.id.value == own.id.value));
    let by_id = |at: usize| theirs[at].contract.id.as_ref().map(|id| contract_id(&id.value));
    for own in left.clone() {
        if let Some(at) = free.iter().copied().find(|at| by_id(*at).as_deref() == Some(&own.id.value)) {
            join(own, at, &mut free, &mut left);
        }
    }
    for own in left.clone() {
        let alike = |at: &usize| likeness(own, theirs[*at].contract);
        let mut ranked: Vec<(f64, usize)> = free.iter().map(|at| (alike(at), *at)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let second = ranked.get(1).map_or(0.0, |(score, _)| *score);
        if let Some((score, at)) = ranked.first().copied()
            && score >= LIKENESS
            && score - second >= LEAD
        {
            join(own, at, &mut free, &mut left);
        }
    }
    pairs
}

/// How alike two contracts have to be to be one under another endpoint, and how far ahead of the next.
const LIKENESS: f64 = 0.6;
const LEAD: f64 = 0.1;

/// How alike two contracts are: their methods, the parts of their paths, their statuses.
fn likeness(own: &Contract, theirs: &partial::Contract) -> f64 {
    let (Some(ours), Some(other)) = (Endpoint::read(&own.endpoint), Endpoint::read(&theirs.endpoint.value))
    else {
        return 0.0;
    };
    let share = |one: &[String], other: &[String]| {
        let same = one.iter().filter(|part| other.contains(part)).count();
        let all = one.len() + other.len() - same.min(one.len() + other.len());
        if all == 0 { 1.0 } else { part_of(same, all) }
    };
    let statuses: Vec<String> = own.responses.ids().map(str::to_owned).collect();
    let answers: Vec<String> = theirs.answers.iter().map(|answer| answer.status.value.clone()).collect();
    let method = f64::from(u8::from(ours.method == other.method));
    0.3 * method + 0.35 * share(&ours.parts, &other.parts) + 0.35 * share(&statuses, &answers)
}
