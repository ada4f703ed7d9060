//! SD408: a response whose status is a number, but not an HTTP status code.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A response has a number that is not an HTTP status code.
    pub(crate) RULE = "SD408", "invalid-status-code", Group::Contradiction, since "0.1.0", fix none,
        see "https://www.rfc-editor.org/rfc/rfc9110#section-15";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for contract in subject.design.api.iter().filter(|contract| contract.http().is_some()) {
        let operations = contract.operations.iter().flat_map(|operation| operation.responses.iter());
        let responses = contract.responses.iter().chain(operations);
        for response in responses.filter(|response| is_wrong(&response.id.value)) {
            let code = &response.id.value;
            let message =
                format!("`{code}` is not an HTTP status code, but `{}` answers with it", &*contract.endpoint);
            let finding = Finding::new(&RULE, response.id.span, message).label("not from 100 to 599").help(
                "write an HTTP status code; a range is written `4xx`, and any other response `default`",
            );
            sink.push(finding);
        }
    }
}

/// Whether a key is a number, but not a status code.
pub(super) fn is_wrong(key: &str) -> bool {
    let digits = key.strip_prefix(['-', '+']).unwrap_or(key);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    is_number && !key.parse::<i64>().is_ok_and(|code| (100..=599).contains(&code))
}
