//! `[risks.ID]`: what may go wrong, how likely and how bad it is, and what is done about it.

use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::words;
use crate::source::Spanned;

words! {
    /// How likely or how bad something is.
    pub enum Rating {
        /// Hardly.
        Low = "low" or ["minor", "small", "unlikely", "rare", "negligible"],
        /// Somewhat.
        Medium = "medium" or ["moderate", "med", "possible", "middle"],
        /// Very.
        High = "high" or ["major", "severe", "critical", "likely", "very-high", "large"],
    }
}

words! {
    /// What became of a risk.
    pub enum RiskStatus {
        /// It has to be watched.
        Open = "open" or ["new", "active", "unmitigated"],
        /// Something is done about it.
        Mitigated = "mitigated" or ["reduced", "handled"],
        /// It is known, and nothing is done about it.
        Accepted = "accepted" or ["tolerated", "taken"],
        /// It is over.
        Closed = "closed" or ["done", "resolved", "gone", "over"],
    }
}

no_leaves!(Rating, RiskStatus);

entity! {
    /// A risk, and what is done about it.
    pub struct Risk {
        /// What could go wrong.
        "text" text: required Text,
        /// How likely it is.
        "likelihood" likelihood: optional Spanned<Rating>,
        /// How bad it would be.
        "impact" impact: optional Spanned<Rating>,
        /// What makes the risk less likely or less severe.
        "mitigation" mitigation: optional Text,
        /// Who is responsible for the risk.
        "owner" owner: optional Text,
        /// The risk's status. Defaults to `open`.
        "status" status: optional Spanned<RiskStatus>,
        /// What it threatens: requirements, elements and decisions by their ids.
        "concerns" concerns: default Vec<Ref<cited::Concern>>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

impl Risk {
    /// The risk's status, or the default.
    pub fn status(&self) -> RiskStatus {
        self.status.as_ref().map_or(RiskStatus::Open, |status| status.value)
    }

    /// Whether it is rated as both likely and bad.
    pub fn is_grave(&self) -> bool {
        let is_high = |rating: &Option<Spanned<Rating>>| {
            rating.as_ref().is_some_and(|rating| rating.value == Rating::High)
        };
        is_high(&self.likelihood) && is_high(&self.impact)
    }
}
