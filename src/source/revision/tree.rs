//! The paths of a revision.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folders of a revision, each with what is in it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    folders: HashMap<PathBuf, BTreeMap<OsString, Kind>>,
}

#[derive(Debug)]
enum Kind {
    Folder,
    File(String),
    Link(String),
    Submodule,
}

/// What is at a path of a revision: files and links have the name of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Node<'t> {
    Folder,
    File(&'t str),
    Link(&'t str),
    Submodule,
}

impl Tree {
    /// Reads what `git ls-tree -r -z` prints: `MODE TYPE OBJECT<tab>PATH<nul>` for each file.
    pub(super) fn parse(listed: &[u8]) -> Self {
        let mut tree = Self::default();
        tree.folders.insert(PathBuf::new(), BTreeMap::new());
        for line in listed.split(|&byte| byte == 0) {
            let mut parts = line.splitn(2, |&byte| byte == b'\t');
            let (Some(facts), Some(path)) = (parts.next(), parts.next()) else { continue };
            let facts = String::from_utf8_lossy(facts);
            let mut facts = facts.split(' ');
            let (Some(mode), Some(_), Some(object)) = (facts.next(), facts.next(), facts.next()) else {
                continue;
            };
            let kind = match mode {
                "120000" => Kind::Link(object.to_owned()),
                "160000" => Kind::Submodule,
                _ => Kind::File(object.to_owned()),
            };
            tree.insert(&as_path(path), kind);
        }
        tree
    }

    /// What is at a path.
    pub(super) fn node(&self, path: &Path) -> Option<Node<'_>> {
        let Some(name) = path.file_name() else { return path.as_os_str().is_empty().then_some(Node::Folder) };
        let kind = self.folders.get(path.parent()?)?.get(name)?;
        Some(kind.node())
    }

    /// What is in a folder, by name.
    pub(super) fn entries(&self, folder: &Path) -> impl Iterator<Item = (&OsString, Node<'_>)> {
        let entries = self.folders.get(folder).into_iter().flatten();
        entries.map(|(name, kind)| (name, kind.node()))
    }

    fn insert(&mut self, path: &Path, kind: Kind) {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
        if !self.folders.contains_key(folder) {
            self.insert(folder, Kind::Folder);
        }
        self.folders.entry(folder.to_path_buf()).or_default().insert(name.to_owned(), kind);
    }
}

impl Kind {
    fn node(&self) -> Node<'_> {
        match self {
            Self::Folder => Node::Folder,
            Self::File(object) => Node::File(object),
            Self::Link(object) => Node::Link(object),
            Self::Submodule => Node::Submodule,
        }
    }
}

/// A path, or what a link leads to, as Git keeps it.
#[cfg(unix)]
pub(super) fn as_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

/// A path, or what a link leads to, as Git keeps it.
#[cfg(not(unix))]
pub(super) fn as_path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_a_name() {
        let tree = Tree::parse(
            "100644 blob 11\ta\n\tb c/ü.toml\x00120000 blob 22\tlink\x00160000 commit 33\tmodule\x00"
                .as_bytes(),
        );
        let node = |path: &str| tree.node(Path::new(path));
        assert_eq!(node("a\n\tb c/ü.toml"), Some(Node::File("11")));
        assert_eq!(node("a\n\tb c"), Some(Node::Folder));
        assert_eq!(node(""), Some(Node::Folder));
        assert_eq!((node("link"), node("module")), (Some(Node::Link("22")), Some(Node::Submodule)));
        assert_eq!((node("a"), node(".."), node("/")), (None, None, None));
        let top: Vec<_> = tree.entries(Path::new("")).map(|(name, _)| name.clone()).collect();
        assert_eq!(top, ["a\n\tb c", "link", "module"]);
    }

    #[test]
    fn what_is_not_a_listing_is_empty() {
        for listed in ["", "\0", "x", "a b\tc", "\t\0\t", "100644 blob 11\t/\0"] {
            assert_eq!(Tree::parse(listed.as_bytes()).entries(Path::new("")).count(), 0, "{listed:?}");
        }
    }
}
