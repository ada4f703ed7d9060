//! Changes of files, to be shown or written.

use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use crate::diagnostic::{counted, printable};
use crate::source::{Root, WriteError, Writes};

/// The lines of a diff that is shown in full: book.toml and SUMMARY.md need about half of them each.
const LONGEST_DIFF: usize = 16;

/// Changes of files, in the order in which they are shown and written.
#[derive(Clone, Debug)]
pub struct Plan {
    root: Root,
    /// The files that change.
    pub changes: Vec<Change>,
    /// Files that are copied, with their bytes; they are written first.
    pub copies: Vec<(PathBuf, Vec<u8>)>,
}

/// One file before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// The text now; `None` if the file does not exist.
    pub before: Option<String>,
    /// The text after the change.
    pub after: String,
    /// Whether the file must not exist even if it has the same text already.
    pub only_new: bool,
    /// The file that moves here, whose text is `before`.
    pub from: Option<PathBuf>,
}

impl Plan {
    /// An empty plan. Changes outside the root are refused.
    pub(super) fn within(root: Root) -> Self {
        Self { root, changes: Vec::new(), copies: Vec::new() }
    }

    /// The change of one file.
    pub(crate) fn of(root: Root, path: PathBuf, before: Option<String>, after: String) -> Self {
        let mut plan = Self::within(root);
        plan.add(path, before, after);
        plan
    }

    /// Adds a change, unless the text stays the same.
    pub(super) fn add(&mut self, path: PathBuf, before: Option<String>, after: String) {
        if before.as_deref() != Some(&after) {
            self.changes.push(Change { path, before, after, only_new: false, from: None });
        }
    }

    /// A plan that only copies files.
    pub(crate) fn of_copies(root: Root, copies: Vec<(PathBuf, Vec<u8>)>) -> Self {
        Self { copies, ..Self::within(root) }
    }

    /// Moves a file to a path where nothing may be, and changes its text.
    pub(super) fn move_file(&mut self, from: PathBuf, path: PathBuf, before: String, after: String) {
        let (before, from) = (Some(before), Some(from));
        self.changes.push(Change { path, before, after, only_new: true, from });
    }

    /// Adds a file that must not exist when it is written, whatever its text.
    pub(super) fn make(&mut self, path: PathBuf, after: String) {
        self.changes.push(Change { path, before: None, after, only_new: true, from: None });
    }

    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.copies.is_empty()
    }

    /// Whether a design is added.
    pub fn adds_design(&self) -> bool {
        self.changes.iter().any(|change| change.only_new)
    }

    /// What would change, at most a screen of it: new files by their names, then edits as a unified
    /// diff. Paths are relative to `folder`.
    pub fn preview(&self, folder: &Path) -> String {
        let (edits, new): (Vec<&Change>, Vec<&Change>) =
            self.changes.iter().partition(|change| change.before.is_some());
        let new = new.into_iter().map(|change| change.announcement(folder));
        new.chain(edits.into_iter().map(|change| change.edit(folder))).collect()
    }

    /// Writes the files: all of them, or none.
    ///
    /// # Errors
    /// When a file changed since the plan was made, or cannot be written.
    pub fn apply(&self) -> Result<(), WriteError> {
        let mut writes = Writes::within(&self.root);
        for (path, bytes) in &self.copies {
            writes.copy(path, bytes);
        }
        for change in &self.changes {
            if change.only_new {
                writes.make(&change.path, &change.after);
            } else {
                writes.change(&change.path, change.before.as_deref(), &change.after);
            }
        }
        // A file that moves is in its new place before it leaves the old one.
        for change in &self.changes {
            if let Some((from, before)) = change.from.as_ref().zip(change.before.as_deref()) {
                writes.remove(from, before);
            }
        }
        writes.commit()
    }
}

impl Change {
    /// What was done, in a line: `Created: designs/a.toml`.
    pub fn told(&self) -> String {
        let path = self.path.display();
        match &self.from {
            Some(from) => format!("Moved: {} to {path}", from.display()),
            None if self.before.is_some() => format!("Changed: {path}"),
            None => format!("Created: {path}"),
        }
    }

    /// A line about a new file, with its path relative to `folder`.
    fn announcement(&self, folder: &Path) -> String {
        let lines = counted(self.after.lines().count(), "line");
        format!("New file: {} ({lines})\n", self.shown(folder))
    }

    /// The change as a unified diff, with its path relative to `folder`.
    pub fn diff(&self, folder: &Path) -> String {
        let shown = crate::source::relative(folder, &self.path);
        let old = match (&self.from, &self.before) {
            (Some(from), _) => format!("a/{}", crate::source::relative(folder, from)),
            (None, Some(_)) => format!("a/{shown}"),
            (None, None) => "/dev/null".to_owned(),
        };
        let before = self.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &self.after);
        diff.unified_diff().header(&old, &format!("b/{shown}")).to_string()
    }

    /// An edit as a diff. Of a file that changes as a whole, such as a schema of another version, only
    /// the lines are counted.
    fn edit(&self, folder: &Path) -> String {
        let moved = match &self.from {
            Some(from) => {
                let from = printable(&crate::source::relative(folder, from)).into_owned();
                format!("Moved file: {from} to {}\n", self.shown(folder))
            }
            None => String::new(),
        };
        let text = self.diff(folder);
        if text.lines().count() <= LONGEST_DIFF {
            return moved + &text;
        }
        let before = self.before.as_deref().unwrap_or_default();
        let diff = TextDiff::from_lines(before, &self.after);
        let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
        let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        moved
            + &format!(
                "Changed file: {} ({} added, {removed} removed)\n",
                self.shown(folder),
                counted(added, "line")
            )
    }

    fn shown(&self, folder: &Path) -> String {
        printable(&crate::source::relative(folder, &self.path)).into_owned()
    }
}
