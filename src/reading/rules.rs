//! The rules that reading itself enforces.

use crate::diagnostic::{Group, Rule};

/// The file is no TOML.
pub const TOML_SYNTAX: Rule = Rule {
    code: "SD001",
    name: "toml-syntax",
    summary: "The file is not valid TOML.",
    group: Group::Shape { fixed: true },
};

/// A key or a table that nothing knows.
pub const UNKNOWN_KEY: Rule = Rule {
    code: "SD002",
    name: "unknown-key",
    summary: "A key or a table is not part of the format.",
    group: Group::Shape { fixed: false },
};

/// A value of another type than its key takes.
pub const WRONG_TYPE: Rule = Rule {
    code: "SD003",
    name: "wrong-type",
    summary: "A value has a type that its key does not take.",
    group: Group::Shape { fixed: true },
};

/// A key that the format itself requires.
pub const MISSING_KEY: Rule = Rule {
    code: "SD004",
    name: "missing-key",
    summary: "A key that the format requires is missing.",
    group: Group::Shape { fixed: true },
};

/// A word outside a closed list.
pub const UNKNOWN_VALUE: Rule = Rule {
    code: "SD010",
    name: "unknown-value",
    summary: "A word is not one of those its key takes.",
    group: Group::Shape { fixed: false },
};

/// Two things share an id that must name one of them.
pub const DUPLICATE_ID: Rule = Rule {
    code: "SD006",
    name: "duplicate-id",
    summary: "Two things share an id.",
    group: Group::Shape { fixed: false },
};

/// An id with characters that an id cannot have.
pub const INVALID_ID: Rule = Rule {
    code: "SD007",
    name: "invalid-id",
    summary: "An id has characters that ids do not have, or is a reserved word.",
    group: Group::Shape { fixed: false },
};

/// An id that nothing has.
pub const UNKNOWN_REFERENCE: Rule = Rule {
    code: "SD008",
    name: "unknown-reference",
    summary: "A key cites an id that nothing has.",
    group: Group::Shape { fixed: false },
};
