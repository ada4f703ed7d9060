//! SD414: an HTTP contract without a success response or without a client-error response.

use super::{invalid_status_code, unauthenticated_write};
use crate::check::Subject;
use crate::design::{Contract, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An HTTP contract has no success response or no client-error response.
    pub(crate) RULE = "SD414", "incomplete-contract", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // What others promise is theirs to describe, and a service of many operations answers for each of them.
    let own = subject.design.api.iter().filter(|contract| {
        !contract.is_consumed() && (contract.operations.is_empty() || !contract.responses.is_empty())
    });
    for contract in own {
        let Some((method, path)) = contract.http() else { continue };
        let responses = &contract.responses;
        let wrong = responses.ids().any(invalid_status_code::is_wrong);
        if responses.not_applicable.is_some() || contract.given(|key| key.responses).is_unreadable() || wrong
        {
            continue;
        }
        let answers = |classes: &[char]| responses.ids().any(|key| is_of(key, classes));
        // An upgrade to another protocol succeeds with 101.
        let succeeds = answers(&['1', '2', '3']);
        let refuses =
            answers(&['4']) || responses.contains("default") || cannot_be_misused(contract, method, path);
        let lacking = match (succeeds, refuses) {
            (true, true) => continue,
            (false, true) => "no success response",
            (true, false) => "no client-error response",
            (false, false) => "neither a success response nor a client-error response",
        };
        let message = format!("`{}` has {lacking}", &*contract.endpoint);
        let (label, help) = match (succeeds, refuses) {
            (false, true) => ("no response from 200 to 399", "add `200 = \"meaning\"` to its `responses`"),
            (true, false) => ("no response from 400 to 499", "add `400 = \"meaning\"` to its `responses`"),
            _ => (
                "no response from 200 to 499",
                "add `responses = { 200 = \"meaning\", 400 = \"meaning\" }`; or say why there are none: `responses = { not-applicable = \"why\" }`",
            ),
        };
        let mut finding = Finding::new(&RULE, contract.endpoint.span, message).label(label).help(help);
        if let Some(span) = responses.span {
            finding = finding.related(span, "its responses are declared here");
        }
        sink.push(finding);
    }
}

/// Whether a key belongs to one of these classes: `404`, `4xx`, `404 Not Found`.
fn is_of(key: &str, classes: &[char]) -> bool {
    let code: String = key.trim().chars().take(3).collect();
    let mut chars = code.chars();
    let first = chars.next().is_some_and(|first| classes.contains(&first));
    let rest = chars.filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).count();
    first && rest == 2
}

/// Whether a client cannot make a mistake: there are no parameters, no body and no authentication, as in
/// a health check.
fn cannot_be_misused(contract: &Entity<Contract>, method: &str, path: &str) -> bool {
    let asks = path.contains(['{', '?', ':', '*', '<']);
    let open = contract
        .auth
        .as_ref()
        .is_some_and(|auth| auth.not_applicable || unauthenticated_write::is_none(auth));
    matches!(method, "GET" | "HEAD" | "OPTIONS") && !asks && open && contract.request.is_none()
}
