//! What designs are held against, besides the rules.

use std::path::Path;
use std::sync::Arc;

use crate::source::Revision;

/// What designs are held against.
#[derive(Clone, Copy, Default)]
pub(super) struct How<'h> {
    /// A list of known findings, in place of the one that book.toml names.
    pub(super) baseline: Option<&'h Path>,
    /// The folder of the project, in place of the one that book.toml names.
    pub(super) project: Option<&'h Path>,
    /// A revision.
    pub(super) against: Option<&'h Arc<Revision>>,
}
