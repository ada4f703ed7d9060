//! How severe a finding is.

use std::collections::BTreeMap;
use std::fmt;

use super::Rule;

/// What happens to a finding, from silent to fatal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is not shown.
    Allow,
    /// It is shown.
    Note,
    /// It is shown and counted as a warning.
    Warn,
    /// It fails the build.
    Deny,
}

impl Level {
    /// Every level by its word in a configuration.
    pub const ALL: [(&'static str, Level); 4] =
        [("allow", Level::Allow), ("note", Level::Note), ("warn", Level::Warn), ("deny", Level::Deny)];

    /// Reads the word of a configuration.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|&(_, level)| level)
    }

    /// The word of a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A design's stage, which determines levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// `draft`: gaps are expected.
    Draft,
    /// `proposed`: under review.
    Proposed,
    /// `accepted`: it must be true.
    Final,
    /// `implemented`: it must be true, of what is built, too.
    Built,
    /// `deprecated`, `superseded` and `rejected`: kept for the record.
    Retired,
}

/// The levels a book sets, over the rules' defaults.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    by_code: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Sets a rule's level, whatever the status.
    pub fn set(&mut self, rule: &'static Rule, level: Level) {
        self.by_code.insert(rule.code, level);
    }

    /// The level of a rule's finding at a stage: the one that the book sets, or else that of the rule's
    /// group, but no less than `at_least` and no more than `at_most`.
    pub fn of(&self, rule: &Rule, stage: Stage, at_least: Level, at_most: Level) -> Level {
        match self.by_code.get(rule.code) {
            Some(&level) if !rule.is_fixed() => level,
            _ => rule.default_level(stage).max(at_least).min(at_most),
        }
    }
}
