//! `[tests.ID]`: how a requirement or a target is verified.

use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// What a test exercises.
    pub enum TestLevel {
        /// One part on its own.
        Unit = "unit",
        /// Parts together.
        Integration = "integration" or ["api"],
        /// What one part promises another.
        Contract = "contract" or ["consumer-driven", "pact"],
        /// The system as its users see it.
        EndToEnd = "end-to-end" or ["e2e", "acceptance", "system", "ui"],
        /// The system under load.
        Load = "load" or ["performance", "perf", "stress", "soak"],
        /// The system under attack.
        Security = "security" or ["penetration", "pentest"],
        /// The system as somebody uses it who cannot see, hear or move as others do.
        Accessibility = "accessibility" or ["a11y", "wcag"],
        /// The system, by hand.
        Manual = "manual" or ["exploratory", "usability"],
    }
}

no_leaves!(TestLevel);

entity! {
    /// A test.
    pub struct Test {
        /// What the test shows.
        "title" title: required Plain,
        /// What the test exercises.
        "level" level: required Spanned<TestLevel>,
        /// What the test verifies: requirements by id, or facts by path such as `performance.response-time`.
        "verifies" verifies: default Vec<Ref<cited::Verifiable>>,
        /// The tool that runs it.
        "tool" tool: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}
