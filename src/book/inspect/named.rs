//! What a person names.

use std::path::PathBuf;

/// A file or a folder that was named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) path: PathBuf,
    /// Whether nothing need be in the folder.
    pub(super) may_be_empty: bool,
}
