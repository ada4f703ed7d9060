//! SD409: an endpoint that changes something without authentication.

use crate::check::Subject;
use crate::design::Text;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A contract that changes something requires no authentication.
    pub(crate) RULE = "SD409", "unauthenticated-write", Group::Advice, since "0.1.0", fix none,
        see "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/";
}

/// Parts of the paths of endpoints for signing in, which cannot require authentication yet. They are
/// compared without punctuation.
const SIGNING_IN: [&str; 21] = [
    "login",
    "logon",
    "signin",
    "signup",
    "register",
    "registration",
    "registrations",
    "token",
    "tokens",
    "oauth",
    "oauth2",
    "auth",
    "authenticate",
    "authorize",
    "session",
    "sessions",
    "passwordreset",
    "resetpassword",
    "forgotpassword",
    "anmelden",
    "connexion",
];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for contract in subject.design.api.iter().filter(|contract| !contract.is_consumed()) {
        let Some((method, path)) = contract.http() else { continue };
        let writes = matches!(method, "POST" | "PUT" | "PATCH" | "DELETE");
        let open =
            contract.auth.as_ref().is_none_or(is_none) && !contract.given(|key| key.auth).is_unreadable();
        if !writes || !open || (method == "POST" && signs_in(path)) {
            continue;
        }
        let message = format!("anybody can call `{}`", &*contract.endpoint);
        let finding = match &contract.auth {
            Some(auth) => Finding::new(&RULE, auth.span, message)
                .label("no authentication")
                .related(contract.endpoint.span, format!("{method} changes something")),
            None => Finding::new(&RULE, contract.endpoint.span, message)
                .label(format!("{method} changes something, but there is no `auth`")),
        };
        sink.push(finding.help(
            "say how callers authenticate: `auth = \"bearer\"`; or why they need not: `auth = { not-applicable = \"why\" }`",
        ));
    }
}

/// Whether an `auth` says that there is no authentication.
pub(super) fn is_none(auth: &Text) -> bool {
    let word = auth.value.trim().trim_matches(['`', '.']);
    auth.is_given()
        && !auth.not_applicable
        && ["none", "no", "open"].iter().any(|none| word.eq_ignore_ascii_case(none))
}

fn signs_in(path: &str) -> bool {
    path.split(['/', '?', ':']).any(|part| {
        let word: String = part.chars().filter(char::is_ascii_alphanumeric).collect();
        SIGNING_IN.contains(&word.to_ascii_lowercase().as_str())
    })
}
