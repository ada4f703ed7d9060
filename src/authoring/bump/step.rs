//! Which version comes next.

use std::str::FromStr;

use semver::{BuildMetadata, Prerelease, Version};

use crate::reading::{complete_version, version};

/// How a version follows from another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next major version.
    Major,
    /// The next minor version.
    Minor,
    /// The next patch.
    Patch,
    /// This version.
    To(Version),
}

impl Step {
    /// The version after one. A pre-release is before its release, so that 2.0.0-rc.1 is followed by 2.0.0
    /// whether a major version, a minor one or a patch is asked for, as npm counts.
    pub fn after(&self, old: &Version) -> Version {
        let is_before = !old.pre.is_empty();
        let next = |number: u64, is_due: bool| number.saturating_add(u64::from(!(is_before && is_due)));
        let (major, minor, patch) = match self {
            Self::Major => (next(old.major, old.minor == 0 && old.patch == 0), 0, 0),
            Self::Minor => (old.major, next(old.minor, old.patch == 0), 0),
            Self::Patch => (old.major, old.minor, next(old.patch, true)),
            Self::To(version) => return version.clone(),
        };
        Version { major, minor, patch, pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY }
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "major" => return Ok(Self::Major),
            "minor" => return Ok(Self::Minor),
            "patch" => return Ok(Self::Patch),
            _ => {}
        }
        let number = word.strip_prefix(['v', 'V']).unwrap_or(word);
        let meant =
            version(number).map_or_else(|_| complete_version(number), |version| Some(version.to_string()));
        match (version(word), meant) {
            (Ok(version), _) => Ok(Self::To(version)),
            (Err(_), Some(meant)) => Err(format!("did you mean `{meant}`?")),
            (Err(_), None) => Err("write `major`, `minor`, `patch`, or a version such as `2.0.0`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_counted_up() {
        for (old, expected) in [
            ("1.2.3", ["2.0.0", "1.3.0", "1.2.4"]),
            ("0.1.0", ["1.0.0", "0.2.0", "0.1.1"]),
            ("1.2.3+build.5", ["2.0.0", "1.3.0", "1.2.4"]),
            ("2.0.0-rc.1", ["2.0.0", "2.0.0", "2.0.0"]),
            ("1.3.0-rc.1", ["2.0.0", "1.3.0", "1.3.0"]),
            ("1.2.4-alpha", ["2.0.0", "1.3.0", "1.2.4"]),
        ] {
            let old: Version = old.parse().expect("a version");
            let next = [Step::Major, Step::Minor, Step::Patch].map(|step| step.after(&old).to_string());
            assert_eq!(next, expected, "{old}");
        }
    }

    #[test]
    fn a_step_is_a_word_or_a_version() {
        assert_eq!("minor".parse(), Ok(Step::Minor));
        assert_eq!("2.0.0-rc.1".parse(), Ok(Step::To(Version::parse("2.0.0-rc.1").expect("a version"))));
        assert_eq!("v2.0.0".parse::<Step>(), Err("did you mean `2.0.0`?".to_owned()));
        assert_eq!("2.1".parse::<Step>(), Err("did you mean `2.1.0`?".to_owned()));
        assert!("next".parse::<Step>().is_err_and(|error| error.starts_with("write `major`")));
    }
}
