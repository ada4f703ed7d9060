//! Checks a book, or single designs, without building anything.
//!
//! `CHECKS` lists the rules about a book as a whole. Each has a file here, whose `check` looks at
//! the `BookSubject`. To add a rule, add a file, a line in `CHECKS`, an entry in `rules`, and a
//! page in the guide.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::book::chapter::disk::SummaryError;
use crate::book::run::among::NoVersion;
use crate::book::run::session::{Checked, Session};
use crate::diagnostic::{Cause, Level, Report, Sink, Threshold};
use crate::source::{FileId, Overlay, ReadError, Refused, Root};
use subject::BookSubject;

mod arguments;
mod fences;
mod folder;
mod gone;
mod how;
mod images;
mod in_search;
mod join;
mod known;
mod named;
mod order;
mod outside;
mod part;
mod published;
mod setup;
mod subject;
mod target;
mod told;
mod undrawn;
mod unshown;
mod unwatched;
#[cfg(feature = "cli")]
mod versions;
mod whole;

pub use known::Listed;
pub(crate) use named::load;
pub(in crate::book) use part::is_chapter;
pub use target::Target;
pub use told::{Listener, Told};
#[cfg(feature = "cli")]
pub(crate) use versions::{VersionRow, every_version, versions_of};

/// Reports what one rule finds in a book.
type Check = fn(&BookSubject<'_>, &mut Sink);

const CHECKS: [Check; 10] = [
    arguments::check,
    unshown::check,
    published::check,
    order::check,
    images::check,
    unwatched::check,
    setup::check,
    outside::check,
    undrawn::check,
    in_search::check,
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
    /// The lists of known findings.
    listed: Vec<known::Listed>,
    /// What fails in each book, and the worst that was found in it.
    books: Vec<(Threshold, Level)>,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InspectError {
    /// A file that was named cannot be read.
    #[error("the {} `{path}` cannot be read: {source}", kind(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// No design has the name that was given.
    #[error("there is no design `{name}`{}", near.as_ref().map_or_else(|| "; name its file, its folder of versions, or its id in this book".to_owned(), |near| format!("; did you mean `{near}`?")))]
    UnknownName {
        /// The name.
        name: String,
        /// The id that is most like it.
        near: Option<String>,
    },
    /// A file that was named leads out of the book.
    #[error("the {} `{path}` is not read: {source}", kind(path))]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refused,
    },
    /// There is no book where one was looked for.
    #[error("there is no book in `{}`: {}", folder.display(), no_book(below))]
    NoBook {
        /// The folder.
        folder: PathBuf,
        /// The books below it.
        below: Vec<PathBuf>,
    },
    /// A chapter that was named is in no book.
    #[error("`{}` is not a chapter of a book: no folder above it has a book.toml", .0.display())]
    NoBookAround(PathBuf),
    /// A document that was named is not among the chapters.
    #[error("`{}` is not a chapter: those of its book are in `{src}`", path.display())]
    NotAChapter {
        /// The file.
        path: PathBuf,
        /// The folder of the chapters.
        src: String,
    },
    /// What should be a design is something else.
    #[error("`{}` is not a design but {what}; {help}", path.display())]
    NotADesign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
        /// What to type.
        help: &'static str,
    },
    /// A folder that was named holds nothing to check.
    #[error("there is nothing to check in `{}`: it has no design, no chapter and no book", .0.display())]
    NothingBelow(PathBuf),
    /// No version of a series is the one that was named.
    #[error(transparent)]
    NoVersion(#[from] NoVersion),
    /// What follows the `@` is not a version.
    #[error("`{wanted}` in `{}` is not a version requirement: {why}; write it as in `@^1.2`, or `@next` or `@implemented`", path.display())]
    BadVersion {
        /// What was named.
        path: PathBuf,
        /// What follows the `@`.
        wanted: String,
        /// Why.
        why: String,
    },
    /// The file is another version than the one that was named.
    #[error("the design `{}` {why}", path.display())]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// What it is.
        why: String,
    },
    /// The list of known findings that was named cannot be read.
    #[error("the list of known findings `{}` cannot be read: {why}", path.display())]
    NoBaseline {
        /// The list.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The book's chapters cannot be read.
    #[error(transparent)]
    Summary(#[from] SummaryError),
}

/// What a path is taken for.
fn kind(path: &Path) -> &'static str {
    if is_chapter(path) { "chapter" } else { "design" }
}

/// What to do where there is no book.
fn no_book(below: &[PathBuf]) -> String {
    match below {
        [] => "no book.toml is in it or above it; name a book's folder, or design files".to_owned(),
        [first, ..] => format!("did you mean `{}`?", first.display()),
    }
}

impl Inspection {
    /// Why the run fails: the first book says so that does under its own `fail-on`.
    pub fn cause(&self, deny_warnings: bool) -> Option<Cause> {
        let mut books = self.books.iter();
        books.find_map(|&(threshold, worst)| Threshold { deny_warnings, ..threshold }.cause(worst))
    }
}

/// Checks a book: its configuration, its chapters' directives, every design that they show and
/// every design in its folder.
///
/// # Errors
/// When the folder does not contain a book, or its summary cannot be read.
pub fn book(root: &Path) -> Result<Inspection, InspectError> {
    Target::book(root).inspect(&Overlay::default())
}

/// Checks single designs, under the configuration of the nearest book above the first of them. Of
/// several those that cannot be read are [`unread`](Inspection::unread).
///
/// # Errors
/// When there is but one, and it cannot be read.
pub fn files(paths: &[PathBuf]) -> Result<Inspection, InspectError> {
    Target::files(paths.iter().cloned()).inspect(&Overlay::default())
}

/// Checks all designs that are open, as those of a whole book or by themselves.
fn check(session: &Session, is_book: bool, listener: Option<&mut Listener<'_>>) -> IndexMap<FileId, Checked> {
    let Some(listener) = listener else {
        return if is_book { session.check_book() } else { session.check() };
    };
    session.check_and_tell(is_book, &mut told::telling(listener))
}

fn finish(session: Session, mut report: Report, checked: IndexMap<FileId, Checked>) -> Inspection {
    report.sort(&session.sources);
    session.mark_changed(&mut report);
    let mut designs: Vec<(FileId, Checked)> = checked.into_iter().collect();
    designs.sort_by(|(a, _), (b, _)| session.sources.get(*a).path().cmp(session.sources.get(*b).path()));
    let root = session.root.clone();
    let books = vec![(session.config.threshold(), report.worst())];
    Inspection { session, report, designs, root, unread: Vec::new(), listed: Vec::new(), books }
}
