//! `[decisions.ID]`: what was chosen, from which options, and why.

use super::entity::entity;
use super::entries::{Entities, Entity};
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::texts::Texts;
use super::walk::no_leaves;
use crate::reading::{Date, Plain, words};
use crate::source::Spanned;

words! {
    /// The status of a decision.
    pub enum DecisionStatus {
        /// Under review.
        Proposed = "proposed" or ["draft", "open", "pending", "review"],
        /// Agreed upon.
        Accepted = "accepted" or ["approved", "agreed", "decided", "implemented"],
        /// Turned down.
        Rejected = "rejected" or ["declined", "withdrawn"],
        /// No longer to be followed.
        Deprecated = "deprecated" or ["obsolete", "retired"],
        /// Replaced by another decision.
        Superseded = "superseded" or ["replaced"],
    }
}

no_leaves!(DecisionStatus);

entity! {
    /// A decision and its reasons.
    pub struct Decision {
        /// What is decided.
        "title" title: required Plain,
        /// The decision's status. Defaults to `proposed`.
        "status" status: optional Spanned<DecisionStatus>,
        /// The day the decision was made.
        "date" date: optional Spanned<Date>,
        /// Who made the decision.
        "decision-makers" decision_makers: default Vec<Text>,
        /// The requirements that the decision addresses.
        "addresses" addresses: default Vec<Ref<cited::Requirement>>,
        /// Why a decision was needed.
        "context" context: optional Text,
        /// The forces that drove the decision.
        "drivers" drivers: default Texts,
        /// The options that were considered.
        "options" options: default Entities<DecisionOption>,
        /// The id of the option that was chosen.
        "chosen" chosen: optional Plain,
        /// Why this option was chosen.
        "rationale" rationale: optional Text,
        /// What follows from the decision.
        "consequences" consequences: optional Consequences,
        /// The decision that replaces this one.
        "superseded-by" superseded_by: optional Ref<cited::Decision>,
        /// Why no file of the repository contains it.
        "not-in-source" not_in_source: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// An option that was considered.
    pub struct DecisionOption {
        /// The option's name.
        "title" title: required Plain,
        /// What choosing the option means.
        "summary" summary: optional Text,
        /// Arguments for the option.
        "pros" pros: default Texts,
        /// Arguments against the option.
        "cons" cons: default Texts,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// What follows from a decision.
    pub struct Consequences {
        /// What gets better.
        "good" good: default Texts,
        /// What gets worse.
        "bad" bad: default Texts,
    }
}

impl Decision {
    /// The decision's status, or the default.
    pub fn status(&self) -> DecisionStatus {
        self.status.as_ref().map_or(DecisionStatus::Proposed, |status| status.value)
    }

    /// The option that `chosen` names, if it names one.
    pub fn chosen_option(&self) -> Option<&Entity<DecisionOption>> {
        self.options.get(self.chosen.as_ref()?)
    }

    /// Whether `chosen` names none of the options. Then nobody can say which one is meant.
    pub fn has_unknown_choice(&self) -> bool {
        let undeclared =
            |chosen: &Plain| !chosen.is_stand_in && !chosen.is_empty() && !self.options.declares(chosen);
        let options = &self.options;
        !options.is_empty()
            && !self.given(|key| key.options).is_unreadable()
            && self.chosen.as_ref().is_some_and(undeclared)
    }

    /// Whether the decision is or may still be in force: neither turned down nor replaced.
    pub fn is_alive(&self) -> bool {
        matches!(self.status(), DecisionStatus::Proposed | DecisionStatus::Accepted)
    }
}
