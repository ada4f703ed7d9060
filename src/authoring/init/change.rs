//! What would change, shown and then written.

use std::io;
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// Changes of files, in the order in which they are shown.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The files that change.
    pub changes: Vec<Change>,
}

/// One file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// Its text now; `None` where it is not there.
    pub before: Option<String>,
    /// Its text afterwards.
    pub after: String,
}

/// Why a plan could not be carried out. No file was changed.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// A file is no longer what it was when the plan was made.
    #[error("`{0}` changed meanwhile; nothing was written")]
    Changed(PathBuf),
    /// A file cannot be written.
    #[error("`{path}` cannot be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Plan {
    /// Adds a change, unless nothing changes.
    pub(super) fn add(&mut self, path: PathBuf, before: Option<String>, after: String) {
        if before.as_deref() != Some(&after) {
            self.changes.push(Change { path, before, after });
        }
    }

    /// Whether everything is as it should be.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes as a unified diff, with paths relative to `folder`.
    pub fn diff(&self, folder: &Path) -> String {
        self.changes.iter().map(|change| change.diff(folder)).collect()
    }

    /// Writes the files: all of them, or none. Each is written beside its place first, and only
    /// when all are there they take their places.
    ///
    /// # Errors
    /// When a file changed since the plan was made, or cannot be written.
    pub fn apply(&self) -> Result<(), ApplyError> {
        for change in &self.changes {
            if read(&change.path) != change.before {
                return Err(ApplyError::Changed(change.path.clone()));
            }
        }
        let staged: Result<Vec<Staged<'_>>, ApplyError> = self.changes.iter().map(Staged::new).collect();
        staged?.into_iter().try_for_each(Staged::take_place)
    }
}

impl Change {
    fn diff(&self, folder: &Path) -> String {
        let shown = crate::source::relative(folder, &self.path);
        let old = if self.before.is_some() { format!("a/{shown}") } else { "/dev/null".to_owned() };
        let before = self.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &self.after);
        diff.unified_diff().header(&old, &format!("b/{shown}")).to_string()
    }
}

/// A file that waits beside its place, and goes away unless it takes it.
struct Staged<'c> {
    change: &'c Change,
    waiting: PathBuf,
}

impl<'c> Staged<'c> {
    fn new(change: &'c Change) -> Result<Self, ApplyError> {
        let mut name = change.path.file_name().unwrap_or_default().to_os_string();
        name.push(".new");
        let staged = Self { change, waiting: change.path.with_file_name(name) };
        let folder = change.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&staged.waiting, &change.after))
            .map_err(|source| staged.error(source))?;
        Ok(staged)
    }

    fn take_place(self) -> Result<(), ApplyError> {
        std::fs::rename(&self.waiting, &self.change.path).map_err(|source| self.error(source))
    }

    fn error(&self, source: io::Error) -> ApplyError {
        ApplyError::Write { path: self.change.path.clone(), source }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // It is gone already where it took its place; where it cannot be removed there is nothing
        // left to do.
        _ = std::fs::remove_file(&self.waiting);
    }
}

fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}
