//! Reads documents that people wrote, in a shape of their own.
//!
//! The document is a tree of headings and blocks (`tree`), which is walked once, from the top
//! (`walk`). Each form that is recognised has its file in `forms`; it takes the blocks, items or rows
//! that it understands and gives the others back. What is given back stays where it was: in the
//! text of the entity that it is about, or in the notes of its section, under its headings
//! (`notes`). So nothing is lost and nothing changes its order, whatever is recognised.

mod addresses;
mod cells;
mod endpoint;
mod files;
mod forms;
mod notes;
mod reader;
mod state;
mod title;
mod walk;

pub(super) use files::{read, unread};
pub(super) use reader::Reader;

use crate::interchange::partial::Partial;
use crate::interchange::told::Format;
use crate::source::Sources;
use crate::template::Vocabulary;

/// A document to be read.
#[derive(Clone, Copy, Debug)]
pub struct Document<'d> {
    /// The name of its file, for the places that are told.
    pub name: &'d str,
    /// Its text.
    pub text: &'d str,
}

/// What a file of another format says, or several that are read as one.
#[derive(Clone, Copy, Debug)]
pub struct Model<'d> {
    /// The name of the file or of the folder, for what is said of the whole.
    pub name: &'d str,
    /// The format.
    pub format: Format,
    /// What it says.
    pub partial: &'d Partial,
    /// The files.
    pub sources: &'d Sources,
}

/// The id and the title of the decision that a document records, if it is the record of one.
pub(super) fn recorded(words: &Vocabulary, document: &Document<'_>) -> Option<(String, String)> {
    forms::recorded(words, document.name, document.text)
}

/// What is known of several documents that are read as one.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The decisions that they record, one each: ids and titles.
    pub(super) decisions: Vec<(String, String)>,
    /// The names of their files.
    pub(super) files: Vec<String>,
}

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub enum Input<'d> {
    /// A document that people wrote.
    Document(Document<'d>),
    /// A file of another format.
    Model(Model<'d>),
}

/// What was read as what, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The document's file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was read, and why, as a clause.
    pub text: String,
}
