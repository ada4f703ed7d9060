//! Folders, each of which is a component's directory.

use super::Sides;
use crate::design::{Component, Design, Entity, ProjectPath, SourceKind};
use crate::interchange::repository::Held;

/// A difference between the folders of the repository and the directories of components.
pub enum FolderDrift<'a> {
    /// No component of the book claims it.
    Unclaimed {
        /// The folder.
        folder: &'a str,
        /// The pattern that names it.
        held: &'a Held,
    },
    /// A component's directory is not there.
    Missing {
        /// The component.
        own: &'a Entity<Component>,
        /// The pattern that would name it.
        held: &'a Held,
    },
    /// A component's directory is somewhere else now.
    Moved {
        /// The component.
        own: &'a Entity<Component>,
        /// Where it seems to be now.
        folder: &'a str,
        /// The pattern that names it.
        held: &'a Held,
    },
}

/// What differs between the folders and the directories of components.
pub fn folders<'a>(sides: &Sides<'a>) -> Vec<FolderDrift<'a>> {
    let mut drifts = Vec::new();
    let held: Vec<&'a Held> =
        sides.agreement.held.iter().filter(|held| held.kind == SourceKind::Components).collect();
    let is_there = |path: &str| held.iter().any(|held| held.folders.iter().any(|folder| folder == path));
    for held in &held {
        let chosen = |folder: &str| held.choice.takes(&[folder, last(folder)]);
        let mut free: Vec<&'a str> = held
            .folders
            .iter()
            .map(String::as_str)
            .filter(|folder| {
                chosen(folder) && !is_claimed(sides.design, folder) && is_asked(sides, held, folder)
            })
            .collect();
        for own in sides.design.placed_components() {
            let Some(path) = own.directory.as_ref().and_then(|path| ProjectPath::read(path)) else {
                continue;
            };
            let path = path.to_string();
            let is_missing = held.covers(&path) && !is_there(&path) && chosen(&path);
            if !is_missing || own.not_in_source.is_some() || !held.is_whole() {
                continue;
            }
            let moved =
                free.iter().position(|folder| last(folder) == last(&path) || is_alone(sides, &free, held));
            match moved {
                Some(at) => drifts.push(FolderDrift::Moved { own, folder: free.remove(at), held }),
                None => drifts.push(FolderDrift::Missing { own, held }),
            }
        }
        drifts.extend(free.into_iter().map(|folder| FolderDrift::Unclaimed { folder, held }));
    }
    drifts
}

/// Whether one folder is new and one directory is gone: then that one has another name.
fn is_alone(sides: &Sides<'_>, free: &[&str], held: &Held) -> bool {
    let is_gone = |component: &&Entity<Component>| {
        let path = component.directory.as_ref().and_then(|path| ProjectPath::read(path));
        path.is_some_and(|path| {
            let path = path.to_string();
            held.covers(&path) && !held.folders.contains(&path) && component.not_in_source.is_none()
        })
    };
    free.len() == 1 && sides.design.placed_components().filter(is_gone).count() == 1
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a component of the design has its directory or its files there or below.
fn is_claimed(design: &Design, folder: &str) -> bool {
    let Some(folder) = ProjectPath::read(folder) else { return false };
    let is_below = |path: &ProjectPath| path.names().starts_with(folder.names());
    let directories =
        design.placed_components().filter_map(|component| ProjectPath::read(component.directory.as_ref()?));
    let mut places = directories.chain(design.claims().filter_map(|claim| claim.path.in_project().cloned()));
    places.any(|path| is_below(&path))
}

/// Whether no other design of the book claims the folder, and this one is asked.
fn is_asked(sides: &Sides<'_>, held: &Held, folder: &str) -> bool {
    let shares = |agreement: &crate::interchange::repository::Agreement| {
        agreement
            .held
            .iter()
            .any(|other| other.kind == held.kind && other.folders.iter().any(|one| one == folder))
    };
    let sharing: Vec<_> = sides.others.iter().filter(|other| other.agreement.is_some_and(shares)).collect();
    let is_claimed = sides.others.iter().any(|other| is_claimed(other.design, folder));
    !is_claimed && (sharing.is_empty() || (sides.is_whole && !sharing.iter().any(|other| other.is_before)))
}
