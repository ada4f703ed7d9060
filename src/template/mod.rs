//! Templates: which sections a document has, what stands in them, and in which words.
//!
//! A template is data, a versioned TOML file. [`Templates`] holds the embedded ones and those
//! of a book, and finds the newest that a design's `NAME@REQ` admits. A template of the user's
//! own may extend another one; what comes out is always whole.
//!
//! To add a kind of block: add it to [`Kind`], to the keys in `file.rs`, and follow the
//! compiler through rendering, schema, scaffold and import. To release a changed template: add
//! a file beside the old one and name it in `embedded.rs`.

mod assemble;
mod embedded;
pub mod examples;
mod file;
mod fill;
mod model;
mod request;
pub mod rules;
mod set;

pub use embedded::EMBEDDED;
pub use fill::fill;
pub use model::{Better, Block, Dimension, DrawingKind, Entry, FactField, Kind, Section, Template, Words};
pub use request::{BadRequest, Request};
pub use set::{NoTemplate, Templates};
