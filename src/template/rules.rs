//! The rule of templates.

use crate::diagnostic::{Group, Rule};

/// A template that is not there.
pub const UNKNOWN_TEMPLATE: Rule = Rule {
    code: "SD005",
    name: "unknown-template",
    summary: "No template matches the name and version that are asked for.",
    group: Group::Shape { fixed: true },
};
