//! What was found in two payloads.

use std::collections::HashSet;

/// What was found.
#[derive(Default)]
pub(super) struct Signs(HashSet<Sign>);

/// Something that may be found.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// More is allowed, and none of it has to be there.
    Loosened,
    /// There is another field.
    Added,
    /// A field is gone, or may be.
    Gone,
    /// Something differs that is not looked into.
    Unknown,
    /// A field has another type, or less is allowed.
    Retyped,
}

impl Signs {
    /// Notes a sign, if it was found.
    pub(super) fn note(&mut self, sign: Sign, is_found: bool) {
        if is_found {
            self.0.insert(sign);
        }
    }

    pub(super) fn has(&self, sign: Sign) -> bool {
        self.0.contains(&sign)
    }
}
