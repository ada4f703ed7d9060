//! One mistake is one finding: no rule repeats what another has reported.

use mdbook_system_design::book::Config;
use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::Level;

use crate::harness;

/// The codes of all findings about the clean design after an edit, with every rule on.
#[track_caller]
fn assert_found(replace: &str, with: &str, codes: &[&str]) {
    let text = harness::read("tests/designs/url-shortener.toml");
    assert_eq!(text.matches(replace).count(), 1, "{replace}");
    let mut config = Config::default();
    for rule in rules::all() {
        config.levels.set(rule, Level::Warn);
    }
    let (report, _) = harness::check_with("design.toml", &text.replacen(replace, with, 1), config);
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(found, codes, "{with}");
}

#[test]
fn a_misspelt_key_is_not_missing() {
    assert_found("context = \"Which", "contxt = \"Which", &["SD002"]);
    assert_found("rationale = ", "rationales = ", &["SD002"]);
    assert_found("chosen = \"postgres\"", "choosen = \"postgres\"", &["SD002"]);
    assert_found("cons = [\"Manual", "con = [\"Manual", &["SD002"]);
    assert_found("addresses = [", "adresses = [", &["SD002"]);
    assert_found("tracing = ", "traceing = ", &["SD002"]);
}

#[test]
fn a_value_of_the_wrong_type_is_not_missing() {
    assert_found(
        "context = \"Which store holds 200 M links with unique custom aliases?\"",
        "context = 1",
        &["SD003"],
    );
    assert_found("chosen = \"postgres\"", "chosen = 1", &["SD003"]);
    assert_found("status = \"accepted\"\ndate", "status = \"acepted\"\ndate", &["SD010"]);
}

#[test]
fn an_unwritten_text_is_not_judged() {
    let plan = "disaster-recovery = \"Promote the standby region: RTO 30 min, RPO 1 min.\"";
    assert_found(plan, "disaster-recovery = \"N/A\"", &["SD105"]);
    assert_found(plan, "disaster-recovery = \"TBD\"", &["SD102"]);
    assert_found(plan, "disaster-recovery = \"\"", &["SD103"]);
    let environments = "environments = { dev = \"Compose\", staging = \"1 zone\", production = \"3 zones\" }";
    assert_found(environments, "environments = \"[Dev, staging, production setup]\"", &["SD102"]);
    assert_found(environments, "environments = [\"TODO\"]", &["SD102"]);
    assert_found("coverage-target = \"85 %\"", "coverage-target = \"???\"", &["SD102"]);
    let target = "text = \"Redirects survive the loss of one zone.\"";
    assert_found(target, "text = \"\"", &["SD103"]);
}

#[test]
fn a_requirement_without_any_test_is_uncovered_and_no_more() {
    let test = "T2 = { title = \"A taken alias gives 409\", level = \"integration\", verifies = [\"R2\"] }\n";
    assert_found(test, "", &["SD201"]);
}

#[test]
fn a_misspelt_technology_is_reported_where_it_is_used() {
    assert_found("technology = [\"Redis\"]", "technology = [\"Rediss\"]", &["SD205"]);
}
