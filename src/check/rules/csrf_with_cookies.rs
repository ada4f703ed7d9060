//! SD603: sessions use cookies, but CSRF protection is marked as not applicable.

use std::ops::Range;

use crate::check::Subject;
use crate::check::language::mention::{find, has_word, mentions};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Session management uses cookies, but CSRF protection is marked as not applicable.
    pub(crate) RULE = "SD603", "csrf-with-cookies", Group::Advice, since "0.1.0", fix none,
        see "https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.csrf-protection") else { return };
    // The author of a reason that names this attribute has thought of cookies.
    if mentions(&reason.value, &["samesite", "same-site"]) {
        return;
    }
    for statement in subject.statements("security.session-management") {
        let Some(cookie) = cookie(statement.text) else { continue };
        let message = "sessions use cookies, but CSRF protection is marked as not applicable";
        let finding = if statement.is_own() {
            Finding::new(&RULE, statement.locate(subject, cookie), message)
                .label("browsers also send cookies with forged requests")
                .related(reason.span, "marked as not applicable here")
        } else {
            Finding::new(&RULE, reason.span, message)
                .label("marked as not applicable")
                .related(statement.span(), "by default, the template says that sessions use cookies")
        };
        let help =
            "say in `csrf-protection` what stops forged requests: a token, `SameSite` or an origin check";
        sink.push(finding.help(help));
        return;
    }
}

/// The first word that says cookies are used.
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

/// What cookies without a session are for.
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
