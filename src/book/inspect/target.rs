//! From the paths that a person names to books, and parts of books.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::how::How;
use super::named::Named;
use super::{InspectError, Inspection, Listener, part, whole};
use crate::book::chapter::folder;
use crate::book::config::BOOK;
use crate::source::{Files, GitError, Overlay, Repository, Revision, Root, Sources};

/// What is checked in one go: a book, or files of one book, or files that are in none.
#[derive(Clone, Debug, Default)]
pub struct Target {
    book: Option<PathBuf>,
    files: Vec<Named>,
    baseline: Option<PathBuf>,
    project: Option<PathBuf>,
    /// The revision that designs are held against.
    against: Option<Arc<Revision>>,
}

impl Target {
    /// The book in a folder.
    pub fn book(folder: impl Into<PathBuf>) -> Self {
        Self { book: Some(folder.into()), ..Self::default() }
    }

    /// Files of one book, the nearest one above the first of them: designs, chapters, and folders of
    /// these.
    pub fn files(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let files = paths.into_iter().map(|path| Named { path, may_be_empty: false });
        Self { files: files.collect(), ..Self::default() }
    }

    /// What the arguments of a command mean, one target for each book and one for what is in none:
    /// books by their folder or their book.toml, files, and folders of files or of books. Where
    /// nothing is named, the book around the working directory.
    ///
    /// # Errors
    /// When nothing is named, and there is no book.
    pub fn named(paths: &[PathBuf]) -> Result<Vec<Self>, InspectError> {
        if paths.is_empty() {
            let (book, here) = Root::above(&Files::Disk, Path::new("."), BOOK);
            let book =
                book.ok_or_else(|| InspectError::NoBook { below: folder::books(&here), folder: here })?;
            return Ok(vec![Self::book(book)]);
        }
        let mut targets = Targets::default();
        for path in paths {
            targets.add(path);
        }
        Ok(targets.0.into_iter().map(|(_, target)| target).collect())
    }

    /// The same with a list of known findings, in place of the one that book.toml names.
    #[must_use]
    pub fn with_baseline(mut self, list: Option<&Path>) -> Self {
        self.baseline = list.map(Path::to_path_buf);
        self
    }

    /// The same with the files of the project in another folder than book.toml names.
    #[must_use]
    pub fn with_project(mut self, folder: Option<&Path>) -> Self {
        self.project = folder.map(Path::to_path_buf);
        self
    }

    /// The same, where designs are held against what they were when this branch of Git and another one had
    /// their last commit in common.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn against(mut self, revision: &str) -> Result<Self, GitError> {
        let first = self.files.first().map(|named| Root::above(&Files::Disk, &named.path, BOOK).1);
        let folder = self.book.clone().or(first).filter(|folder| Files::Disk.is_folder(folder));
        let repository = Repository::around(folder.as_deref().unwrap_or(Path::new(".")))?;
        self.against = Some(Arc::new(repository.merge_base(revision)?));
        Ok(self)
    }

    /// The files that were named.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|named| named.path.as_path())
    }

    /// Checks it as it would be with what the overlay says.
    ///
    /// # Errors
    /// When the book or one of the files cannot be read.
    pub fn inspect(&self, overlay: &Overlay) -> Result<Inspection, InspectError> {
        self.inspect_and_tell(overlay, None)
    }

    /// The same, and somebody hears of each design as soon as it was checked.
    ///
    /// # Errors
    /// When the book or one of the files cannot be read. Then nobody was told of any design.
    pub fn inspect_and_tell(
        &self,
        overlay: &Overlay,
        listener: Option<&mut Listener<'_>>,
    ) -> Result<Inspection, InspectError> {
        let sources = Sources::over(overlay.clone());
        let how = How {
            baseline: self.baseline.as_deref(),
            project: self.project.as_deref(),
            against: self.against.as_ref(),
        };
        match &self.book {
            Some(folder) => whole::inspect(folder, &self.files, how, sources, listener),
            None => part::inspect(&self.files, how, sources, listener),
        }
    }
}

/// One target for each book, known by its folder without links.
#[derive(Default)]
struct Targets(Vec<(Option<PathBuf>, Target)>);

impl Targets {
    fn add(&mut self, path: &Path) {
        let (book, folder) = Root::above(&Files::Disk, path, BOOK);
        let is_book = book.as_ref() == Some(&folder);
        let is = |name: &str| path.file_name().is_some_and(|found| found == name);
        if Files::Disk.is_folder(path) {
            if is_book {
                return self.add_book(folder);
            }
            let books = folder::books(path);
            let may_be_empty = !books.is_empty();
            for book in books {
                self.add_book(book);
            }
            self.of(book.as_deref()).files.push(Named { path: path.to_path_buf(), may_be_empty });
        } else if is(BOOK) {
            self.add_book(folder);
        } else if let Some(book) = book.clone().filter(|_| is("SUMMARY.md")) {
            self.add_book(book);
        } else {
            self.of(book.as_deref()).files.push(Named { path: path.to_path_buf(), may_be_empty: false });
        }
    }

    fn add_book(&mut self, folder: PathBuf) {
        self.of(Some(&folder)).book.get_or_insert(folder);
    }

    fn of(&mut self, book: Option<&Path>) -> &mut Target {
        let key = book.map(|book| Root::new(book, false).real().to_path_buf());
        let at = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, Target::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}
