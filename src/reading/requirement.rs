//! Version requirements, as npm and `cargo install` read them: a whole version is that version alone,
//! anything less is a range.

use std::fmt;
use std::str::FromStr;

use semver::{Version, VersionReq};

/// The versions that will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// This version: `1.2.0` or `=1.2.0`.
    Exactly(Version),
    /// Every version in a range: `1.2`, `^1.2`, `>=1.0.0, <2`. A pre-release is in it only if the range
    /// names a pre-release of the same three numbers.
    Within(VersionReq),
}

impl Requirement {
    /// Whether a version will do. Build metadata is compared only where it was asked for.
    pub fn matches(&self, version: &Version) -> bool {
        match self {
            Self::Exactly(wanted) if wanted.build.is_empty() => wanted.cmp_precedence(version).is_eq(),
            Self::Exactly(wanted) => wanted == version,
            Self::Within(range) => range.matches(version),
        }
    }
}

impl FromStr for Requirement {
    type Err = semver::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let version = text.strip_prefix('=').unwrap_or(text).trim_start();
        match Version::parse(version) {
            Ok(version) => Ok(Self::Exactly(version)),
            Err(_) => VersionReq::parse(text).map(Self::Within),
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(version) => version.fmt(f),
            Self::Within(range) => range.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn matching(requirement: &str, versions: &str) -> String {
        let requirement: Requirement = requirement.parse().expect("a requirement");
        let versions = versions
            .split(' ')
            .filter(|version| requirement.matches(&Version::parse(version).expect("a version")));
        versions.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_whole_version_is_exact_and_anything_less_is_a_range() {
        let all = "1.0.0 1.2.0 1.2.1 1.3.0-rc.1 1.3.0 2.0.0-rc.1 2.0.0";
        for (requirement, expected) in [
            ("1.2.0", "1.2.0"),
            ("=1.2.0", "1.2.0"),
            ("= 1.2.0", "1.2.0"),
            ("=1.2", "1.2.0 1.2.1"),
            ("1.2", "1.2.0 1.2.1 1.3.0"),
            ("^1.2", "1.2.0 1.2.1 1.3.0"),
            ("~1.2", "1.2.0 1.2.1"),
            ("1.*", "1.0.0 1.2.0 1.2.1 1.3.0"),
            ("*", "1.0.0 1.2.0 1.2.1 1.3.0 2.0.0"),
            (">=1.0.0, <1.3", "1.0.0 1.2.0 1.2.1"),
            ("1.3.0-rc.1", "1.3.0-rc.1"),
            ("^1.3.0-rc.1", "1.3.0-rc.1 1.3.0"),
            (">=2.0.0-beta", "2.0.0-rc.1 2.0.0"),
            ("3", ""),
        ] {
            assert_eq!(matching(requirement, all), expected, "{requirement}");
        }
        assert_eq!(matching("1.0.0", "1.0.0+a 1.0.0+b"), "1.0.0+a 1.0.0+b");
        assert_eq!(matching("=1.0.0+b", "1.0.0+a 1.0.0+b"), "1.0.0+b");
        for none in ["", "one", "v1", "1.2.3.4", "==1.0.0", ">=1 <2"] {
            assert!(none.parse::<Requirement>().is_err(), "{none}");
        }
    }
}
