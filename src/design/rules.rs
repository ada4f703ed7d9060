//! The rules that the model itself enforces while it is read.

use crate::diagnostic::{Group, rules};

rules! {
    /// The file of a text, or a chapter, is missing, outside the book or not a text file, or lacks the lines asked for.
    pub UNREADABLE_FILE = "SD011", "unreadable-file", Group::Shape { fixed: false }, since "0.1.0", fix none;

    /// A version is not a semantic version.
    pub INVALID_VERSION = "SD1101", "invalid-version", Group::Shape { fixed: false }, since "0.1.0", fix safe,
        see "https://semver.org/spec/v2.0.0.html";
}
