//! `[design]`: what the document is, and its status.

use super::Version;
use super::entity::entity;
use super::entries::Named;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::diagnostic::Stage;
use crate::reading::{Date, Plain, words};
use crate::source::Spanned;

words! {
    /// The design's status. It determines how strict the checks are.
    pub enum Status {
        /// Being written: gaps are expected.
        Draft = "draft" or ["wip", "new", "in-progress"],
        /// Under review.
        Proposed = "proposed" or ["review", "in-review", "under-review", "rfc"],
        /// Agreed on.
        Accepted = "accepted" or ["approved", "agreed", "final"],
        /// Built.
        Implemented = "implemented" or ["done", "built", "complete", "live"],
        /// Not to be used for anything new.
        Deprecated = "deprecated" or ["obsolete", "retired"],
        /// Replaced by another design.
        Superseded = "superseded" or ["replaced"],
        /// Turned down.
        Rejected = "rejected" or ["declined", "withdrawn", "abandoned"],
    }
}

impl Status {
    /// Whether others can rely on a design of this status, or could.
    pub fn is_promise(self) -> bool {
        match self {
            Status::Accepted | Status::Implemented | Status::Deprecated | Status::Superseded => true,
            Status::Draft | Status::Proposed | Status::Rejected => false,
        }
    }

    /// The stage, which determines the levels.
    pub fn stage(self) -> Stage {
        match self {
            Status::Draft => Stage::Draft,
            Status::Proposed => Stage::Proposed,
            Status::Accepted => Stage::Final,
            Status::Implemented => Stage::Built,
            Status::Deprecated | Status::Superseded | Status::Rejected => Stage::Retired,
        }
    }
}

no_leaves!(Status);

entity! {
    /// What the document is, and its status.
    pub struct Meta {
        /// The document's title.
        "title" title: required Plain,
        /// The design's semantic version.
        "version" version: required Version,
        /// The design's status. It determines how strict the checks are.
        "status" status: required Spanned<Status>,
        /// The executive summary: 40 to 300 words.
        "summary" summary: optional Text,
        /// The design's id. Defaults to the file's name in kebab-case.
        "id" id: optional Plain,
        /// Who is responsible for the design.
        "owners" owners: default Vec<Text>,
        /// The day of the last change.
        "updated" updated: optional Spanned<Date>,
        /// The ticket that asked for it.
        "ticket" ticket: optional Plain,
        /// The design that this one replaces, by its id.
        "supersedes" supersedes: optional Ref<cited::Design>,
        /// The design that replaces this one, by its id.
        "superseded-by" superseded_by: optional Ref<cited::Design>,
        /// Further reading: `name = "url"`.
        "links" links: default Named<Plain>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}
