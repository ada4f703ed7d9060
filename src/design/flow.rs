//! `[flows.ID]`: what happens, in order.

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
        /// The requirements that the flow shows.
        "covers" covers: default Vec<Ref<cited::AnyRequirement>>,
        /// The steps, in order.
        "steps" steps: default Vec<Step>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A call, its reply, or a reply that arrives later.
    pub struct Step {
        /// The element that sends.
        "from" from: required Ref<cited::Element>,
        /// The element that receives.
        "to" to: required Ref<cited::Element>,
        /// The call.
        "send" send: optional Plain,
        /// The reply. Without `send`, a reply that arrives later.
        "reply" reply: optional Plain,
        /// A remark on the step.
        "note" note: optional Text,
        /// The contract that is called: one of the receiver's.
        "contract" contract: optional Ref<cited::Contract>,
    }
}
