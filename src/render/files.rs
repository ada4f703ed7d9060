//! Files by their folders, in the author's order.

use indexmap::IndexMap;

use crate::design::{Component, Design, Text};

/// A folder: what lies in it, by name. A name ends in `/` where it is a folder itself.
#[derive(Debug, Default)]
pub(super) struct Folder<'a> {
    pub(super) entries: IndexMap<&'a str, Entry<'a>>,
}

/// What lies in a folder.
#[derive(Debug)]
pub(super) enum Entry<'a> {
    File(Option<&'a Text>),
    Folder(Folder<'a>),
}

impl<'a> Folder<'a> {
    /// The files of a component below its directory, or below the project's root.
    pub(super) fn of_component(component: &'a Component) -> Self {
        let mut folder = Self::default();
        for file in component.files.iter() {
            folder.add(&file.id.value, Some(file));
        }
        folder
    }

    /// The files and directories of all components.
    pub(super) fn of_design(design: &'a Design) -> Self {
        let mut root = Self::default();
        for component in &design.components {
            let below = match &component.directory {
                Some(directory) => root.folder(directory),
                None => Some(&mut root),
            };
            let Some(below) = below else { continue };
            for path in component.files.ids() {
                below.add(path, None);
            }
        }
        root
    }

    /// The folder at a path, made where it is not there; nothing where a file is in the way.
    fn folder(&mut self, path: &'a str) -> Option<&mut Folder<'a>> {
        let mut folder = self;
        for name in names(path) {
            let entry = folder.entries.entry(name).or_insert_with(|| Entry::Folder(Folder::default()));
            match entry {
                Entry::Folder(inner) => folder = inner,
                Entry::File(_) => return None,
            }
        }
        Some(folder)
    }

    fn add(&mut self, path: &'a str, purpose: Option<&'a Text>) {
        let (above, name) = path.trim_end_matches('/').rsplit_once('/').unwrap_or(("", path));
        let Some(folder) = self.folder(above) else { return };
        let name = name.trim_end_matches('/');
        if name.is_empty() || name == "." {
            return;
        }
        if path.ends_with('/') {
            folder.entries.entry(name).or_insert_with(|| Entry::Folder(Folder::default()));
        } else {
            folder.entries.entry(name).or_insert(Entry::File(purpose));
        }
    }
}

/// The names of a path; `.` says nothing.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|name| !name.is_empty() && *name != ".")
}
