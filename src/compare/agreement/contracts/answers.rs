//! What one contract answers and is sent: statuses, and samples that are held against their schemas.

use std::collections::HashSet;

use super::super::payloads::{Misfit, misfits};
use super::StatusAt;
use crate::design::{Code, Contract, Entity, Response};
use crate::interchange::partial::{self, Answer, Of, Partial, Payload};
use crate::source::Span;

/// The statuses that one side has alone; two of one class are one that changed.
pub(super) fn statuses<'a>(
    own: &'a Contract,
    theirs: &'a partial::Contract,
    partial: &Partial,
) -> Vec<StatusAt<'a>> {
    // Of a contract that lists no answers, none is asked.
    if own.responses.is_empty() {
        return Vec::new();
    }
    let number = |response: &Entity<Response>| response.id.value.parse::<u16>().ok();
    let covers = |answer: &Answer, wanted: u16| {
        let status = answer.status.value.to_ascii_uppercase();
        match status.strip_suffix("XX") {
            Some(class) => class == (wanted / 100).to_string(),
            // What it says of errors that are not named.
            None => status == "DEFAULT" && wanted >= 400,
        }
    };
    let is_there = |wanted: u16| {
        theirs.answers.iter().any(|answer| answer.number() == Some(wanted) || covers(answer, wanted))
    };
    let mut here: Vec<(u16, &Entity<Response>)> = own
        .responses
        .iter()
        .filter_map(|response| Some((number(response)?, response)))
        .filter(|(wanted, _)| !is_there(*wanted))
        .collect();
    let is_here = |wanted: u16| own.responses.iter().any(|response| number(response) == Some(wanted));
    let shared = shared(partial);
    let there = theirs.answers.iter().filter_map(|answer| Some((answer.number()?, answer)));
    let there = there.filter(|(wanted, _)| *wanted < 500 && !is_here(*wanted) && !shared.contains(wanted));
    let mut found = Vec::new();
    for (wanted, answer) in there {
        match here.iter().position(|(other, _)| other / 100 == wanted / 100) {
            Some(at) => found.push(StatusAt::Both(here.remove(at).1, answer)),
            None => found.push(StatusAt::There(answer)),
        }
    }
    found.extend(here.into_iter().map(|(_, response)| StatusAt::Here(response)));
    found
}

/// The statuses that all operations of a file of three or more share: what a framework adds.
fn shared(partial: &Partial) -> HashSet<u16> {
    const FEWEST: usize = 3;
    let of = |contract: &partial::Contract| -> HashSet<u16> {
        contract.answers.iter().filter_map(Answer::number).collect()
    };
    let mut all = partial.contracts.iter().map(of);
    let first = all.next().filter(|_| partial.contracts.len() >= FEWEST).unwrap_or_default();
    let shared = all.fold(first, |shared, next| shared.intersection(&next).copied().collect());
    // No framework adds a success.
    shared.into_iter().filter(|status| *status >= 400).collect()
}

/// The samples of a contract that are not what the file describes: path, place, and what does not fit.
pub(super) fn samples(
    own: &Contract,
    theirs: &partial::Contract,
    partial: &Partial,
) -> Vec<(String, Span, Vec<Misfit>)> {
    let mut found = Vec::new();
    let mut compare = |path: String, code: Option<&Code>, payload: Option<&Payload>, of: Of| {
        let (Some(code), Some(shape)) = (code, payload.and_then(|payload| payload.shape)) else { return };
        let misfits = misfits(&code.value, &partial.shapes, shape, of);
        if !misfits.is_empty() {
            found.push((path, code.span, misfits));
        }
    };
    for (key, sample) in [("request", &own.request), ("message", &own.message)] {
        let code = sample.as_ref().map(|sample| &sample.code);
        compare(key.to_owned(), code, theirs.request.as_ref(), Of::Request);
    }
    for response in own.responses.iter() {
        let answer = theirs.answers.iter().find(|answer| answer.status.value == response.id.value);
        let body = answer.and_then(|answer| answer.body.as_ref());
        compare(format!("responses.{}", response.id.value), response.code.as_ref(), body, Of::Answer);
    }
    found
}
