//! Files by their folders, in the author's order.

use indexmap::IndexMap;

use crate::design::{ClaimedPath, Component, Design, Entity, ProjectPath, Text};

/// A folder and its entries, by name.
#[derive(Debug, Default)]
pub(super) struct Folder<'a> {
    pub(super) entries: IndexMap<String, Entry<'a>>,
}

/// A file or a folder.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    /// What it is for; several texts if the author names it several times.
    pub(super) purposes: Vec<&'a Text>,
    /// What is in it, if it is a folder.
    pub(super) inside: Option<Folder<'a>>,
}

impl<'a> Folder<'a> {
    /// The files of a component, as they are written from its directory or from the project's root.
    pub(super) fn of_component(component: &'a Entity<Component>) -> Self {
        let mut folder = Self::default();
        let directory = component.place().unwrap_or_default();
        for claim in component.claims() {
            let written = claim.file.id.value.as_str();
            let names: Vec<&str> = match claim.path.in_project() {
                Some(path) => match path.names_from(&directory) {
                    // A file beside the directory is one item, and its `..` no folder.
                    names if names.first() == Some(&"..") => {
                        folder.add(&[&names.join("/")], is_written_folder(written), Some(claim.file));
                        continue;
                    }
                    names => names,
                },
                None => split(written),
            };
            folder.add(&names, is_written_folder(written), Some(claim.file));
        }
        folder
    }

    /// The files and directories of all components, by their places in the project.
    pub(super) fn of_design(design: &'a Design) -> Self {
        let mut root = Self::default();
        for component in design.placed_components() {
            let outside = component.directory.as_deref().map_or("", |directory| directory);
            match component.place() {
                Some(place) => root.add(&borrowed(&place), true, None),
                None => root.add(&[trimmed(outside)], true, None),
            }
            for claim in component.claims() {
                let written = claim.file.id.value.as_str();
                match &claim.path {
                    ClaimedPath::Inside(path) | ClaimedPath::Pattern(path) => {
                        root.add(&borrowed(path), path.is_folder(), None);
                    }
                    // What is outside the project has no place in its tree: it is written out.
                    ClaimedPath::Outside => root.add(&[trimmed(written)], is_written_folder(written), None),
                    ClaimedPath::DirectoryOutside => {
                        let names: Vec<&str> = [trimmed(outside)].into_iter().chain(split(written)).collect();
                        root.add(&names, is_written_folder(written), None);
                    }
                }
            }
        }
        root
    }

    /// Adds the entry at these names, from the outermost folder inwards. Everything above it becomes a
    /// folder, even if it was a file before.
    fn add(&mut self, names: &[&str], is_folder: bool, purpose: Option<&'a Text>) {
        let Some((first, rest)) = names.split_first() else { return };
        let entry = self.entries.entry((*first).to_owned()).or_default();
        if !rest.is_empty() {
            entry.inside.get_or_insert_default().add(rest, is_folder, purpose);
            return;
        }
        entry.purposes.extend(purpose);
        if is_folder {
            entry.inside.get_or_insert_default();
        }
    }
}

fn borrowed(path: &ProjectPath) -> Vec<&str> {
    path.names().iter().map(String::as_str).collect()
}

fn split(path: &str) -> Vec<&str> {
    path.split(['/', '\\']).filter(|name| !matches!(*name, "" | ".")).collect()
}

fn trimmed(path: &str) -> &str {
    path.trim_end_matches(['/', '\\'])
}

fn is_written_folder(path: &str) -> bool {
    path.ends_with(['/', '\\'])
}
