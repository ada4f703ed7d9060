//! What a rule is called and where it belongs.

use super::{Level, Stage};

/// A rule's identity. The code never changes; the name says what it would allow.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `SD201`.
    pub code: &'static str,
    /// `uncovered-requirement`: reads as "allow uncovered-requirement".
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Decides its level for a design's status.
    pub group: Group,
}

/// Rules that share their levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The file is not in the format. These with `true` cannot be lowered: there would be
    /// nothing to show.
    Shape {
        /// Whether a configuration may lower it.
        fixed: bool,
    },
    /// Something required is not there yet.
    Missing,
    /// Something is not traced to something else.
    Coverage,
    /// Two statements cannot both be true.
    Contradiction,
    /// Worth a thought.
    Advice,
    /// A design against its earlier versions.
    Versions,
    /// The book around the designs, whatever their status.
    Book {
        /// Its level.
        level: Level,
        /// Whether a configuration may lower it.
        fixed: bool,
    },
}

impl Rule {
    /// Whether a configuration or an `[[allow]]` may change its level.
    pub fn is_fixed(&self) -> bool {
        matches!(self.group, Group::Shape { fixed: true } | Group::Book { fixed: true, .. })
    }

    /// Its level for a design at `stage`, before any configuration.
    pub fn default_level(&self, stage: Stage) -> Level {
        use Level::{Allow, Deny, Note, Warn};
        use Stage::{Draft, Final, Proposed, Retired};
        match (self.group, stage) {
            (Group::Book { level, .. }, _) => level,
            (Group::Shape { .. }, _)
            | (Group::Contradiction, Proposed | Final)
            | (Group::Missing | Group::Coverage, Final)
            | (Group::Versions, Proposed | Final | Retired) => Deny,
            (Group::Contradiction, Draft | Retired)
            | (Group::Missing | Group::Coverage, Proposed)
            | (Group::Advice, Final) => Warn,
            (Group::Missing, Draft) | (Group::Advice, Proposed) => Note,
            (Group::Missing | Group::Coverage | Group::Advice, Retired)
            | (Group::Coverage | Group::Advice | Group::Versions, Draft) => Allow,
        }
    }
}

impl Group {
    /// The group's name in documents: `shape`, `missing`, …
    pub fn name(self) -> &'static str {
        match self {
            Group::Shape { .. } => "shape",
            Group::Missing => "missing",
            Group::Coverage => "coverage",
            Group::Contradiction => "contradiction",
            Group::Advice => "advice",
            Group::Versions => "versions",
            Group::Book { .. } => "book",
        }
    }
}
