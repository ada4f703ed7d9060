//! Opens the designs of a book as they were at a revision.

use std::sync::Arc;

use super::resolve;
use super::session::Session;
use super::surroundings::Surroundings;
use crate::book::chapter::{disk, folder, page};
use crate::diagnostic::Sink;
use crate::source::{FileId, Files, Granted, Revision};

/// Holds the designs that are open against what they were at a revision: all that the book had in its folder
/// of designs or showed, under the book.toml and with the templates of that time. What was wrong then is not
/// reported. `is_all` says whether all designs of the book are open.
pub(in crate::book) fn open(session: &mut Session, revision: &Arc<Revision>, is_all: bool) {
    let folder = session.root.real().to_path_buf();
    let today: Vec<_> = session.files().map(|file| session.sources.get(file).location().to_owned()).collect();
    let name = revision.name().to_owned();
    let sources = std::mem::take(&mut session.sources);
    let Surroundings { session: mut old, settings, .. } =
        Surroundings::at_with(&folder, sources.reading(Files::Revision(Arc::clone(revision))));
    let sink = &mut Sink::default();
    if let Ok(listed) = disk::chapters(&old.root, &settings, &mut old.sources, sink) {
        let mut pages = page::find_read(listed.chapters, &settings, &old.root, &mut old.sources, sink);
        for page in &mut pages {
            resolve::open(page, &mut old, sink);
        }
    }
    let entries = folder::designs(&old.config, &old.root);
    let in_folder = folder::without_data(&entries).filter_map(|entry| entry.path.clone().ok());
    let named = today.iter().filter_map(|path| old.root.named(path).ok()).filter(Granted::has_file);
    let files: Vec<_> = in_folder.chain(named).collect();
    let read: Vec<FileId> = files.iter().filter_map(|file| old.sources.load(file).ok()).collect();
    for file in read {
        old.open(file);
    }
    let snapshots = folder::snapshots(&old.config, &old.root).into_iter().filter_map(|entry| entry.path.ok());
    for granted in snapshots {
        if let Ok(file) = old.sources.load(&granted) {
            old.open_snapshot(file);
        }
    }
    session.hold_against(name, old, is_all);
}
