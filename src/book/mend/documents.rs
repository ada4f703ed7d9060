//! The Markdown files of a book: its chapters, and others beside them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::book::chapter::folder;
use crate::book::inspect::is_chapter;
use crate::book::run::surroundings::Surroundings;
use crate::source::Granted;

/// The documents in the book's folder and in that of its chapters.
pub(super) fn documents(book: &Surroundings) -> Vec<Granted> {
    let Surroundings { session, settings, .. } = book;
    let root = settings.chapters(&session.root);
    let places = [root.folder().to_path_buf(), root.folder().join(&settings.src)];
    let mut documents: Vec<Granted> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for folder in places.iter().filter_map(|place| root.named(place).ok()) {
        for entry in folder::files(&folder, &root) {
            if is_chapter(Path::new(&entry.name)) && known.insert(entry.shown.clone()) {
                documents.extend(entry.path.ok());
            }
        }
    }
    documents
}
