//! The one way to write files: whole or not at all.
//!
//! [`Writes`] collects what a command wants to make, to change and to remove, and [`Writes::commit`] does all
//! of it or none of it. Each text first goes to a temporary file in the folder where it belongs,
//! and is synced. Only when all of them are complete does one after the other take its place, in
//! the order in which they were named: a file that points at another comes after it. Whoever reads
//! meanwhile sees a file before or after, never a part of it. When anything fails, the files that
//! took their places get their old bytes back, and whatever was made is removed.

use std::io;
use std::path::{Path, PathBuf};

mod disk;
mod edit;
#[cfg(test)]
pub(crate) mod faults;
mod place;
#[cfg(test)]
mod tests;
mod work;

use edit::{Before, FileEdit};
pub use work::Aftermath;
use work::Work;

use super::{Refused, Root};

/// Files to make, to change and to remove, in the order in which they take their places.
#[derive(Clone, Debug)]
pub struct Writes {
    roots: Vec<Root>,
    edits: Vec<FileEdit>,
}

/// Why files were not written.
#[derive(Debug, thiserror::Error)]
#[error("`{}` cannot be written: {why}; {aftermath}", path.display())]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is in the way.
    pub why: WriteReason,
    /// How the files are now.
    pub aftermath: Aftermath,
}

/// What keeps a file from being written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteReason {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A new file would take the place of another one.
    #[error("it is already there")]
    AlreadyThere,
    /// The file changed since it was read.
    #[error("it changed since it was read")]
    Changed,
    /// It is a folder, a pipe or a device.
    #[error("it is not a regular file")]
    NotAFile,
    /// It is outside the folder, or a symbolic link leads out of it.
    #[error("{0}")]
    Refused(#[from] Refused),
}

impl WriteError {
    /// Whether another run was faster and nothing is damaged: reading again may help.
    pub fn is_stale(&self) -> bool {
        matches!(self.why, WriteReason::Changed | WriteReason::AlreadyThere) && self.aftermath.is_clean()
    }
}

impl Writes {
    /// A transaction without files. Those that are added must be in `root`, with symbolic links resolved.
    pub fn within(root: &Root) -> Self {
        Self { roots: vec![root.clone()], edits: Vec::new() }
    }

    /// Allows one more folder, such as that of a file which the user named.
    #[must_use]
    pub fn or_within(mut self, root: Root) -> Self {
        self.roots.push(root);
        self
    }

    /// Makes a file that must not be there yet, and the folders on the way to it.
    pub fn make(&mut self, path: &Path, text: &str) {
        self.add(path, Before::Absent, Some(text));
    }

    /// Changes a file from the text that was read to another. `None` says that it was not there.
    /// A file that has the new text already, because another run was faster, is left alone.
    /// A byte order mark stays, whether or not `before` shows it.
    pub fn change(&mut self, path: &Path, before: Option<&str>, after: &str) {
        let before = before.map_or(Before::AbsentOrSame, |text| Before::Text(text.to_owned()));
        self.add(path, before, Some(after));
    }

    /// Makes a file of any bytes, unless it is there with the same bytes already.
    pub fn copy(&mut self, path: &Path, bytes: &[u8]) {
        self.add_bytes(path, Before::AbsentOrSame, Some(bytes.to_vec()));
    }

    /// Removes a file that must still have the text that was read. It must not be a symbolic link: the
    /// file that the link leads to would be removed.
    pub fn remove(&mut self, path: &Path, before: &str) {
        self.add(path, Before::Text(before.to_owned()), None);
    }

    /// Writes one of the program's files, whatever it contained before.
    pub fn put(&mut self, path: &Path, text: &str) {
        self.add(path, Before::Anything, Some(text));
    }

    /// Writes all files or none.
    ///
    /// # Errors
    /// When one of them cannot be written, is outside the root, or is not what it was. The error
    /// says how the files are now: as they were, unless the system refused even that.
    pub fn commit(&self) -> Result<(), WriteError> {
        let mut work = Work::default();
        match self.carry_out(&mut work) {
            Ok(()) => {
                work.finish();
                Ok(())
            }
            Err((path, why)) => Err(WriteError { path, why, aftermath: work.undo() }),
        }
    }

    fn carry_out(&self, work: &mut Work) -> Result<(), (PathBuf, WriteReason)> {
        let mut waiting = Vec::new();
        for edit in &self.edits {
            let staged = edit.stage(&self.roots, work).map_err(|why| (edit.path.clone(), why))?;
            waiting.extend(staged.map(|staged| (edit, staged)));
        }
        for (edit, staged) in &waiting {
            edit.take_place(staged, work).map_err(|why| (edit.path.clone(), why))?;
        }
        work.sync_folders().map_err(|(folder, error)| (folder, error.into()))
    }

    fn add(&mut self, path: &Path, before: Before, after: Option<&str>) {
        self.add_bytes(path, before, after.map(|text| text.as_bytes().to_vec()));
    }

    fn add_bytes(&mut self, path: &Path, before: Before, after: Option<Vec<u8>>) {
        self.edits.push(FileEdit { path: path.to_path_buf(), before, after });
    }
}
