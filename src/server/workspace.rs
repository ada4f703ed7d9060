//! Everything that a request is answered from.

use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::books::Books;
use super::buffers::Buffers;
use super::options::Options;
use super::pass::Pass;
use super::positions::Lines;
use super::uri;
use crate::book::Session;
use crate::design::Design;
use crate::source::{FileId, Source, Span, follow};

/// The open documents, and what is known of their books.
pub(super) struct Workspace {
    /// What the client can do.
    pub(super) options: Options,
    /// The open documents.
    pub(super) buffers: Buffers,
    /// Their books.
    pub(super) books: Books,
}

/// A document that a request is about.
pub(super) struct Document<'w> {
    /// Its path, without links.
    pub(super) path: PathBuf,
    /// Its lines.
    pub(super) lines: Lines<'w>,
    /// What is known of its book, if it is in one.
    pub(super) pass: Option<&'w Pass>,
    /// Its number in the session of that book.
    pub(super) file: Option<FileId>,
}

impl Workspace {
    /// The path of a document, without links, so that one file has one; `None` if it is not a file.
    pub(super) fn path(uri: &lsp::Uri) -> Option<PathBuf> {
        uri::path_of(&uri.0).map(|path| follow(&path))
    }

    /// An open document, by its URI.
    pub(super) fn document(&self, uri: &lsp::Uri) -> Option<Document<'_>> {
        let path = Self::path(uri)?;
        let buffer = self.buffers.get(&path)?;
        let pass = self.books.pass(&path, &self.buffers);
        let file = pass.and_then(|pass| pass.file(&path));
        let lines = Lines::of(&buffer.text, self.options.encoding);
        Some(Document { path, lines, pass, file })
    }

    /// The lines of a text that was read.
    pub(super) fn lines<'t>(&self, source: &'t Source) -> Lines<'t> {
        Lines::of(source.text(), self.options.encoding)
    }

    /// The URI of a file that an author can open, as the client writes it.
    pub(super) fn uri(&self, source: &Source) -> Option<lsp::Uri> {
        source.is_on_disk().then(|| self.uri_of(source.location()))
    }

    /// The URI of a path, as the client writes it.
    pub(super) fn uri_of(&self, path: &Path) -> lsp::Uri {
        let path = follow(path);
        self.buffers.get(&path).map_or_else(|| uri::uri_of(&path).into(), |buffer| buffer.uri.clone())
    }

    /// A place in a file that an author can open.
    pub(super) fn location(&self, span: Span, session: &Session) -> Option<lsp::Location> {
        let source = session.sources.get(span.file);
        let range = self.lines(source).range(span.range());
        Some(lsp::Location::new(self.uri(source)?, range))
    }
}

impl<'w> Document<'w> {
    /// The session that read it.
    pub(super) fn session(&self) -> Option<&'w Session> {
        self.pass.map(Pass::session)
    }

    /// The design in it.
    pub(super) fn design(&self) -> Option<&'w Design> {
        self.session()?.design(self.file?)
    }
}
