//! What may be written at the cursor: keys, ids with their text, words, whole sections; in chapters directives
//! and what they take.

mod chapter;
mod cursor;
mod keys;
mod sections;
mod snippet;
#[cfg(test)]
mod tests;
mod values;

use std::cell::OnceCell;
use std::ops::Range;
use std::path::Path;

use super::grammar::Grammar;
use super::index::Index;
use super::library::{Known, Library};
use crate::book::Session;
use crate::source::{Overlay, Sources, follow};
use crate::template::Template;

pub(crate) use chapter::complete as in_chapter;
use cursor::Cursor;

/// One thing that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) label: String,
    /// What it is, in a few words.
    pub(crate) detail: String,
    pub(crate) documentation: String,
    /// What is written, as a snippet.
    pub(crate) insert: String,
    /// What takes its place.
    pub(crate) range: Range<usize>,
    pub(crate) sort: Sort,
    /// What comes first has the lower number.
    pub(crate) rank: usize,
}

/// The sort of thing, as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Key,
    Id,
    Word,
    Section,
    File,
}

impl Item {
    pub(super) fn new(label: impl Into<String>, range: Range<usize>, sort: Sort) -> Self {
        let label = label.into();
        let insert = snippet::escaped(&label);
        Self { insert, label, detail: String::new(), documentation: String::new(), range, sort, rank: 0 }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    pub(super) fn documentation(self, documentation: impl Into<String>) -> Self {
        Self { documentation: documentation.into(), ..self }
    }

    pub(super) fn insert(self, insert: impl Into<String>) -> Self {
        Self { insert: insert.into(), ..self }
    }

    pub(super) fn rank(self, rank: usize) -> Self {
        Self { rank, ..self }
    }

    /// What a client writes that takes no snippets.
    pub(crate) fn plain(&self) -> String {
        snippet::plain(&self.insert)
    }
}

/// What is around the text: the book is read only if something in it may be written.
pub(crate) struct Around<'w> {
    pub(crate) path: &'w Path,
    pub(crate) overlay: Overlay,
    /// The session that the document is known in.
    pub(crate) session: Option<&'w Session>,
    library: OnceCell<Library>,
}

impl<'w> Around<'w> {
    pub(crate) fn new(path: &'w Path, overlay: Overlay, session: Option<&'w Session>) -> Self {
        Self { path, overlay, session, library: OnceCell::new() }
    }

    pub(super) fn library(&self) -> &Library {
        self.library.get_or_init(|| Library::open(self.path, Sources::over(self.overlay.clone())))
    }

    pub(super) fn session(&self) -> &Session {
        self.session.unwrap_or_else(|| &self.library().book.session)
    }

    /// The document as one of the designs of its book.
    pub(super) fn own(&self) -> Option<&Known> {
        let library = self.library();
        let sources = &library.book.session.sources;
        library.designs.iter().find(|known| {
            let location = sources.get(known.file).location();
            location == self.path || follow(location) == self.path
        })
    }

    /// The template that a design names, or else the first one.
    pub(super) fn template(&self, index: &Index, text: &str) -> Option<&Template> {
        let templates = &self.session().templates;
        let named = index.string(text, &["template"]);
        let found = named.and_then(|named| templates.require(&named).ok());
        found.or_else(|| templates.iter().next())
    }
}

/// What may be written at an offset of a design.
pub(crate) fn complete(text: &str, offset: usize, around: &Around<'_>) -> Vec<Item> {
    let Some(cursor) = Cursor::of(text, offset) else { return Vec::new() };
    let facts = around.session().context().facts.clone();
    let mut grammar = Grammar::new(&facts);
    let index = Index::of(text, &mut grammar);
    if cursor.mark.is_key() {
        let mut items = keys::complete(text, &cursor, &mut grammar, &index, around);
        items.extend(sections::complete(text, &cursor, &index, around));
        items
    } else {
        values::complete(text, &cursor, &mut grammar, &index, around)
    }
}
