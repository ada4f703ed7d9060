//! `[technologies]`: what the system is built with.

use super::entity::entity;
use super::text::Text;
use crate::reading::Plain;

entity! {
    /// A technology: its purpose, or a table with details.
    pub struct Technology or purpose {
        /// What it is used for.
        "purpose" purpose: required Text,
        /// The version in use.
        "version" version: optional Plain,
        /// A page that describes it.
        "url" url: optional Plain,
    }
}
