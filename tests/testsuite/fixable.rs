//! What a rule says of its fixes is what its findings have: in its page's example, and in the
//! corpus of mutations.

use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::{Applicability, Finding, FixKind, Rule};

use crate::{harness, mutations, rule_pages};

#[test]
fn a_rule_fixes_what_it_says_that_it_fixes() {
    let of_designs: Vec<&str> = harness::rules_of_designs().map(|rule| rule.code).collect();
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let mut findings = rule_pages::example(rule).unwrap_or_else(|why| panic!("{}: {why}", rule.name)).findings;
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
