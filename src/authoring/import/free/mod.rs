//! Reads documents that people wrote, in a shape of their own.
//!
//! The document is a tree of headings and blocks (`tree`), which is walked once, from the top
//! (`walk`). Each form that is recognised has its file in `forms`; it takes the blocks, items or rows
//! that it understands and gives the others back. What is given back stays where it was: in the
//! text of the entity that it is about, or in the notes of its section, under its headings
//! (`notes`). So nothing is lost and nothing changes its order, whatever is recognised.

mod cells;
mod endpoint;
mod forms;
mod notes;
mod reader;
mod state;
mod title;
mod walk;

pub(super) use reader::Reader;

/// A document to be read.
#[derive(Clone, Copy, Debug)]
pub struct Document<'d> {
    /// The name of its file, for the places that are told.
    pub name: &'d str,
    /// Its text.
    pub text: &'d str,
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
