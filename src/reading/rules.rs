//! The rules that are enforced while TOML is read.

use crate::diagnostic::{Group, rules};

rules! {
    /// The file is not valid TOML.
    pub TOML_SYNTAX = "SD001", "toml-syntax", Group::Shape { fixed: true }, since "0.1.0", fix safe,
        see "https://toml.io/en/v1.0.0";

    /// A key or a table is not part of the format.
    pub UNKNOWN_KEY = "SD002", "unknown-key", Group::Shape { fixed: false }, since "0.1.0", fix safe;

    /// A value does not have the type that its key accepts.
    pub WRONG_TYPE = "SD003", "wrong-type", Group::Shape { fixed: true }, since "0.1.0", fix safe;

    /// A key that the format requires is missing.
    pub MISSING_KEY = "SD004", "missing-key", Group::Shape { fixed: true }, since "0.1.0", fix none;

    /// Two things share an id.
    pub DUPLICATE_ID = "SD006", "duplicate-id", Group::Shape { fixed: false }, since "0.1.0", fix none;

    /// An id contains characters that ids cannot have, or is a reserved word.
    pub INVALID_ID = "SD007", "invalid-id", Group::Shape { fixed: false }, since "0.1.0", fix none;

    /// A key cites an id that is not declared.
    pub UNKNOWN_REFERENCE = "SD008", "unknown-reference", Group::Shape { fixed: false }, since "0.1.0", fix suggested;

    /// A word is not among those that its key accepts.
    pub UNKNOWN_VALUE = "SD010", "unknown-value", Group::Shape { fixed: false }, since "0.1.0", fix safe;
}
