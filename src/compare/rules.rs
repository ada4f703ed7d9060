//! The rules that a comparison is judged by.

use crate::diagnostic::{Group, Level, rules};

rules! {
    /// A version breaks what an earlier one promised, and its number does not say so.
    pub BREAKING_CHANGE = "SD1103", "breaking-change-in-minor",
        Group::Versions { level: Level::Deny, undecided: Level::Note }, since "0.1.0", fix none,
        see "https://semver.org/spec/v2.0.0.html";

    /// A version that others rely on has other content than before, or is gone.
    pub UNCHANGED_VERSION = "SD1104", "unchanged-version",
        Group::Versions { level: Level::Deny, undecided: Level::Deny }, since "0.1.0", fix none,
        see "https://semver.org/spec/v2.0.0.html";
}
