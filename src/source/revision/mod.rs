//! The files of a Git revision, which are read through the `git` command: one `ls-tree` for the whole tree,
//! and one `cat-file --batch` for the files that are asked for.

mod command;
mod error;
mod objects;
mod repository;
mod tree;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::open::ReadError;
pub use error::GitError;
use objects::Objects;
pub use repository::Repository;
pub(super) use tree::Node;
use tree::{Tree, as_path};

/// The files of a repository as they were at a revision.
#[derive(Debug)]
pub struct Revision {
    name: String,
    top: PathBuf,
    tree: Tree,
    objects: Mutex<Objects>,
}

impl Revision {
    /// The revision as it was named: `v1.2.0`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folder that the files would be in: the top of the working tree, or of a bare repository, its own.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// What is at a path below the top that has no link in it.
    pub(super) fn node(&self, below: &Path) -> Option<Node<'_>> {
        self.tree.node(below)
    }

    /// What is in a folder.
    pub(super) fn entries(&self, folder: &Path) -> impl Iterator<Item = (&OsString, Node<'_>)> {
        self.tree.entries(folder)
    }

    /// What a symbolic link leads to.
    pub(super) fn link(&self, below: &Path) -> Option<PathBuf> {
        let Node::Link(id) = self.node(below)? else { return None };
        self.object(id).ok().map(|target| as_path(&target))
    }

    /// The content of a file.
    pub(super) fn read(&self, below: &Path) -> Result<Vec<u8>, ReadError> {
        match self.node(below) {
            Some(Node::File(id)) => self.object(id),
            Some(Node::Folder) => Err(ReadError::NotAFile("a folder")),
            Some(Node::Submodule) => Err(ReadError::NotAFile("a submodule")),
            Some(Node::Link(_)) => Err(ReadError::NotAFile("a symbolic link that leads to itself")),
            None => {
                let why = format!("there is no such file at `{}`", self.name);
                Err(std::io::Error::new(std::io::ErrorKind::NotFound, why).into())
            }
        }
    }

    fn object(&self, id: &str) -> Result<Vec<u8>, ReadError> {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner).read(id)
    }
}
