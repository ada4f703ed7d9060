//! Which book a document belongs to, and what is known of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crossbeam_channel::Receiver;
use indexmap::IndexMap;

use super::buffers::{Buffers, Replaced};
use super::pass::Pass;
use super::worker::{Done, Job, Worker};
use crate::book::inspect::Target;
use crate::book::{BOOK, folder};
use crate::source::{Files, Root};

/// The books with open documents, and the open designs that are in none.
pub(super) struct Books {
    worker: Worker,
    by_key: IndexMap<PathBuf, Book>,
}

/// A book, or a design alone.
#[derive(Default)]
struct Book {
    /// Whether it is a book, not a design alone.
    is_whole: bool,
    /// Counts the changes.
    state: u64,
    /// The state that a check was asked for.
    asked: u64,
    /// The last state that an answer came for.
    answered: u64,
    /// Open designs that are outside the folder of the designs.
    named: BTreeSet<PathBuf>,
    /// What was found the last time.
    pass: Option<Pass>,
    /// Why the book itself could not be checked.
    error: Option<String>,
}

impl Books {
    /// No book yet.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self { worker: Worker::start()?, by_key: IndexMap::new() })
    }

    /// Where finished checks arrive.
    pub(super) fn done(&self) -> &Receiver<Done> {
        self.worker.done()
    }

    /// Notes that a document was opened. If it is as it was read, nothing has to be checked.
    pub(super) fn open(&mut self, path: &Path, buffers: &Buffers) {
        let text = buffers.get(path).map(|buffer| &*buffer.text).unwrap_or_default();
        if self.pass(path, buffers).is_none_or(|pass| !pass.has(path, text)) {
            self.touch(path, buffers);
        }
    }

    /// Notes that a document is another one than before. Returns whether it concerns a book.
    pub(super) fn touch(&mut self, path: &Path, buffers: &Buffers) -> bool {
        let Some((key, is_book)) = place_of(path, buffers) else { return false };
        let book = self.by_key.entry(key).or_default();
        book.is_whole = is_book;
        book.state += 1;
        true
    }

    /// Notes that files on the disk may have changed.
    pub(super) fn touch_all(&mut self) {
        self.by_key.values_mut().for_each(|book| book.state += 1);
    }

    /// Notes a change of a document. Returns whether what is known of it is of the new text.
    pub(super) fn change(&mut self, path: &Path, buffers: &Buffers, replaced: &[Replaced]) -> bool {
        if !self.touch(path, buffers) {
            return false;
        }
        let Some(text) = buffers.get(path).map(|buffer| &buffer.text) else { return false };
        let mut is_known = false;
        for book in self.by_key.values_mut() {
            let Some(pass) = &mut book.pass else { continue };
            if let Some(file) = pass.file(path) {
                is_known |= pass.replace(file, text, replaced);
            }
        }
        is_known
    }

    /// Asks for the checks that are due.
    pub(super) fn ask(&mut self, buffers: &Buffers) {
        for (key, book) in &mut self.by_key {
            if book.asked == book.state {
                continue;
            }
            book.asked = book.state;
            let targets = book.targets(key, buffers);
            self.worker.ask(Job { key: key.clone(), state: book.state, targets, overlay: buffers.overlay() });
        }
    }

    /// Takes what a check found. Returns whether it is news: what was found in a text that has changed since is
    /// not, because a newer check is on its way.
    pub(super) fn take(&mut self, done: Done, buffers: &Buffers) -> Option<PathBuf> {
        let book = self.by_key.get_mut(&done.key)?;
        book.answered = book.answered.max(done.state);
        let is_stale = done.state < book.state;
        if is_stale && book.pass.is_some() {
            return None;
        }
        book.error = done.error;
        match done.inspection {
            Some(inspection) => {
                let mut pass = Pass::new(inspection, book.is_whole);
                pass.catch_up(buffers);
                book.pass = Some(pass);
            }
            None => book.pass = None,
        }
        if book.name_others(&done.key, buffers) {
            self.ask(buffers);
        }
        Some(done.key)
    }

    /// Forgets the books without open documents.
    pub(super) fn forget(&mut self, buffers: &Buffers) {
        let keys: BTreeSet<PathBuf> =
            buffers.iter().filter_map(|(path, _)| Some(place_of(path, buffers)?.0)).collect();
        self.by_key.retain(|key, _| keys.contains(key));
    }

    /// What is known of the book of a document.
    pub(super) fn pass(&self, path: &Path, buffers: &Buffers) -> Option<&Pass> {
        self.by_key.get(&place_of(path, buffers)?.0)?.pass.as_ref()
    }

    /// The key of the book of a document.
    pub(super) fn key(path: &Path, buffers: &Buffers) -> Option<PathBuf> {
        Some(place_of(path, buffers)?.0)
    }

    /// What is known of every book.
    pub(super) fn passes(&self) -> impl Iterator<Item = &Pass> {
        self.by_key.values().filter_map(|book| book.pass.as_ref())
    }

    /// Why the book of a document could not be checked.
    pub(super) fn error(&self, path: &Path, buffers: &Buffers) -> Option<&str> {
        self.by_key.get(&place_of(path, buffers)?.0)?.error.as_deref()
    }

    /// Whether everything is known about the book of a document, as it is now.
    pub(super) fn is_settled(&self, path: &Path, buffers: &Buffers) -> bool {
        let book = place_of(path, buffers).and_then(|(key, _)| self.by_key.get(&key));
        book.is_none_or(|book| book.answered == book.state)
    }
}

impl Book {
    /// What is checked: the book and, if its chapters cannot be read, the open designs in it.
    fn targets(&self, key: &Path, buffers: &Buffers) -> Vec<Target> {
        if !self.is_whole {
            return vec![Target::files([key.to_path_buf()])];
        }
        let named: Vec<PathBuf> =
            std::iter::once(key.to_path_buf()).chain(self.named.iter().cloned()).collect();
        let mut targets = Target::named(&named).unwrap_or_default();
        let is_design =
            |path: &Path| is_toml(path) && !is_book_toml(path) && book_of(path).as_deref() == Some(key);
        let designs: Vec<PathBuf> =
            buffers.iter().map(|(path, _)| path.to_path_buf()).filter(|path| is_design(path)).collect();
        if !designs.is_empty() {
            targets.push(Target::files(designs));
        }
        targets
    }

    /// Names the open designs that nobody knows: they are in the book, but outside the folder of its designs.
    /// Returns whether there are new ones.
    fn name_others(&mut self, key: &Path, buffers: &Buffers) -> bool {
        let Some(pass) = self.pass.as_ref().filter(|_| self.is_whole) else { return false };
        let config = &pass.session().config;
        let named = buffers.iter().filter(|(path, buffer)| {
            is_toml(path)
                && !is_book_toml(path)
                && book_of(path).as_deref() == Some(key)
                && looks_like_a_design(&buffer.text)
                && !folder::is_excluded(&pass.session().root.shown(path), config)
                && pass
                    .file(path)
                    .is_none_or(|file| self.named.contains(*path) || pass.checked(file).is_none())
        });
        let named: BTreeSet<PathBuf> = named.map(|(path, _)| path.to_path_buf()).collect();
        let is_new = !named.is_subset(&self.named);
        if is_new {
            self.state += 1;
        }
        self.named = named;
        is_new
    }
}

/// The book that a document is in, or the document itself if it is a design that is in none.
fn place_of(path: &Path, buffers: &Buffers) -> Option<(PathBuf, bool)> {
    if let Some(book) = book_of(path) {
        return Some((book, true));
    }
    let is_design =
        is_toml(path) && buffers.get(path).is_some_and(|buffer| looks_like_a_design(&buffer.text));
    is_design.then(|| (path.to_path_buf(), false))
}

fn book_of(path: &Path) -> Option<PathBuf> {
    Root::above(&Files::Disk, path, BOOK).0
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn is_book_toml(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == BOOK)
}

/// Whether the text of a TOML file says that it is a design: other programs have files in TOML, too.
fn looks_like_a_design(text: &str) -> bool {
    text.lines().any(|line| {
        let line: String = line.split_whitespace().collect();
        line.starts_with("[design]") || line.starts_with("template=") && line.contains('@')
    })
}
