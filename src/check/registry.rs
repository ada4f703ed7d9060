//! The one list of the rules that look at a design as a whole. It also declares their modules.

use super::Subject;
use crate::diagnostic::{Rule, Sink};

/// A rule that has a file in `rules/`.
pub struct Check {
    /// The rule's identity.
    pub rule: &'static Rule,
    /// The function that looks for the fault.
    pub run: fn(&Subject<'_>, &mut Sink),
}

macro_rules! checks {
    ($($name:ident),* $(,)?) => {
        /// One file per rule.
        #[path = "rules"]
        mod rules {
            $( pub(super) mod $name; )*
        }

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
    unprinted_note,
    unsafe_link,
    deep_nesting,
    uncovered_requirement,
    untraced_item,
    unmeasured_quality,
    requirement_on_proposed_decision,
    technology_mismatch,
    unmoved_citer,
    wont_that_is_built,
    unmitigated_risk,
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
    split_picture,
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
    unplaced_component,
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
    breaking_change_in_minor,
    unchanged_version,
    version_went_back,
    misnamed_version,
    drifting_citation,
    unknown_design,
    unknown_contract,
    sides_disagree,
    unsafe_dependency,
    newer_major,
    system_cycle,
    twin_systems,
    former_name,
    contract_drift,
    table_drift,
    decision_drift,
    component_drift,
    undeclared_dependency,
    deployment_drift,
    unreadable_source,
}

/// The rules that ask who relies on a design, or compare it with any other: what they find is between designs.
const BETWEEN: [&Rule; 3] =
    [&rules::breaking_change_in_minor::RULE, &rules::system_cycle::RULE, &rules::twin_systems::RULE];

/// The rules that look at the designs that a design cites.
const CITING: [&Rule; 6] = [
    &rules::unknown_design::RULE,
    &rules::unknown_contract::RULE,
    &rules::sides_disagree::RULE,
    &rules::unsafe_dependency::RULE,
    &rules::newer_major::RULE,
    &rules::former_name::RULE,
];

/// Whether a rule needs more than a design and those that it cites.
pub fn is_between(rule: &Rule) -> bool {
    BETWEEN.iter().any(|known| known.code == rule.code)
}

/// Whether a rule looks at other designs at all.
pub fn looks_around(rule: &Rule) -> bool {
    is_between(rule) || CITING.iter().any(|known| known.code == rule.code)
}
