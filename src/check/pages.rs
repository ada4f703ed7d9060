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
    "broken-supersession",
    "chosen-not-an-option",
    "coverage-out-of-range",
    "decision-after-design",
    "duplicate-id",
    "empty-value",
    "footprint-older-than-decision",
    "incomplete-decision",
    "missing-fact",
    "must-without-high-level-test",
    "no-production-environment",
    "option-without-cons",
    "placeholder-text",
    "recovery-without-objective",
    "rejected-technology-in-use",
    "repeated-text",
    "requirement-on-proposed-decision",
    "summary-length",
    "technology-mismatch",
    "too-few-options",
    "uncovered-requirement",
    "undecided",
    "unjustified-not-applicable",
    "unknown-reference",
    "unmeasured-quality",
    "untraced-item",
];
