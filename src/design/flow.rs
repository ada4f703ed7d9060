//! `[flows.ID]`: what happens in which order.

use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use crate::reading::Plain;

entity! {
    /// A sequence of steps between elements.
    pub struct Flow {
        /// What happens.
        "title" title: required Plain,
        /// The requirements it shows.
        "covers" covers: default Vec<Ref<cited::Requirement>>,
        /// The steps, in order.
        "steps" steps: default Vec<Step>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A call, its answer, or an answer sent later.
    pub struct Step {
        /// Who begins.
        "from" from: required Ref<cited::Element>,
        /// Who is addressed.
        "to" to: required Ref<cited::Element>,
        /// The call.
        "send" send: optional Plain,
        /// The answer to it; alone, an answer that is sent later.
        "reply" reply: optional Plain,
        /// A remark beside it.
        "note" note: optional Text,
    }
}
