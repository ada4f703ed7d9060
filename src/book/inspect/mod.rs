//! Checks a book, or single designs, without building anything.
//!
//! `CHECKS` lists the rules about a book as a whole. Each has a file here, whose `check` looks at
//! the `BookSubject`. To add a rule, add a file, a line in `CHECKS`, an entry in `rules`, and a
//! page in the guide.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::book::chapter::disk::{self, SummaryError};
use crate::book::chapter::{outside as unlisted, page};
use crate::book::run::session::{Checked, Session};
use crate::book::run::surroundings::Surroundings;
use crate::book::run::{expand, resolve};
use crate::diagnostic::{Level, Report, Sink};
use crate::source::{FileId, Overlay, ReadError, Refused, Root, Sources};
use subject::BookSubject;

mod arguments;
mod folder;
mod images;
mod order;
mod outside;
mod published;
mod setup;
mod subject;
mod undrawn;
mod unshown;
mod unwatched;

/// Reports what one rule finds in a book.
type Check = fn(&BookSubject<'_>, &mut Sink);

const CHECKS: [Check; 9] = [
    arguments::check,
    unshown::check,
    published::check,
    order::check,
    images::check,
    unwatched::check,
    setup::check,
    outside::check,
    undrawn::check,
];

/// The result of a check.
#[non_exhaustive]
pub struct Inspection {
    /// The session, with the texts that findings point into.
    pub session: Session,
    /// The findings.
    pub report: Report,
    /// The designs, sorted by path.
    pub designs: Vec<(FileId, Checked)>,
    /// The folders that contain what may be changed: the book's, and the chapters' if that is
    /// elsewhere.
    pub root: Root,
    /// Files that were named and could not be read; the others were checked.
    pub unread: Vec<InspectError>,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// A file that was named cannot be read.
    #[error("the design `{path}` cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// A file that was named leads out of the book.
    #[error("the design `{path}` is not read: {source}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refused,
    },
    /// A folder that was named does not contain a book.
    #[error("there is no book in `{0}`: it has no book.toml; name a book's folder, or design files")]
    NoBook(PathBuf),
    /// The book's chapters cannot be read.
    #[error(transparent)]
    Summary(#[from] SummaryError),
}

/// Checks a book: its configuration, the directives in its chapters, every design that they show
/// and every design in the designs folder.
///
/// # Errors
/// When the folder does not contain a book, or its summary cannot be read.
pub fn book(root: &Path) -> Result<Inspection, InspectError> {
    book_with(root, Sources::new())
}

/// Checks single designs, under the configuration of the nearest book above the first of them. Of
/// several those that cannot be read are [`unread`](Inspection::unread).
///
/// # Errors
/// When there is but one, and it cannot be read.
pub fn files(paths: &[PathBuf]) -> Result<Inspection, InspectError> {
    files_with(paths, Sources::new())
}

/// What to check.
#[derive(Clone, Debug)]
pub enum Target {
    /// The book in a folder.
    Book(PathBuf),
    /// Single designs.
    Files(Vec<PathBuf>),
}

impl Target {
    /// Checks the target as if the texts of the overlay were on disk.
    ///
    /// # Errors
    /// When the book or one of the files cannot be read.
    pub fn inspect(&self, overlay: &Overlay) -> Result<Inspection, InspectError> {
        let sources = Sources::over(overlay.clone());
        match self {
            Self::Book(folder) => book_with(folder, sources),
            Self::Files(paths) => files_with(paths, sources),
        }
    }
}

fn book_with(root: &Path, sources: Sources) -> Result<Inspection, InspectError> {
    let surroundings = Surroundings::at_with(root, sources);
    if !surroundings.is_book() {
        return Err(InspectError::NoBook(root.to_path_buf()));
    }
    let Surroundings { mut session, settings, report: configuration } = surroundings;
    let mut sink = Sink::default();

    settings.check_designs(&session.root, &mut sink);
    let chapters = match disk::chapters(&session.root, &settings, &mut session.sources, &mut sink) {
        Ok(chapters) => chapters,
        // A book.toml with mistakes may mean another folder than the one that was read.
        Err(_) if configuration.worst() == Level::Deny => {
            return Ok(finish(session, configuration, IndexMap::new()));
        }
        Err(error) => return Err(error.into()),
    };
    let mut pages = page::find_read(chapters, &settings, &session.root, &mut session.sources, &mut sink);
    for page in &mut pages {
        resolve::open(page, &mut session, &mut sink);
    }
    folder::open(&mut session, &mut sink);
    let outside = unlisted::find(&settings, &session.root, &mut session.sources);

    let checked = session.check_book();
    let subject = BookSubject::new(&settings, &session, &pages, &checked, &outside);
    for check in CHECKS {
        check(&subject, &mut sink);
    }

    let mut report = expand::report(&session, &pages, &checked, sink);
    report.append(configuration);
    let root = settings.chapters(&session.root);
    Ok(Inspection { root, ..finish(session, report, checked) })
}

fn files_with(paths: &[PathBuf], sources: Sources) -> Result<Inspection, InspectError> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let Surroundings { mut session, settings: _, report: configuration } =
        Surroundings::of_with(first, sources);
    let mut unread: Vec<_> = paths.iter().filter_map(|path| load(path, &mut session).err()).collect();
    if paths.len() == 1
        && let Some(error) = unread.pop()
    {
        return Err(error);
    }
    let checked = session.check();
    let mut report = expand::report(&session, &[], &checked, Sink::default());
    report.append(configuration);
    Ok(Inspection { unread, ..finish(session, report, checked) })
}

/// Opens a design that was named on the command line.
pub(in crate::book) fn load(path: &Path, session: &mut Session) -> Result<FileId, InspectError> {
    let granted = session.root.named(path);
    let granted = granted.map_err(|source| InspectError::Refused { path: path.to_path_buf(), source })?;
    let file = session.sources.load(&granted);
    let file = file.map_err(|source| InspectError::Unreadable { path: path.to_path_buf(), source })?;
    session.open(file);
    Ok(file)
}

fn finish(session: Session, mut report: Report, checked: IndexMap<FileId, Checked>) -> Inspection {
    report.sort(&session.sources);
    let mut designs: Vec<(FileId, Checked)> = checked.into_iter().collect();
    designs.sort_by(|(a, _), (b, _)| session.sources.get(*a).path().cmp(session.sources.get(*b).path()));
    let root = session.root.clone();
    Inspection { session, report, designs, root, unread: Vec::new() }
}
