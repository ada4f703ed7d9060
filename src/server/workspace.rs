//! Everything that a request is answered from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as lsp;
use serde_json::Value;

use super::books::Books;
use super::buffers::Buffers;
use super::options::Options;
use super::pass::Pass;
use super::positions::Lines;
use super::uri;
use crate::book::Session;
use crate::catalog::{Choice, Selector, choose};
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
    /// What is to be said to the client.
    pub(super) outgoing: Vec<Outgoing>,
}

/// What the server says to the client besides the answer to a request.
pub(super) enum Outgoing {
    /// A request, whose answer does not matter.
    Request(&'static str, Value),
    /// A notification.
    Notification(&'static str, Value),
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

    /// The text of a file that is open or was read.
    pub(super) fn text(&self, path: &Path) -> Option<Arc<str>> {
        let read = || self.books.passes().find_map(|pass| Some(pass.source(pass.file(path)?).text()));
        self.buffers.get(path).map(|buffer| &buffer.text).or_else(read).cloned()
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

    /// Whether it is written in TOML.
    pub(super) fn is_toml(&self) -> bool {
        self.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
    }

    /// Whether a page of a book may show it: it is a chapter, or a design in a book.
    pub(super) fn is_shown(&self) -> bool {
        let is_of_book = self.pass.is_some_and(Pass::is_book);
        is_of_book && (!self.is_toml() || self.design().is_some())
    }

    /// The design that a directive in this chapter names.
    pub(super) fn named(&self, name: &str, version: Option<&Selector>) -> Option<FileId> {
        let (pass, session) = (self.pass?, self.session()?);
        let granted = session.root.resolve(self.path.parent()?, name).ok()?;
        if let Some(file) = session.sources.at(granted.path()) {
            return Some(file);
        }
        let is_of_series = |file: &FileId| session.sources.get(*file).folder() == granted.shown();
        let member = pass.designs().iter().map(|(file, _)| *file).find(is_of_series)?;
        match choose(session.series(member)?, version.unwrap_or(&Selector::Holding)) {
            Choice::Version(member) => Some(member.file),
            Choice::Nothing | Choice::NoMatch => None,
        }
    }

    /// The design in it.
    pub(super) fn design(&self) -> Option<&'w Design> {
        self.session()?.design(self.file?)
    }
}
