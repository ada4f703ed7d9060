//! The files and folders that patterns name.

use std::collections::BTreeMap;

use super::natural;
use super::pattern::{Pattern, is_passed_over, is_wild, name_fits};
use crate::source::{Granted, Refused, Root};

/// What a pattern names.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, or the folders, in the order in which people count.
    pub(super) paths: Vec<Granted>,
    /// Why something that it names is not read.
    pub(super) refused: Option<Refused>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Files,
    Folders,
}

/// So many entries of folders are looked at for a pattern.
const MOST_ENTRIES: usize = 100_000;

/// So many files may a pattern name.
const MOST_FILES: usize = 10_000;

/// Folders in folders are entered so deep.
const DEEPEST: usize = 40;

/// What a pattern names below the root.
pub(super) fn find(pattern: &str, wanted: Wanted, root: &Root) -> Found {
    let mut search = Search { root, wanted, left: MOST_ENTRIES, found: BTreeMap::new(), refused: None };
    for pattern in Pattern::all(pattern) {
        match root.resolve(root.folder(), ".") {
            Ok(top) => search.below(&top, pattern.parts(), 0),
            Err(refused) => search.refused = Some(refused),
        }
    }
    let mut paths: Vec<Granted> = search.found.into_values().collect();
    paths.sort_by(|one, other| natural::compare(one.shown(), other.shown()));
    paths.truncate(MOST_FILES);
    Found { paths, refused: search.refused }
}

struct Search<'r> {
    root: &'r Root,
    wanted: Wanted,
    left: usize,
    /// By their paths, since two ways may lead to one file.
    found: BTreeMap<String, Granted>,
    refused: Option<Refused>,
}

impl Search<'_> {
    fn below(&mut self, folder: &Granted, parts: &[String], depth: usize) {
        let Some((part, rest)) = parts.split_first() else {
            if self.wanted == Wanted::Folders {
                self.keep(folder);
            }
            return;
        };
        if depth > DEEPEST {
            return;
        }
        if part == "**" {
            self.below(folder, rest, depth);
        } else if !is_wild(part) {
            match self.root.resolve(folder.path(), part) {
                Ok(path) => self.step(&path, rest, depth),
                Err(refused) => self.refused = Some(refused),
            }
            return;
        }
        for entry in self.root.list(folder) {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            let fits = if part == "**" {
                // A link to a folder may lead back.
                entry.is_folder && !is_passed_over(&entry.name)
            } else {
                name_fits(part, &entry.name)
            };
            match entry.path {
                Ok(path) if fits && part == "**" => self.below(&path, parts, depth + 1),
                Ok(path) if fits => self.step(&path, rest, depth),
                Err(refused) if fits => self.refused = Some(refused),
                _ => {}
            }
        }
        // `db/**` names every file below.
        if part == "**" && rest.is_empty() && self.wanted == Wanted::Files {
            let entries = self.root.list(folder).into_iter().filter(|entry| !is_passed_over(&entry.name));
            entries
                .filter_map(|entry| entry.path.ok())
                .filter(Granted::has_file)
                .for_each(|file| self.keep(&file));
        }
    }

    fn step(&mut self, path: &Granted, rest: &[String], depth: usize) {
        if path.has_folder() {
            self.below(path, rest, depth + 1);
        } else if rest.is_empty() && self.wanted == Wanted::Files && path.has_file() {
            self.keep(path);
        }
    }

    fn keep(&mut self, path: &Granted) {
        if self.found.len() < MOST_FILES {
            self.found.insert(path.shown().to_owned(), path.clone());
        }
    }
}
