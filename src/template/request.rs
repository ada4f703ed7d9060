//! `NAME@REQ`: which template a design wants.

use std::fmt;
use std::str::FromStr;

use crate::reading::Requirement;

/// A template's name, and the versions that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The name.
    pub name: String,
    /// The versions that match.
    pub versions: Requirement,
}

/// A request that is not `NAME@REQ`.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadRequest {
    /// There is no `@`, or nothing on one side of it.
    #[error("`{0}` is not `NAME@REQ`")]
    NoVersion(String),
    /// The text after the `@` is not a semver requirement.
    #[error("`{0}` is not a version requirement: {1}")]
    BadVersion(String, String),
}

impl FromStr for Request {
    type Err = BadRequest;

    fn from_str(text: &str) -> Result<Self, BadRequest> {
        let parts =
            text.trim().split_once('@').filter(|(name, version)| !name.is_empty() && !version.is_empty());
        let (name, version) = parts.ok_or_else(|| BadRequest::NoVersion(text.to_owned()))?;
        let versions = version
            .parse()
            .map_err(|error: semver::Error| BadRequest::BadVersion(version.to_owned(), error.to_string()))?;
        Ok(Self { name: name.to_owned(), versions })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.versions)
    }
}
