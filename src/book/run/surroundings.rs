//! The book around a file that is named on the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::session::Session;
use crate::book::chapter::folder;
use crate::book::config::{BOOK, Settings};
use crate::diagnostic::{Report, Sink, Stage};
use crate::source::{Granted, Refused, Root, Sources};

/// A book's settings and a session in it.
pub struct Surroundings {
    /// A session for the files of the book.
    pub session: Session,
    /// What book.toml says.
    pub settings: Settings,
    /// Mistakes in the configuration and in the book's templates.
    pub report: Report,
}

impl Surroundings {
    /// The nearest book above `path`; without one, the folder of `path` alone.
    pub fn of(path: &Path) -> Self {
        Self::of_with(path, Sources::new()).named_from_here()
    }

    /// The book in a folder.
    pub fn at(folder: &Path) -> Self {
        Self::at_with(folder, Sources::new()).named_from_here()
    }

    fn named_from_here(mut self) -> Self {
        self.session.sources.name_from_here();
        self
    }

    /// The nearest book above `path`, read through `sources`.
    pub(crate) fn of_with(path: &Path, sources: Sources) -> Self {
        let (book, folder) = Root::above(sources.files(), path, BOOK);
        Self::at_with(&book.unwrap_or(folder), sources)
    }

    /// The book in a folder, read through `sources`.
    pub(in crate::book) fn at_with(folder: &Path, mut sources: Sources) -> Self {
        let mut sink = Sink::default();
        let settings = Settings::on_disk(folder, &mut sources, &mut sink);
        let session = Session::new(folder, settings.config.clone(), sources, &mut sink);
        let report = sink.judge(&settings.config.levels, Stage::Final, &[], |_| String::new());
        Self { session, settings, report }
    }

    /// The folder for new designs: in a book, the designs folder; elsewhere, the folder itself.
    ///
    /// # Errors
    /// When the designs folder is outside the book; with its name.
    pub fn designs(&self) -> Result<PathBuf, (PathBuf, Refused)> {
        let granted = self.designs_folder();
        granted
            .map(|granted| granted.path().to_path_buf())
            .map_err(|refused| (PathBuf::from(self.designs_name()), refused))
    }

    /// Whether the folder of the designs still has to be made.
    pub fn lacks_designs(&self) -> bool {
        self.designs_folder().is_ok_and(|folder| !folder.has_anything())
    }

    fn designs_folder(&self) -> Result<Granted, Refused> {
        let root = &self.session.root;
        root.resolve(root.folder(), self.designs_name())
    }

    fn designs_name(&self) -> &str {
        if self.is_book() { self.session.config.designs.as_str() } else { "." }
    }

    /// The ids of the designs in the designs folder, each with its file. Files that cannot be read
    /// have none.
    pub fn ids(&mut self) -> BTreeMap<String, String> {
        let session = &mut self.session;
        for entry in folder::designs(&session.config, &session.root) {
            if let Some(file) = entry.path.ok().and_then(|granted| session.sources.load(&granted).ok()) {
                session.open(file);
            }
        }
        let ids = session
            .designs()
            .map(|(file, design)| (design.id.clone(), session.sources.get(file).path().to_owned()));
        ids.collect()
    }

    /// Whether there is a book.
    pub fn is_book(&self) -> bool {
        self.settings.file.is_some()
    }

    /// Whether a finding about the configuration fails.
    pub fn fails(&self) -> bool {
        self.settings.config.fails(self.report.worst())
    }
}
