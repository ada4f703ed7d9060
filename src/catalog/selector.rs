//! What follows the `@`: the version of a design that is asked for.

use std::fmt;
use std::str::FromStr;

use crate::reading::Requirement;

/// Which version of a series is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// The one that holds.
    Holding,
    /// The one that holds among those that a requirement admits.
    Matching(Requirement),
    /// `next`: the highest one in preparation, above the one that holds.
    Next,
    /// `implemented`: the highest one that is implemented.
    Implemented,
}

impl FromStr for Selector {
    type Err = semver::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "next" => Ok(Self::Next),
            "implemented" => Ok(Self::Implemented),
            _ => text.parse().map(Self::Matching),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holding => Ok(()),
            Self::Matching(requirement) => requirement.fmt(f),
            Self::Next => f.write_str("next"),
            Self::Implemented => f.write_str("implemented"),
        }
    }
}
