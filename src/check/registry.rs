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
    placeholder_text,
    empty_value,
    repeated_text,
    unjustified_not_applicable,
    summary_length,
    unsafe_link,
    deep_nesting,
    uncovered_requirement,
    untraced_item,
    unmeasured_quality,
    requirement_on_proposed_decision,
    technology_mismatch,
    disconnected_element,
    undescribed_element,
    integration_not_drawn,
    incomplete_integration,
    step_without_relationship,
    component_in_no_flow,
    dependency_cycle,
    invalid_mermaid,
    duplicate_relationship,
    containment_cycle,
    unlabelled_relationship,
    self_relationship,
    component_without_files,
    tree_contradicts_files,
    file_claimed_twice,
    file_not_in_repository,
    code_does_not_parse,
    unknown_code_language,
    invalid_endpoint,
    invalid_status_code,
    unauthenticated_write,
    table_without_primary_key,
    column_mismatch,
    unindexed_foreign_key,
    database_without_tables,
    incomplete_contract,
    file_escapes_project,
    duplicate_endpoint,
    table_outside_database,
    chosen_not_an_option,
    too_few_options,
    option_without_cons,
    undecided,
    broken_supersession,
    decision_after_design,
    rejected_technology_in_use,
    incomplete_decision,
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
    coverage_out_of_range,
    must_without_high_level_test,
    no_production_environment,
    recovery_without_objective,
    footprint_older_than_decision,
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
    &book::UNWATCHED_DESIGNS,
    &book::NOT_SET_UP,
    &book::CHAPTER_OUTSIDE_SUMMARY,
    &book::UNDRAWN_MERMAID,
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
