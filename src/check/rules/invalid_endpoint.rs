//! SD407: an endpoint that is nearly one of HTTP, or whose braces do not match.

use crate::check::Subject;
use crate::design::{Contract, Entity, METHODS};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An endpoint has a misspelt method or unbalanced braces.
    pub(crate) RULE = "SD407", "invalid-endpoint", Group::Advice, since "0.1.0", fix safe,
        see "https://www.rfc-editor.org/rfc/rfc9110#section-9";
}

/// Words of other protocols that are one letter away from a method.
const OTHER_VERBS: [&str; 12] =
    ["WATCH", "SET", "READ", "PUB", "BATCH", "MATCH", "CATCH", "TRACK", "HOST", "LET", "BET", "DELETED"];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for contract in &subject.design.api {
        if let Some((word, method)) = misspelt_method(&contract.endpoint) {
            let span = contract.endpoint.locate(subject.sources, 0..word.len());
            let finding = Finding::new(&RULE, span, format!("`{word}` is not a method of HTTP"))
                .label(format!("meant to be `{method}`?"))
                .help(format!(
                    "write `{method}`: as long as it is another word, nothing of HTTP is checked here"
                ))
                .fix_if(word.eq_ignore_ascii_case(method), span, method);
            sink.push(finding);
        } else if let Some(at) = unbalanced(&contract.endpoint) {
            sink.push(open_brace(subject, contract, at));
        }
    }
}

fn open_brace(subject: &Subject<'_>, contract: &Entity<Contract>, at: usize) -> Finding {
    let opens = contract.endpoint.get(at..).is_some_and(|rest| rest.starts_with('{'));
    let label = if opens { "never closed" } else { "never opened" };
    let message = format!("the braces of the endpoint `{}` do not match", &*contract.endpoint);
    Finding::new(&RULE, contract.endpoint.locate(subject.sources, at..at + 1), message)
        .label(label)
        .help("a parameter stands in braces: `/orders/{id}`")
}

/// A first word before a path that is no method, and the method that it is nearly.
fn misspelt_method(endpoint: &str) -> Option<(&str, &'static str)> {
    let (word, path) = endpoint.split_once(char::is_whitespace)?;
    if !path.trim_start().starts_with('/') || METHODS.contains(&word) {
        return None;
    }
    let by_case = METHODS.into_iter().find(|method| method.eq_ignore_ascii_case(word));
    let is_word =
        word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase()) && !OTHER_VERBS.contains(&word);
    let by_letter =
        METHODS.into_iter().find(|method| is_word && strsim::damerau_levenshtein(word, method) == 1);
    by_case.or(by_letter).map(|method| (word, method))
}

/// The brace that has no partner.
fn unbalanced(endpoint: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in endpoint.char_indices() {
        match c {
            '{' => open.push(at),
            '}' if open.pop().is_none() => return Some(at),
            _ => {}
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::{misspelt_method, unbalanced};

    #[test]
    fn methods_are_recognised_by_one_letter() {
        for (endpoint, method) in [
            ("GTE /links", "GET"),
            ("POTS /links", "POST"),
            ("DELET /links", "DELETE"),
            ("get /links", "GET"),
            ("OPTION /links", "OPTIONS"),
        ] {
            assert_eq!(misspelt_method(endpoint).map(|(_, method)| method), Some(method), "{endpoint}");
        }
        for other in
            ["WATCH /links", "PUB /sensors/{id}", "GET /links", "PORT 443", "orders.created", "LIST /x"]
        {
            assert_eq!(misspelt_method(other), None, "{other}");
        }
    }

    #[test]
    fn braces_have_partners() {
        assert_eq!(unbalanced("GET /{a}/{b"), Some(9));
        assert_eq!(unbalanced("GET /a}"), Some(6));
        assert_eq!(unbalanced("GET /{a:[0-9]{3}}"), None);
    }
}
