//! The step from one version to the next.

use semver::{Prerelease, Version};

use super::class::Class;

/// What changes in a version's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing.
    None,
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

impl Step {
    /// The step that a change of this class asks for after `old`. Below 1.0.0 a break asks for a
    /// minor version and anything else for a patch; 0.0.z promises nothing.
    pub fn asked(class: Option<Class>, old: Option<&Version>) -> Self {
        let Some(class) = class else { return Step::None };
        match old {
            Some(old) if old.major == 0 && old.minor == 0 => Step::Patch,
            Some(old) if old.major == 0 => match class {
                Class::Breaking => Step::Minor,
                Class::Additive | Class::Editorial => Step::Patch,
            },
            _ => match class {
                Class::Breaking => Step::Major,
                Class::Additive => Step::Minor,
                Class::Editorial => Step::Patch,
            },
        }
    }

    /// The step that was taken from `old` to `new`.
    pub fn taken(old: &Version, new: &Version) -> Self {
        if new.major != old.major {
            Step::Major
        } else if new.minor != old.minor {
            Step::Minor
        } else if new.patch != old.patch {
            Step::Patch
        } else {
            Step::None
        }
    }

    /// The version after one. What follows on a pre-release is another one of the same release.
    pub fn after(self, old: &Version) -> Version {
        if !old.pre.is_empty() {
            return after_pre_release(old);
        }
        match self {
            Step::Major => Version::new(old.major.saturating_add(1), 0, 0),
            Step::Minor => Version::new(old.major, old.minor.saturating_add(1), 0),
            Step::Patch | Step::None => Version::new(old.major, old.minor, old.patch.saturating_add(1)),
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Step::None => "none",
            Step::Patch => "patch",
            Step::Minor => "minor",
            Step::Major => "major",
        }
    }
}

/// `rc.1` is followed by `rc.2`, and `beta` by `beta.1`.
fn after_pre_release(old: &Version) -> Version {
    let parts = old.pre.rsplit_once('.').map(|(before, last)| (before, last.parse::<u64>()));
    let next = match parts {
        Some((before, Ok(last))) => format!("{before}.{}", last.saturating_add(1)),
        _ => format!("{}.1", old.pre),
    };
    let mut version = Version::new(old.major, old.minor, old.patch);
    version.pre = Prerelease::new(&next).unwrap_or_else(|_| old.pre.clone());
    version
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Class, Step};

    #[test]
    fn each_step_leads_to_a_version() {
        let steps = [Step::Major, Step::Minor, Step::Patch];
        for (old, expected) in [
            ("1.2.3", ["2.0.0", "1.3.0", "1.2.4"]),
            ("0.4.1+build", ["1.0.0", "0.5.0", "0.4.2"]),
            ("2.0.0-rc.1", ["2.0.0-rc.2"; 3]),
            ("2.0.0-beta", ["2.0.0-beta.1"; 3]),
        ] {
            let old = Version::parse(old).expect("a version");
            assert_eq!(steps.map(|step| step.after(&old).to_string()), expected, "{old}");
        }
    }

    #[test]
    fn what_a_change_asks_for_depends_on_the_version() {
        let asked = |class, old: &str| Step::asked(Some(class), Version::parse(old).ok().as_ref());
        for (old, breaking, additive, editorial) in [
            ("1.2.3", Step::Major, Step::Minor, Step::Patch),
            ("0.4.0", Step::Minor, Step::Patch, Step::Patch),
            ("0.0.7", Step::Patch, Step::Patch, Step::Patch),
            ("not a version", Step::Major, Step::Minor, Step::Patch),
        ] {
            assert_eq!(asked(Class::Breaking, old), breaking, "{old}");
            assert_eq!(asked(Class::Additive, old), additive, "{old}");
            assert_eq!(asked(Class::Editorial, old), editorial, "{old}");
        }
        assert_eq!(Step::asked(None, None), Step::None);
    }
}
