//! The steps of flows.

use super::entity::entity;
use super::reference::{Ref, cited};
use super::text::Text;
use crate::reading::Plain;

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
        /// What happens if the step fails: it ends in a cross.
        "fails" fails: optional Text,
        /// A remark on the step.
        "note" note: optional Text,
        /// The contract that is called: one of the receiver's.
        "contract" contract: optional Ref<cited::Contract>,
    }
}
