//! SD407: an endpoint with a misspelt HTTP method, or with unbalanced braces.

use crate::check::Subject;
use crate::design::{Contract, Entity, METHODS};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An endpoint has a misspelt method or unbalanced braces.
    pub(crate) RULE = "SD407", "invalid-endpoint", Group::Advice, since "0.1.0", fix safe,
        see "https://www.rfc-editor.org/rfc/rfc9110#section-9";
}

/// Words that are one letter away from an HTTP method, but belong to other protocols.
const OTHER_VERBS: [&str; 12] =
    ["WATCH", "SET", "READ", "PUB", "BATCH", "MATCH", "CATCH", "TRACK", "HOST", "LET", "BET", "DELETED"];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for contract in &subject.design.api {
        if let Some((word, method)) = misspelt_method(&contract.endpoint) {
            let span = contract.endpoint.locate(subject.sources, 0..word.len());
            let finding = Finding::new(&RULE, span, format!("`{word}` is not an HTTP method"))
                .label(format!("did you mean `{method}`?"))
                .help(format!("write `{method}`; an endpoint without an HTTP method is not checked as HTTP"))
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
    let message = format!("the braces in the endpoint `{}` do not match", &*contract.endpoint);
    Finding::new(&RULE, contract.endpoint.locate(subject.sources, at..at + 1), message)
        .label(label)
        .help("write parameters in braces: `/orders/{id}`")
}

/// A word before a path that is not a method, and the method that it resembles.
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

/// The place of a brace without a partner.
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
    fn methods_with_one_wrong_letter_are_recognised() {
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
