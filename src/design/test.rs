//! `[tests.ID]`: what shows that a requirement or a target is met.

use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::leafless;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// What a test exercises.
    pub enum TestLevel {
        /// A part alone.
        Unit = "unit",
        /// Parts together.
        Integration = "integration",
        /// The system as its users see it.
        EndToEnd = "end-to-end",
        /// The system under load.
        Load = "load",
        /// The system under attack.
        Security = "security",
        /// By hand.
        Manual = "manual",
    }
}

leafless!(TestLevel);

entity! {
    /// A test.
    pub struct Test {
        /// What it shows.
        "title" title: required Plain,
        /// What it exercises.
        "level" level: required Spanned<TestLevel>,
        /// Requirements by id, or facts by path: `performance.response-time`.
        "verifies" verifies: default Vec<Ref<cited::Verified>>,
        /// The tool that runs it.
        "tool" tool: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}
