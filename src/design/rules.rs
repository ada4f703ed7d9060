//! The rules that the model itself enforces while it is read.

use crate::diagnostic::{Group, Rule};

/// A text's file cannot be read.
pub const UNREADABLE_FILE: Rule = Rule {
    code: "SD011",
    name: "unreadable-file",
    summary: "The file of a text, or a chapter, is missing, outside the book or not a text file, or lacks the lines asked for.",
    group: Group::Shape { fixed: false },
};

/// A version that is no semver.
pub const INVALID_VERSION: Rule = Rule {
    code: "SD1101",
    name: "invalid-version",
    summary: "A version is not a semantic version.",
    group: Group::Shape { fixed: false },
};
