//! Templates: the sections of a document, their blocks, and the words.
//!
//! A template is data, a versioned TOML file. [`Templates`] has the embedded ones and those
//! of a book, and finds the newest that matches a design's `NAME@REQ`. A user's template may
//! extend another one; the result is always complete.
//!
//! To add a kind of block: add it to [`BlockKind`], to the keys in `file.rs`, and follow the
//! compiler through rendering, schema, scaffold and import. To release a changed template: add
//! a file beside the old one and name it in `embedded.rs`.

mod assemble;
mod embedded;
pub mod examples;
mod file;
mod fill;
mod model;
pub mod names;
mod request;
pub mod rules;
mod set;
mod synonyms;
mod vocabulary;

pub use embedded::EMBEDDED;
pub use fill::{Piece, fill, pieces};
pub use model::{
    Better, Block, BlockKind, Dimension, DrawingKind, EntryList, FactField, Section, Template, Words,
};
pub use request::{BadRequest, Request};
pub use set::{NoTemplate, Templates};
pub use synonyms::{Synonym, Synonyms};
pub(crate) use vocabulary::{Named, Vocabulary, without_parentheses};
