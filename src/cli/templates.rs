//! Which template a command is asked for.

use super::Failure;
use crate::template::{Template, Templates};

/// The newest template that a request admits.
pub(super) fn find<'t>(templates: &'t Templates, request: &str) -> Result<&'t Template, Failure> {
    let found =
        templates.find(request).map_err(|error| Failure::new(format!("{error}: write `system-design@1`")))?;
    found.ok_or_else(|| {
        Failure::new(format!("no template matches `{request}`; there are {}", templates.list()))
    })
}
