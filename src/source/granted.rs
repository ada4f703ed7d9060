//! A path that may be read, and what is there.

use std::path::{Path, PathBuf};

use super::files::Files;
use super::open::ReadError;

/// A path that may be read. The file need not exist. Only a [`Root`](super::Root) grants one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    pub(super) path: PathBuf,
    pub(super) shown: String,
    /// The whole path, one for each file however it is named.
    pub(super) key: PathBuf,
    pub(super) files: Files,
}

impl Granted {
    /// The file, to be opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path as findings print it: relative to the root, with `/`.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The whole text of the file, a byte order mark included: for what is edited.
    ///
    /// # Errors
    /// When it is not a regular file, is too large, cannot be read, or is not UTF-8.
    pub fn text(&self) -> Result<String, ReadError> {
        self.files.text(&self.path)
    }

    /// The bytes of the file, for what is copied.
    ///
    /// # Errors
    /// When it is not a regular file, is too large, or cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, ReadError> {
        self.files.bytes(&self.path)
    }

    /// Whether there is something.
    pub fn has_anything(&self) -> bool {
        self.files.is_there(&self.path)
    }

    /// Whether there is something that is not a folder.
    pub fn has_file(&self) -> bool {
        self.has_anything() && !self.has_folder()
    }

    /// Whether there is a folder.
    pub fn has_folder(&self) -> bool {
        self.files.is_folder(&self.path)
    }

    /// Whether the file's name is spelled as it is on disk, in case the disk takes `A.toml` for
    /// `a.toml`: on another system that file would not be found.
    pub(super) fn is_spelled_as_on_disk(&self) -> bool {
        let Some((folder, name)) = self.path.parent().zip(self.path.file_name()) else { return true };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let names = self.files.list(folder);
        let wanted = name.to_string_lossy().to_lowercase();
        names.iter().any(|(there, _)| there == name)
            || !names.iter().any(|(there, _)| there.to_string_lossy().to_lowercase() == wanted)
    }
}
