//! Checking a book, or single designs, without building anything.
//!
//! One file a rule of the book as a whole; each gets what was read and adds its findings.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::disk::{self, SummaryError};
use super::page::{self, Page};
use super::session::{Checked, Session};
use super::surroundings::Surroundings;
use super::{expand, resolve, wanted};
use crate::diagnostic::{Level, Report, Sink};
use crate::source::{FileId, Overlay, ReadError, Refused, Root, Sources};

mod folder;
mod images;
mod order;
mod published;
mod undrawn;
mod unshown;

/// What a check found.
pub struct Inspection {
    /// The run, with the texts that findings point into.
    pub session: Session,
    /// What was found.
    pub report: Report,
    /// The designs, in the order of their paths.
    pub designs: Vec<(FileId, Checked)>,
    /// The folders that hold what may be changed: the book's, and the chapters' where it lies elsewhere.
    pub root: Root,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
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
    /// A folder that was named is no book.
    #[error("there is no book in `{0}`: it has no book.toml; name a book's folder, or design files")]
    NoBook(PathBuf),
    /// The book's chapters cannot be read.
    #[error(transparent)]
    Summary(#[from] SummaryError),
}

impl Inspection {
    /// Whether something fails, under the book's `fail-on`.
    pub fn fails(&self) -> bool {
        self.session.config.fails(self.report.worst())
    }
}

/// Checks a book: its configuration, its chapters' directives, every design that they show and
/// every design in its folder.
///
/// # Errors
/// When the folder holds no book, or its summary cannot be read.
pub fn book(root: &Path) -> Result<Inspection, InspectError> {
    book_with(root, Sources::new())
}

/// Checks single designs, under the configuration of the nearest book above the first of them.
///
/// # Errors
/// When one of them cannot be read.
pub fn files(paths: &[PathBuf]) -> Result<Inspection, InspectError> {
    files_with(paths, Sources::new())
}

/// What is checked.
#[derive(Clone, Debug)]
pub enum Target {
    /// The book in a folder.
    Book(PathBuf),
    /// Single designs.
    Files(Vec<PathBuf>),
}

impl Target {
    /// Checks it as it would be with what the overlay says.
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
    session.see_whole_book();

    settings.check_designs(&session.root, &mut sink);
    let chapters = match disk::chapters(&session.root, &settings, &mut session.sources, &mut sink) {
        Ok(chapters) => chapters,
        // A book.toml that is wrong may name another folder than the one that was looked in.
        Err(_) if configuration.worst() == Level::Deny => {
            return Ok(finish(session, configuration, IndexMap::new()));
        }
        Err(error) => return Err(error.into()),
    };
    let pages = page::find_read(chapters, &settings, &mut session, &mut sink);
    let shown: Vec<Vec<Option<FileId>>> =
        pages.iter().map(|page| resolve::open(page, &mut session, &mut sink)).collect();
    folder::open(&settings, &mut session, &mut sink);

    let mut checked = session.check();
    wanted::check_arguments(&session, &pages, &shown, &checked, &mut sink);
    order::check(&settings, &session, &mut sink);
    unshown::check(&checked, &shown, &session, &mut sink);
    published::check(&checked, &settings, &session, &mut sink);
    undrawn::check(&shown, &checked, &settings, &session, &mut sink);
    images::check(&pages, &shown, &checked, &settings, &session, &mut sink);

    let mut report = expand::report(&session, &pages, &shown, &mut checked, sink);
    report.append(configuration);
    let root = settings.chapters(&session.root);
    Ok(Inspection { root, ..finish(session, report, checked) })
}

fn files_with(paths: &[PathBuf], sources: Sources) -> Result<Inspection, InspectError> {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let Surroundings { mut session, settings: _, report: configuration } =
        Surroundings::of_with(first, sources);
    for path in paths {
        load(path, &mut session)?;
    }
    let mut checked = session.check();
    let no_pages: &[Page] = &[];
    let mut report = expand::report(&session, no_pages, &[], &mut checked, Sink::default());
    report.append(configuration);
    Ok(finish(session, report, checked))
}

/// Opens a design that was named on the command line.
pub(super) fn load(path: &Path, session: &mut Session) -> Result<FileId, InspectError> {
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
    Inspection { session, report, designs, root }
}
