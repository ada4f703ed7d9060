//! `[decisions.ID]`: what was chosen, among what, and why.

use super::entity::entity;
use super::entries::{Entities, Entity};
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::texts::Texts;
use super::walk::leafless;
use crate::reading::{Date, Plain, words};
use crate::source::Spanned;

words! {
    /// How far a decision has come.
    pub enum DecisionStatus {
        /// Under review.
        Proposed = "proposed",
        /// Agreed upon.
        Accepted = "accepted",
        /// Turned down.
        Rejected = "rejected",
        /// No longer to be followed.
        Deprecated = "deprecated",
        /// Replaced by another decision.
        Superseded = "superseded",
    }
}

leafless!(DecisionStatus);

entity! {
    /// A decision and its reasons.
    pub struct Decision {
        /// What is decided.
        "title" title: required Plain,
        /// How far it has come; `proposed` where it is not said.
        "status" status: optional Spanned<DecisionStatus>,
        /// The day it was taken.
        "date" date: optional Spanned<Date>,
        /// Who took it.
        "decision-makers" decision_makers: default Vec<Text>,
        /// The requirements it serves.
        "addresses" addresses: default Vec<Ref<cited::Requirement>>,
        /// Why a decision was needed.
        "context" context: optional Text,
        /// What spoke in favour of deciding, and weighs.
        "drivers" drivers: default Texts,
        /// What could have been chosen.
        "options" options: default Entities<DecisionOption>,
        /// The id of the option that was chosen.
        "chosen" chosen: optional Plain,
        /// Why this one.
        "rationale" rationale: optional Text,
        /// What follows from it.
        "consequences" consequences: optional Consequences,
        /// The decision that replaces this one.
        "superseded-by" superseded_by: optional Ref<cited::Decision>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// What could have been chosen.
    pub struct DecisionOption {
        /// The option.
        "title" title: required Plain,
        /// What it means.
        "summary" summary: optional Text,
        /// What speaks for it.
        "pros" pros: default Texts,
        /// What speaks against it.
        "cons" cons: default Texts,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// What follows from a decision.
    pub struct Consequences {
        /// What becomes better.
        "good" good: default Texts,
        /// What becomes worse.
        "bad" bad: default Texts,
    }
}

impl Decision {
    /// Its status, or the default.
    pub fn status(&self) -> DecisionStatus {
        self.status.as_ref().map_or(DecisionStatus::Proposed, |status| status.value)
    }

    /// The option that was chosen, where `chosen` names one.
    pub fn chosen_option(&self) -> Option<&Entity<DecisionOption>> {
        self.options.get(self.chosen.as_ref()?)
    }

    /// Whether `chosen` names none of the options that there are. Then it is not known which
    /// option it means.
    pub fn has_unknown_choice(&self) -> bool {
        let undeclared =
            |chosen: &Plain| !chosen.missing && !chosen.is_empty() && !self.options.declares(chosen);
        !self.options.is_empty() && self.chosen.as_ref().is_some_and(undeclared)
    }

    /// Whether it is followed or may come to be: neither turned down nor replaced.
    pub fn is_alive(&self) -> bool {
        matches!(self.status(), DecisionStatus::Proposed | DecisionStatus::Accepted)
    }
}
