//! SD603: sessions live in cookies, but protection against forged requests is said not to apply.

use std::ops::Range;

use crate::check::Subject;
use crate::check::language::mention::{find, has_word, mentions};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Session management uses cookies, but CSRF protection is said not to apply.
    pub(crate) RULE = "SD603", "csrf-with-cookies", Group::Advice, since "0.1.0", fix none,
        see "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.csrf-protection") else { return };
    // A reason that names the attribute has thought of cookies.
    if mentions(&reason.value, &["samesite", "same-site"]) {
        return;
    }
    for said in subject.statements("security.session-management") {
        let Some(cookie) = cookie(said.text) else { continue };
        let message = "sessions are kept in cookies, but CSRF protection is not applicable";
        let finding = if said.is_own() {
            Finding::new(&RULE, said.locate(subject, cookie), message)
                .label("browsers send cookies with forged requests, too")
                .related(reason.span, "said not to apply here")
        } else {
            Finding::new(&RULE, reason.span, message)
                .label("said not to apply")
                .related(said.span(), "the template says that sessions are kept in cookies")
        };
        let help =
            "write in `csrf-protection` what stops a forged request: a token, `SameSite`, an origin check";
        sink.push(finding.help(help));
        return;
    }
}

/// The first word that says that cookies are used.
fn cookie(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for clause in text.split_inclusive(['.', ';', ':', '\n', ',', '。', '、', '—', '–', '(']) {
        if let Some(found) = find(clause, &COOKIE) {
            let negated = has_word(clause, &NEGATIONS) || mentions(clause, &NEGATING);
            if !negated && !mentions(clause, &OTHER_USES) {
                return Some(start + found.start..start + found.end);
            }
        }
        start += clause.len();
    }
    None
}

const COOKIE: [&str; 4] = ["cookie", "sitzungscookie", "クッキー", "쿠키"];

const NEGATIONS: [&str; 18] = [
    "no", "not", "never", "none", "without", "neither", "nor", "instead", "rather", "than", "nicht", "ohne",
    "statt", "sans", "pas", "sin", "ni", "senza",
];

const NEGATING: [&str; 16] = [
    "cookieless",
    "cookie-less",
    "cookie-free",
    "n't",
    "avoid",
    "forbid",
    "forbidden",
    "disabl",
    "replac",
    "kein",
    "aucun",
    "ningun",
    "不使用",
    "ない",
    "なし",
    "しません",
];

/// Cookies that keep no session.
const OTHER_USES: [&str; 10] = [
    "analytic",
    "language",
    "locale",
    "theme",
    "preference",
    "consent",
    "banner",
    "tracking",
    "sprach",
    "langue",
];
