//! Changes of files, to be shown or written.

use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::source::{Root, WriteError, Writes};

/// Changes of files, in the order in which they are shown and written.
#[derive(Clone, Debug)]
pub struct Plan {
    root: Root,
    /// The files that change.
    pub changes: Vec<Change>,
}

/// One file before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// The text now; `None` if the file does not exist.
    pub before: Option<String>,
    /// The text after the change.
    pub after: String,
}

impl Plan {
    /// An empty plan. Changes outside the root are refused.
    pub(super) fn new(root: Root) -> Self {
        Self { root, changes: Vec::new() }
    }

    /// Adds a change, unless the text stays the same.
    pub(super) fn add(&mut self, path: PathBuf, before: Option<String>, after: String) {
        if before.as_deref() != Some(&after) {
            self.changes.push(Change { path, before, after });
        }
    }

    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes as a unified diff, with paths relative to `folder`.
    pub fn diff(&self, folder: &Path) -> String {
        self.changes.iter().map(|change| change.diff(folder)).collect()
    }

    /// Writes the files: all of them, or none.
    ///
    /// # Errors
    /// When a file changed since the plan was made, or cannot be written.
    pub fn apply(&self) -> Result<(), WriteError> {
        let mut writes = Writes::within(&self.root);
        for change in &self.changes {
            writes.change(&change.path, change.before.as_deref(), &change.after);
        }
        writes.commit()
    }
}

impl Change {
    /// The change as a unified diff, with its path relative to `folder`.
    pub fn diff(&self, folder: &Path) -> String {
        let shown = crate::source::relative(folder, &self.path);
        let old = if self.before.is_some() { format!("a/{shown}") } else { "/dev/null".to_owned() };
        let before = self.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &self.after);
        diff.unified_diff().header(&old, &format!("b/{shown}")).to_string()
    }
}
