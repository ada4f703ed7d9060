//! `[models.ID]`: data as the code sees it.

use super::code::Code;
use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use crate::reading::Plain;

entity! {
    /// A data model in code.
    pub struct Model {
        /// The language of the code.
        "language" language: required Plain,
        /// The code.
        "code" code: required Code,
        /// The model's name. Defaults to its id.
        "name" name: optional Plain,
        /// What the model represents.
        "description" description: optional Text,
        /// The table that stores it.
        "table" table: optional Ref<cited::Table>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}
