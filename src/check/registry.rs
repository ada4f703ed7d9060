//! Every rule there is.

use super::Subject;
use super::rules::{self, book};
use crate::design::rules as design;
use crate::diagnostic::{Rule, Sink, UNUSED_ALLOW};
use crate::reading::rules as reading;
use crate::template::rules as template;

/// A rule of its own file.
pub struct Check {
    /// Its identity.
    pub rule: &'static Rule,
    /// What it does.
    pub run: fn(&Subject<'_>, &mut Sink),
}

macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        /// The rules that look at a design as a whole, in the order of their codes.
        pub const CHECKS: &[Check] = &[$( Check { rule: &rules::$name::RULE, run: rules::$name::check } ),*];
    };
}

checks! {
    duplicate_id,
    unknown_reference,
    missing_fact,
    empty_value,
    uncovered_requirement,
    plaintext_relationship,
    undisclosed_pii,
    csrf_with_cookies,
    unlimited_public_endpoint,
    unmeasured_target,
    latency_without_percentile,
    unverified_target,
    impossible_concurrency,
    alert_looser_than_target,
    unalerted_metric,
}

/// The rules that are seen where something is read: a file, a template, a chapter, a book.
const ELSEWHERE: &[&Rule] = &[
    &reading::TOML_SYNTAX,
    &reading::UNKNOWN_KEY,
    &reading::WRONG_TYPE,
    &reading::MISSING_KEY,
    &reading::UNKNOWN_VALUE,
    &template::UNKNOWN_TEMPLATE,
    &reading::INVALID_ID,
    &design::UNREADABLE_FILE,
    &design::INVALID_VERSION,
    &UNUSED_ALLOW,
    &book::MISSING_DESIGN_FILE,
    &book::PATH_ESCAPES_BOOK,
    &book::UNKNOWN_DIRECTIVE,
    &book::INVALID_DIRECTIVE,
    &book::MISPLACED_DIRECTIVE,
    &book::INVALID_CONFIGURATION,
    &book::DESIGN_WITHOUT_DIRECTIVE,
    &book::PUBLISHED_DESIGN_FILE,
    &book::WRONG_ORDER,
    &book::LOST_IMAGE,
];

/// Every rule, in the order of the codes' numbers.
pub fn all() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = ELSEWHERE.to_vec();
    all.extend(CHECKS.iter().map(|check| check.rule));
    all.sort_by_key(|rule| rule.code.trim_start_matches("SD").parse::<u32>().unwrap_or(u32::MAX));
    all
}

/// A rule by its name or its code, whatever the case of the code.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.name == name || rule.code.eq_ignore_ascii_case(name))
}
