//! The kind of fix that a rule declares is the kind that its findings have: in its page's example, and in the
//! corpus of mutations.

use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::{Applicability, Finding, FixKind, Rule};

use crate::{harness, mutations, rule_pages};

/// Edits of an example that show a fix, for pages with a mistake that only a person can fix.
const ALSO: &[(&str, &str, &str)] = &[("misplaced-directive", "- The shop: <<", "The shop:\n<<")];

#[test]
fn a_rule_fixes_what_it_says_that_it_fixes() {
    let of_designs: Vec<&str> = harness::rules_of_designs().map(|rule| rule.code).collect();
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let example = |edit: &dyn Fn(&str) -> String| {
            let report = rule_pages::example(rule, edit);
            report.unwrap_or_else(|why| panic!("{}: {why}", rule.name)).findings
        };
        let mut findings = example(&str::to_owned);
        for (_, replace, with) in ALSO.iter().filter(|(name, ..)| *name == rule.name) {
            findings.extend(example(&|text| text.replace(replace, with)));
        }
        if of_designs.contains(&rule.code) {
            findings.extend(mutations::fired(rule));
        }
        let seen = seen(&findings);
        if seen != rule.fix {
            wrong.push(format!("{}: declares {:?}, its examples have {seen:?}", names(rule), rule.fix));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The surest of the fixes that findings have.
fn seen(findings: &[Finding]) -> FixKind {
    let mut fixes = findings.iter().filter(|finding| !finding.fix.is_empty()).peekable();
    if fixes.peek().is_none() {
        FixKind::None
    } else if fixes.any(|finding| finding.applicability == Applicability::Safe) {
        FixKind::Safe
    } else {
        FixKind::Suggested
    }
}

fn names(rule: &Rule) -> String {
    rule.names().join(" ")
}
