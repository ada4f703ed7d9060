//! Where files are read from: the disk, or a revision of a Git repository.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::links::{follow_by, slashes};
use super::open::{self, ReadError};
use super::revision::{Node, Revision};

/// Where files are read from. A path means the same in each: at a revision, the repository's folder has
/// the files of that revision, and what is outside the repository is as on the disk.
#[derive(Clone, Debug, Default)]
pub enum Files {
    /// As they are on the disk.
    #[default]
    Disk,
    /// As they were at a revision.
    Revision(Arc<Revision>),
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Disk, Self::Disk) => true,
            (Self::Revision(one), Self::Revision(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Files {}

impl From<Revision> for Files {
    fn from(revision: Revision) -> Self {
        Self::Revision(Arc::new(revision))
    }
}

impl Files {
    /// Whether there is something at a path.
    pub fn is_there(&self, path: &Path) -> bool {
        match self.at_revision(path) {
            Some((revision, below)) => revision.node(&below).is_some(),
            None => path.exists(),
        }
    }

    /// Whether a path is that of a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        match self.at_revision(path) {
            Some((revision, below)) => matches!(revision.node(&below), Some(Node::Folder)),
            None => path.is_dir(),
        }
    }

    /// The path as a person types it: `git:REV:PATH` for a file at a revision.
    pub fn typed(&self, path: &Path) -> PathBuf {
        let revision = match self {
            Self::Disk => None,
            Self::Revision(revision) => path.strip_prefix(revision.top()).ok().map(|below| (revision, below)),
        };
        match revision {
            Some((revision, below)) => format!("git:{}:{}", revision.name(), slashes(below)).into(),
            None => path.to_path_buf(),
        }
    }

    /// The command that gives a file the content that it had at the revision; none on the disk.
    pub fn restored_by(&self, path: &Path) -> Option<String> {
        let Self::Revision(revision) = self else { return None };
        let below = slashes(path.strip_prefix(revision.top()).ok()?);
        let is_plain = |c: char| c.is_alphanumeric() || "._/-".contains(c);
        let place = if below.chars().all(is_plain) {
            format!(":/{below}")
        } else {
            format!("':/{}'", below.replace('\'', r"'\''"))
        };
        Some(format!("git checkout {} -- {place}", revision.name()))
    }

    /// The whole path with every symbolic link on the way followed.
    pub(super) fn follow(&self, path: &Path) -> PathBuf {
        follow_by(path, &|path| self.link(path))
    }

    /// The text of a regular file.
    pub(super) fn text(&self, path: &Path) -> Result<String, ReadError> {
        match self.at_revision(path) {
            Some((revision, below)) => open::decoded(revision.read(&below)?),
            None => open::text(path),
        }
    }

    /// The bytes of a regular file.
    pub(super) fn bytes(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.at_revision(path) {
            Some((revision, below)) => revision.read(&below),
            None => open::read(path),
        }
    }

    /// The names in a folder, and which of them are folders; none if it cannot be read.
    pub(super) fn list(&self, folder: &Path) -> Vec<(OsString, bool)> {
        if let Some((revision, below)) = self.at_revision(folder) {
            let entries = revision.entries(&below);
            return entries.map(|(name, node)| (name.clone(), matches!(node, Node::Folder))).collect();
        }
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| (entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_dir()))).collect()
    }

    /// Whether a folder has a file of a name, or a link of that name.
    pub(super) fn holds(&self, folder: &Path, file: &str) -> bool {
        match self.at_revision(folder) {
            Some((revision, below)) => {
                revision.node(&below.join(file)).is_some_and(|node| !matches!(node, Node::Folder))
            }
            None => folder.join(file).symlink_metadata().is_ok_and(|there| !there.is_dir()),
        }
    }

    /// The revision, and the path in its repository that a path leads to; none if it is on the disk.
    fn at_revision(&self, path: &Path) -> Option<(&Revision, PathBuf)> {
        let Self::Revision(revision) = self else { return None };
        let below = self.follow(path).strip_prefix(revision.top()).ok()?.to_path_buf();
        Some((revision, below))
    }

    /// What a symbolic link leads to; none if the path is not one. No part before the last is a link.
    fn link(&self, path: &Path) -> Option<PathBuf> {
        if let Self::Revision(revision) = self
            && let Ok(below) = path.strip_prefix(revision.top())
        {
            return revision.link(below);
        }
        std::fs::read_link(path).ok()
    }
}
