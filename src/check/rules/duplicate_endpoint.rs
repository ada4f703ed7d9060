//! SD416: two contracts with the same endpoint.

use std::collections::HashMap;

use crate::check::Subject;
use crate::design::{Contract, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Two contracts of one component have the same endpoint.
    pub(crate) RULE = "SD416", "duplicate-endpoint", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let mut seen: HashMap<(bool, Option<&str>, String), &Entity<Contract>> = HashMap::new();
    for contract in &subject.design.api {
        if contract.endpoint.is_empty() || contract.given(|key| key.component).is_unreadable() {
            continue;
        }
        // Each of two components may have the endpoint: `GET /health`. A component that passes something on
        // offers what it consumes.
        let component = contract.component.as_deref();
        let key = (contract.is_consumed(), component, normalized(contract));
        let Some(first) = seen.get(&key) else {
            seen.insert(key, contract);
            continue;
        };
        let message = format!(
            "the contracts `{}` and `{}` have the same endpoint `{}`",
            first.id.value, contract.id.value, &*contract.endpoint
        );
        let same = *first.endpoint == *contract.endpoint;
        let finding = Finding::new(&RULE, contract.endpoint.span, message)
            .label(if same { "the same endpoint again" } else { "only the name of a parameter differs" })
            .related(first.endpoint.span, "the first one is here")
            .help("merge the two contracts, or give one of them another method, path or component");
        sink.push(finding);
    }
}

/// The endpoint without the names of the parameters in its path: a server cannot tell `/{code}` and
/// `/{id}` apart.
fn normalized(contract: &Contract) -> String {
    let Some((method, path)) = contract.http() else { return contract.endpoint.to_string() };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').map(without_name).collect();
    format!("{method} {}?{query}", parts.join("/"))
}

fn without_name(part: &str) -> &str {
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let braced = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let colon = part.strip_prefix(':');
    if braced.or(colon).is_some_and(is_name) { "{}" } else { part }
}
