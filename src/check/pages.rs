//! The rules' pages, as the guide has them, for `explain`.

/// The page of a rule by its name.
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == name).map(|(_, page)| *page)
}

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        /// Every page by the name of its rule.
        pub const PAGES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../book-example/src/rules/", $name, ".md")))),*];
    };
}

pages![
    "chapter-outside-summary",
    "not-set-up",
    "undrawn-mermaid",
    "unwatched-designs",
    "broken-supersession",
    "chosen-not-an-option",
    "code-does-not-parse",
    "column-mismatch",
    "component-in-no-flow",
    "component-without-files",
    "containment-cycle",
    "coverage-out-of-range",
    "database-without-tables",
    "decision-after-design",
    "dependency-cycle",
    "deep-nesting",
    "disconnected-element",
    "duplicate-endpoint",
    "duplicate-id",
    "duplicate-relationship",
    "empty-value",
    "file-claimed-twice",
    "file-escapes-project",
    "file-not-in-repository",
    "footprint-older-than-decision",
    "incomplete-contract",
    "incomplete-decision",
    "incomplete-integration",
    "integration-not-drawn",
    "invalid-endpoint",
    "invalid-mermaid",
    "invalid-status-code",
    "missing-fact",
    "must-without-high-level-test",
    "no-production-environment",
    "option-without-cons",
    "placeholder-text",
    "recovery-without-objective",
    "rejected-technology-in-use",
    "repeated-text",
    "requirement-on-proposed-decision",
    "self-relationship",
    "step-without-relationship",
    "summary-length",
    "table-outside-database",
    "table-without-primary-key",
    "technology-mismatch",
    "too-few-options",
    "tree-contradicts-files",
    "unauthenticated-write",
    "uncovered-requirement",
    "undecided",
    "undescribed-element",
    "unindexed-foreign-key",
    "unjustified-not-applicable",
    "unknown-code-language",
    "unknown-reference",
    "unlabelled-relationship",
    "unmeasured-quality",
    "unsafe-link",
    "untraced-item",
];
