//! Which design of a revision became which design of today.

use std::collections::{HashMap, HashSet};

use semver::Version;

use crate::design::Design;
use crate::source::FileId;

/// What is known of a file with a design.
pub(super) struct Known<'d> {
    pub(super) file: FileId,
    /// The path as rules know it.
    pub(super) path: &'d str,
    pub(super) text: &'d str,
    /// The design; none if the file is not TOML.
    pub(super) design: Option<&'d Design>,
    /// The number of a version of a series, by the name of its file.
    pub(super) number: Option<&'d Version>,
    /// Whether it is the version of its series that holds.
    pub(super) holds: bool,
}

/// The pairs, by the file of today. A path is what a file is known by; one that was moved is known by its id
/// and version, by its text, or by its title. A file that became a series is the version with its number, or
/// the one that holds.
pub(super) fn pair(before: &[Known<'_>], now: &[Known<'_>]) -> HashMap<FileId, FileId> {
    let mut pairs = Pairs::default();
    let by_path: HashMap<&str, &Known<'_>> = now.iter().map(|new| (new.path, new)).collect();
    for old in before {
        if let Some(new) = by_path.get(old.path) {
            pairs.add(old, new);
        }
    }
    let rules: [fn(&Known<'_>, &Known<'_>) -> bool; 4] = [
        |old, new| is_of(old, new) && old.version() == new.version(),
        |old, new| old.text == new.text,
        |old, new| {
            old.number.is_none() && new.number.is_none() && (is_of(old, new) || old.title() == new.title())
        },
        |old, new| old.number.is_none() && new.holds && is_of(old, new),
    ];
    for is_same in rules {
        pairs.extend(before, now, is_same);
    }
    pairs.by_new
}

/// Whether a design has the id of another one, or says that it had it.
fn is_of(old: &Known<'_>, new: &Known<'_>) -> bool {
    old.design.zip(new.design).is_some_and(|(old, new)| {
        old.id == new.id || new.meta.was.iter().any(|former| former.value == old.id)
    })
}

#[derive(Default)]
struct Pairs {
    by_new: HashMap<FileId, FileId>,
    taken: HashSet<FileId>,
}

impl Pairs {
    fn add(&mut self, old: &Known<'_>, new: &Known<'_>) {
        self.by_new.insert(new.file, old.file);
        self.taken.insert(old.file);
    }

    /// Adds what only one of those that are left can be.
    fn extend(
        &mut self,
        before: &[Known<'_>],
        now: &[Known<'_>],
        is_same: fn(&Known<'_>, &Known<'_>) -> bool,
    ) {
        let left_before: Vec<&Known<'_>> =
            before.iter().filter(|old| !self.taken.contains(&old.file)).collect();
        let left_now: Vec<&Known<'_>> =
            now.iter().filter(|new| !self.by_new.contains_key(&new.file)).collect();
        for old in &left_before {
            let mut those = left_now.iter().filter(|new| is_same(old, new));
            let (Some(new), None) = (those.next(), those.next()) else { continue };
            let is_only = left_before.iter().filter(|other| is_same(other, new)).count() == 1;
            if is_only {
                self.add(old, new);
            }
        }
    }
}

impl Known<'_> {
    fn version(&self) -> Option<&Version> {
        self.number.or(self.design?.meta.version.semver.as_ref())
    }

    fn title(&self) -> Option<&str> {
        Some(self.design?.meta.title.value.as_str())
    }
}
