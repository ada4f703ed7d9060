//! The version that is copied.

use std::path::{Path, PathBuf};

use semver::Version;

use super::{BumpError, is_settled};
use crate::book::{Surroundings, folder, load_named};
use crate::design::{Design, version_in_name};
use crate::diagnostic::Finding;
use crate::source::FileId;

/// The version that is copied.
pub(super) struct Copied {
    pub(super) id: FileId,
    pub(super) file: PathBuf,
    /// The text as it is on disk, a byte order mark included.
    pub(super) text: String,
    pub(super) design: Option<Design>,
    pub(super) version: Version,
    /// The file's folder.
    pub(super) folder: PathBuf,
    /// The folder of the versions: for a single file, the one that it gets.
    pub(super) series: PathBuf,
    /// Every version that there is, with its file's path and whether it claims to hold.
    members: Vec<Known>,
}

struct Known {
    id: FileId,
    stem: String,
    number: Version,
    shown: String,
    is_settled: bool,
}

impl Copied {
    /// Opens what was named on the command line.
    pub(super) fn open(book: &mut Surroundings, named: &Path) -> Result<Self, BumpError> {
        let copied = Self::read(book, named)?;
        if copied.is_single() {
            let path = book.session.sources.get(copied.id).path();
            copied.check_link(path)?;
            copied.check_place(book, path)?;
        }
        Ok(copied)
    }

    fn read(book: &mut Surroundings, named: &Path) -> Result<Self, BumpError> {
        if let Some(wanted) = named.to_str().and_then(|named| named.strip_prefix("git:")) {
            return Err(BumpError::AtRevision(wanted.to_owned()));
        }
        let id = load_named(named, &mut book.session)?.ok_or_else(|| BumpError::Nothing(named.into()))?;
        let (file, shown, stem) = {
            let source = book.session.sources.get(id);
            let path = source.path().to_owned();
            if !source.is_on_disk() {
                return Err(BumpError::NotOnDisk { path });
            }
            (source.location().to_path_buf(), path, source.stem().to_owned())
        };
        let design = book.session.design(id).cloned();
        let known = design.as_ref().filter(|design| design.has_status && design.unread_roots.is_empty());
        let Some(said) = known.and_then(|design| design.meta.version.semver.clone()) else {
            return Err(broken(book, id, shown));
        };
        let text = text(book, &file)?;
        let folder = file.parent().map(PathBuf::from).unwrap_or_default();
        let number = version_in_name(&stem);
        if number.as_ref().is_some_and(|number| number.cmp_precedence(&said).is_ne()) {
            return Err(BumpError::Misnamed { path: shown, version: said });
        }
        let is_single = number.is_none();
        let series = if is_single { folder.join(&stem) } else { folder.clone() };
        let mut copied = Self { id, file, text, design, version: said, folder, series, members: Vec::new() };
        if is_single {
            let (stem, number) = (String::new(), copied.version.clone());
            copied.members.push(Known { id, stem, number, shown, is_settled: false });
        } else {
            copied.members = known_of(book, id);
        }
        Ok(copied)
    }

    /// Opens a single file that is to become a version of some series.
    pub(super) fn of_file(book: &mut Surroundings, named: &Path) -> Result<Self, BumpError> {
        let copied = Self::read(book, named)?;
        let path = book.session.sources.get(copied.id).path().to_owned();
        copied.check_link(&path)?;
        if copied.is_single() { Ok(copied) } else { Err(BumpError::IsVersion { path }) }
    }

    /// Whether the design is one file, and no series yet.
    pub(super) fn is_single(&self) -> bool {
        self.folder != self.series
    }

    /// The file that has a version already. Builds of one version count as the same.
    pub(super) fn taken(&self, version: &Version) -> Option<String> {
        let is_it = |known: &&Known| known.number.cmp_precedence(version).is_eq();
        self.members.iter().find(is_it).map(|known| known.shown.clone())
    }

    /// The versions whose citations are to be copied: this one, and those below it that claimed to hold.
    /// Each has the name of its folder.
    pub(super) fn frozen(&self) -> Vec<(FileId, String)> {
        let is_older = |known: &&Known| {
            known.id == self.id || known.is_settled && known.number.cmp_precedence(&self.version).is_lt()
        };
        let older = self.members.iter().filter(is_older);
        older.map(|known| (known.id, known.stem.clone())).collect()
    }

    /// Checks that a single file may be moved.
    fn check_link(&self, shown: &str) -> Result<(), BumpError> {
        if self.file.is_symlink() { Err(BumpError::Link { path: shown.to_owned() }) } else { Ok(()) }
    }

    /// Checks that a single file may become a series.
    fn check_place(&self, book: &Surroundings, shown: &str) -> Result<(), BumpError> {
        let root = &book.session.root;
        let path = shown.to_owned();
        let refused = |source| BumpError::Refused { path: self.series.clone(), source };
        let series = root.named(&self.series).map_err(refused)?;
        if series.has_file() {
            return Err(BumpError::NotAFolder { path, folder: series.shown().to_owned() });
        }
        let entries = root.list(&series);
        let versions = entries.iter().filter(|entry| folder::is_version(&entry.name));
        let there: Vec<&str> = versions.map(|entry| entry.name.as_str()).collect();
        if there.is_empty() {
            return Ok(());
        }
        let (series, there) = (series.shown().to_owned(), there.join(", "));
        Err(BumpError::SeriesThere { path, series, there })
    }
}

fn known_of(book: &Surroundings, id: FileId) -> Vec<Known> {
    let members = book.session.series(id).map(crate::catalog::Series::members).unwrap_or_default();
    let known = members.iter().map(|member| Known {
        id: member.file,
        stem: member.stem.clone(),
        number: member.number.clone(),
        shown: book.session.sources.get(member.file).path().to_owned(),
        is_settled: is_settled(member.status),
    });
    known.collect()
}

fn broken(book: &Surroundings, id: FileId, path: String) -> BumpError {
    let found = book.session.check().swap_remove(&id).map(|checked| checked.report);
    let mut found = found.unwrap_or_default();
    found.findings.retain(Finding::is_unread);
    BumpError::Broken { path, found: Box::new(found) }
}

/// The whole text of a file of the book.
pub(super) fn text(book: &Surroundings, path: &Path) -> Result<String, BumpError> {
    let refused = |source| BumpError::Refused { path: path.to_path_buf(), source };
    let granted = book.session.root.named(path).map_err(refused)?;
    granted.text().map_err(|source| BumpError::Unreadable { path: path.to_path_buf(), source })
}

/// The byte order mark of a text, and the rest of it.
pub(super) fn marked(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches('\u{feff}').len())
}
