//! The rule of templates.

use crate::diagnostic::{Group, rules};

rules! {
    /// No template matches the requested name and version.
    pub UNKNOWN_TEMPLATE = "SD005", "unknown-template", Group::Shape { fixed: true }, since "0.1.0", fix suggested;
}
