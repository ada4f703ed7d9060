//! The files of several runs in one, so that one report can speak of all of them.

use super::{FileId, Sources, Span};

/// How far the ids of files moved when their [`Sources`] joined others.
#[derive(Clone, Copy, Debug)]
pub struct Shift(u32);

impl Shift {
    /// The id of a file among all.
    pub fn file(self, file: FileId) -> FileId {
        FileId(file.0 + self.0)
    }

    /// The place in a file among all.
    pub fn span(self, span: Span) -> Span {
        Span { file: self.file(span.file), ..span }
    }
}

impl Sources {
    /// Adds the files of another run. A file that both have read is there twice, since each book has
    /// a separate name for it.
    pub fn join(&mut self, other: Sources) -> Shift {
        let shift = Shift(self.files.len() as u32);
        self.files.extend(other.files);
        shift
    }
}
