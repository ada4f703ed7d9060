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
    "uncovered-requirement",
    "disconnected-element",
    "undescribed-element",
    "integration-not-drawn",
    "incomplete-integration",
    "step-without-relationship",
    "component-in-no-flow",
    "dependency-cycle",
    "invalid-mermaid",
    "duplicate-relationship",
    "containment-cycle",
    "unlabelled-relationship",
    "self-relationship",
    "component-without-files",
    "tree-contradicts-files",
    "file-claimed-twice",
    "file-not-in-repository",
    "code-does-not-parse",
    "unknown-code-language",
    "invalid-endpoint",
    "invalid-status-code",
    "unauthenticated-write",
    "table-without-primary-key",
    "column-mismatch",
    "unindexed-foreign-key",
    "database-without-tables",
    "incomplete-contract",
    "file-escapes-project",
    "duplicate-endpoint",
    "table-outside-database",
];
