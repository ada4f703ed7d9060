//! What is around a file on the command line: its book, where it lies in one.

use std::path::{Path, PathBuf};

use super::{Session, Settings};
use crate::diagnostic::{Report, Sink, Stage};
use crate::source::Sources;

/// A book's settings and a session in it.
pub struct Surroundings {
    /// A run over the files of the book.
    pub session: Session,
    /// What its book.toml says.
    pub settings: Settings,
    /// Mistakes in the configuration and in the book's templates.
    pub report: Report,
}

impl Surroundings {
    /// The nearest book above `path`; without one, the folder of `path` alone.
    pub fn of(path: &Path) -> Self {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
        Self::at(&book_above(folder).unwrap_or_else(|| folder.to_path_buf()))
    }

    /// The book in a folder.
    pub fn at(folder: &Path) -> Self {
        let mut sources = Sources::new();
        let mut sink = Sink::default();
        let settings = Settings::on_disk(folder, &mut sources, &mut sink);
        let session = Session::new(folder, settings.config.clone(), sources, &mut sink);
        let report = sink.judge(&settings.config.levels, Stage::Final, &[], |_| String::new());
        Self { session, settings, report }
    }

    /// Whether there is a book at all.
    pub fn is_book(&self) -> bool {
        self.settings.file.is_some()
    }

    /// Whether the configuration itself is wrong.
    pub fn fails(&self) -> bool {
        self.settings.config.fails(self.report.worst())
    }
}

/// The nearest folder above that holds a book.toml.
fn book_above(folder: &Path) -> Option<PathBuf> {
    let whole = folder.canonicalize().ok()?;
    let found = whole.ancestors().find(|above| above.join("book.toml").is_file())?;
    // The path as it was given reads better than the whole one, where it names the book.
    if found == whole { Some(folder.to_path_buf()) } else { Some(found.to_path_buf()) }
}
