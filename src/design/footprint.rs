//! `[footprint]`: what the footer says about how the document was made.

use super::entity::entity;
use super::version::OthersVersion;
use crate::reading::{Moment, Plain};

entity! {
    /// How the document was made.
    pub struct Footprint {
        /// Who or what wrote the design.
        "generated-by" generated_by: optional Plain,
        /// The framework it follows.
        "framework" framework: optional Plain,
        /// The framework's version.
        "framework-version" framework_version: optional OthersVersion,
        /// When it was made. Defaults to the day of the last change.
        "generated-at" generated_at: optional Moment,
    }
}
