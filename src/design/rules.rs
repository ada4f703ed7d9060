//! The rules that are enforced while the model is read.

use crate::diagnostic::{Group, rules};

rules! {
    /// A file that the design or the book names is missing, outside the book or not a text file, or lacks the requested lines.
    pub UNREADABLE_FILE = "SD011", "unreadable-file", Group::Shape { fixed: false }, since "0.1.0", fix none;

    /// A version is not a semantic version.
    pub INVALID_VERSION = "SD1101", "invalid-version", Group::Shape { fixed: false }, since "0.1.0", fix safe,
        see "https://semver.org/spec/v2.0.0.html";
}
