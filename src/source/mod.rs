//! Files, spans and lines: the places of everything that is read or reported.
//!
//! Every text the program reads (a design, a template, a chapter, a book.toml) is kept in one
//! [`Sources`] for the whole run, each once. A [`Span`] is small and copies; it names its file,
//! so a finding can point into several files at once.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

mod columns;
pub mod excerpt;
mod files;
mod granted;
mod join;
mod links;
mod named;
mod names;
mod open;
mod portable;
mod refused;
mod revision;
mod root;
mod write;

pub use columns::Unit;
pub use files::Files;
pub use granted::Granted;
pub use join::Shift;
pub use links::{follow, relative};
pub use names::shown_from_here;
pub use open::ReadError;
pub use portable::Foreign;
#[cfg(feature = "cli")]
pub(crate) use portable::is_portable;
pub use refused::Refused;
pub use revision::{GitError, Repository, Revision};
pub use root::{Entry, Root};
#[cfg(test)]
pub(crate) use write::faults;
pub use write::{Aftermath, WriteError, WriteReason, Writes};

/// Names a file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file that contains it.
    pub file: FileId,
    /// The first byte, counted from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span over `range` of `file`. Offsets beyond 4 GiB are clamped.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The bytes it covers.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` is inside, in the same file.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it was read.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// A file on the disk.
    Disk,
    /// A file of a revision.
    Revision,
    /// The program, or another one.
    Program,
}

/// One text and the name it is shown by.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    shown: Option<String>,
    in_repository: Option<String>,
    location: PathBuf,
    origin: Origin,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

impl Source {
    /// The path as rules know it: relative to the book's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The file on disk, by a path that opens it; what is not on disk has its name here.
    pub fn location(&self) -> &Path {
        &self.location
    }

    /// Where the file really is, symbolic links followed; its location if that cannot be said.
    pub fn real_location(&self) -> PathBuf {
        let location = self.location();
        location.canonicalize().unwrap_or_else(|_| location.to_path_buf())
    }

    /// Whether the file may not be written.
    pub fn is_read_only(&self) -> bool {
        std::fs::metadata(&self.location).is_ok_and(|file| file.permissions().readonly())
    }

    /// Whether the author can open it: it was read from a file, and did not come with the program
    /// or from another program.
    pub fn is_on_disk(&self) -> bool {
        self.origin == Origin::Disk
    }

    /// Whether it was read from a file, on the disk or of a revision.
    pub fn is_from_file(&self) -> bool {
        self.origin != Origin::Program
    }

    /// The whole text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The position of a byte. An offset inside a character counts as its beginning, one after the
    /// end as the end.
    pub fn position(&self, offset: usize) -> Position {
        Position { line: self.line(offset), column: self.column(offset, Unit::Characters) }
    }

    /// The line of a byte, counted from 1; an offset after the end is on the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start as usize <= offset)
    }

    /// The first byte of a line counted from 1; 0 if there is no such line.
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|index| self.line_starts().get(index)).map_or(0, |&start| start as usize)
    }

    /// The byte after a line's last character, its line break left out.
    pub fn line_end(&self, line: usize) -> usize {
        let end = self.line_starts().get(line).map_or(self.text.len(), |&start| start as usize);
        let text = self.text.get(self.line_start(line)..end).unwrap_or_default();
        self.line_start(line) + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The text of a span, clamped to what there is.
    pub fn slice(&self, span: Span) -> &str {
        let start = floor_char_boundary(&self.text, span.start as usize);
        let end = floor_char_boundary(&self.text, span.end as usize).max(start);
        self.text.get(start..end).unwrap_or_default()
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1))
                .collect()
        })
    }
}

/// The nearest character boundary at or before an offset.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// All texts of a run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    by_location: HashMap<PathBuf, FileId>,
    overlay: Overlay,
    from: Files,
    repository: Option<PathBuf>,
}

/// The contents of files that are not to be read from disk: a run after a change that is not
/// written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Overlay(BTreeMap<PathBuf, Arc<str>>);

impl Overlay {
    /// From now on the file at `location` contains `text`.
    pub fn set(&mut self, location: &Path, text: impl Into<Arc<str>>) {
        self.0.insert(links::follow(location), text.into());
    }

    /// The content of the file at `location`, if it differs from the disk.
    pub fn get(&self, location: &Path) -> Option<&Arc<str>> {
        if self.0.is_empty() { None } else { self.0.get(&links::follow(location)) }
    }
}

impl Sources {
    /// No file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The content of files that are not read from disk.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// No file yet; files of an overlay have the content that it gives.
    pub fn over(overlay: Overlay) -> Self {
        Self { overlay, ..Self::default() }
    }

    /// No file yet; files are read from a revision.
    pub fn from(files: Files) -> Self {
        Self { from: files, ..Self::default() }
    }

    /// One text, under the id that other sources have given it.
    pub(crate) fn with_only(id: FileId, path: &str, text: &str) -> Self {
        let mut sources = Self::default();
        for _ in 0..id.0 {
            sources.add("", "");
        }
        sources.add(path, text);
        sources
    }

    /// The same texts, to which others are read from somewhere else.
    #[must_use]
    pub fn reading(self, files: Files) -> Self {
        Self { from: files, ..self }
    }

    /// Where files are read from.
    pub fn files(&self) -> &Files {
        &self.from
    }

    /// A folder that files are read from.
    pub fn root(&self, folder: &Path, open: bool) -> Root {
        Root::of(&self.from, folder, open)
    }

    /// Adds a text under the path that findings print.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let path = path.into();
        self.push(path.clone(), PathBuf::from(path), text.into(), Origin::Program)
    }

    /// Reads a file, once per run: the second call for the same file gives the same id. A byte order
    /// mark is dropped.
    ///
    /// # Errors
    /// When it is not a regular file, is too large, cannot be read, or is not UTF-8.
    pub fn load(&mut self, file: &Granted) -> Result<FileId, ReadError> {
        // Other systems tell `A.toml` from `a.toml`, even if this disk does not.
        const FOLDS_CASE: bool = cfg!(any(windows, target_vendor = "apple"));
        let key = file.files.typed(&file.key);
        if let Some(&id) = self.by_location.get(&key) {
            return Ok(id);
        }
        // What is not written yet is of today.
        let overlay = Some(&self.overlay).filter(|_| matches!(file.files, Files::Disk));
        if let Some(text) = overlay.and_then(|overlay| overlay.get(file.path())).cloned() {
            return Ok(self.push_granted(file, text));
        }
        let text = file.files.text(file.path())?;
        if FOLDS_CASE && !file.is_spelled_as_on_disk() {
            return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(self.push_granted(file, text.into()))
    }

    /// Gives a file another text, such as that of an editor's unsaved buffer. Spans into the old text
    /// are void.
    pub fn replace(&mut self, file: FileId, text: impl Into<Arc<str>>) {
        if let Some(source) = self.files.get_mut(file.0 as usize) {
            source.text = text.into();
            source.lines = OnceLock::new();
        }
    }

    /// Whether a file was read.
    pub fn has(&self, file: &Granted) -> bool {
        self.by_location.contains_key(&file.files.typed(&file.key))
    }

    /// The file that was read at a path, however it is named.
    pub fn at(&self, path: &Path) -> Option<FileId> {
        let named = || self.by_location.get(&links::normalize(&links::whole(path)));
        self.by_location.get(&links::follow(path)).or_else(named).copied()
    }

    fn push_granted(&mut self, file: &Granted, text: Arc<str>) -> FileId {
        let id = self.push_from(&file.files, file.shown().to_owned(), file.path().to_path_buf(), text);
        self.by_location.insert(file.files.typed(&file.key), id);
        id
    }

    /// A file that is not read, so that a finding can name it: its text is empty.
    pub fn unread(&mut self, path: &str, location: PathBuf) -> FileId {
        let files = self.from.clone();
        self.push_from(&files, path.to_owned(), location, "".into())
    }

    fn push_from(&mut self, files: &Files, path: String, location: PathBuf, text: Arc<str>) -> FileId {
        let origin = match files {
            Files::Disk => Origin::Disk,
            Files::Revision(_) => Origin::Revision,
        };
        let shown = (origin == Origin::Revision).then(|| files.typed(&location).display().to_string());
        let id = self.push(path, location, text, origin);
        self.files[id.0 as usize].shown = shown;
        id
    }

    /// Every file, in the order in which it was added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// The file of an id that this `Sources` gave.
    ///
    /// # Panics
    /// When the id comes from another `Sources`.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    fn push(&mut self, path: String, location: PathBuf, text: Arc<str>, origin: Origin) -> FileId {
        let id = FileId(self.files.len() as u32);
        let lines = OnceLock::new();
        self.files.push(Source { path, shown: None, in_repository: None, location, origin, text, lines });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let mut sources = Sources::new();
        let id = sources.add("a", "ab\r\nä€x\n");
        let source = sources.get(id);
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(4), Position { line: 2, column: 1 });
        assert_eq!(source.position(9), Position { line: 2, column: 3 });
        assert_eq!(source.position(5), Position { line: 2, column: 1 }, "inside ä");
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
        assert_eq!(source.line_end(1), 2);
        assert_eq!(source.slice(Span::new(id, 4..6)), "ä");
    }

    #[test]
    fn a_file_is_read_once_however_it_is_named() {
        let mut sources = Sources::new();
        let root = Root::new(Path::new("."), false);
        let mut load = |path: &str| sources.load(&root.named(Path::new(path)).ok()?).ok();
        let first = load("src/source/mod.rs");
        assert!(first.is_some());
        let whole = std::env::current_dir().expect("a folder").join("src/source/mod.rs");
        let others =
            [load("./src/source/mod.rs"), load("src/../src/source/mod.rs"), load(&whole.to_string_lossy())];
        assert_eq!(others, [first; 3]);
    }
}
