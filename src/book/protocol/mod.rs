//! mdBook's protocol: `[context, book]` is read from stdin, and the book is written to stdout.
//!
//! mdBook 0.5 sends `{"items":[…]}`, 0.4 `{"sections":[…],"__non_exhaustive":null}`. The book is
//! never deserialized and serialized again. New contents and chapters are spliced into the original bytes, so
//! that unknown fields, nulls, the order of keys and the spelling of numbers are preserved,
//! whatever a later mdBook adds.
//!
//! The steps are [`read_stdin`], [`unchanged`] (for most books that is the answer), [`split`],
//! [`Envelope::may_hold_directives`] (if not, the book's bytes are the answer), [`RunContext::parse`], [`Book::parse`], [`RawChapter::content`] for those
//! that [may hold a directive](RawChapter::may_hold_directives), [`Book::with_changes`],
//! [`write_stdout`].

mod below;
mod book;
mod context;
mod envelope;
mod input;
mod output;
mod plain;
mod scan;
pub mod version;
mod walk;

pub use book::{Book, RawChapter};
pub use context::RunContext;
pub use envelope::{Envelope, split, unchanged};
pub use input::{read_patiently, read_stdin};
pub use output::write_stdout;

/// The input is not what mdBook sends.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// Stdin could not be read.
    #[error("stdin could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// Stdin is empty.
    #[error(
        "stdin is empty, but mdBook sends `[context, book]`: this program is a preprocessor that mdBook \
         runs; to see a design without a book, run `mdbook-system-design render FILE`"
    )]
    Empty,
    /// The input is not an array.
    #[error(
        "expected `[context, book]` on stdin, the JSON that mdBook sends to a preprocessor, but got `{start}`"
    )]
    NotAnEnvelope {
        /// The first characters of the input.
        start: String,
    },
    /// The array is incomplete.
    #[error(
        "expected `[context, book]` on stdin, but it ends after {length} bytes before the array is complete"
    )]
    Incomplete {
        /// How many bytes were received.
        length: usize,
    },
    /// The array has more elements after the book.
    #[error(
        "expected `[context, book]` on stdin, the JSON that mdBook sends to a preprocessor, but the array has more than two elements"
    )]
    MoreElements,
    /// A byte that is not UTF-8.
    #[error("expected JSON in UTF-8 on stdin, but byte {offset} is not UTF-8")]
    NotUtf8 {
        /// The offset of the byte, from 0.
        offset: usize,
    },
    /// The context has another shape.
    #[error("expected the context of mdBook 0.4 or 0.5 as the first of `[context, book]`, but: {0}")]
    Context(serde_json::Error),
    /// The book has another shape.
    #[error("expected the book of mdBook 0.4 or 0.5 as the second of `[context, book]`, but: {0}")]
    Book(serde_json::Error),
    /// The book has no list of chapters.
    #[error("expected a book with `items` (mdBook 0.5) or `sections` (mdBook 0.4), but it has {keys}")]
    NoChapters {
        /// The keys that it has, for the message.
        keys: String,
    },
    /// The value that should contain the chapters is not a list.
    #[error(
        "expected the book of mdBook 0.4 or 0.5 as the second of `[context, book]`, but its `{key}` is {found}, not a list"
    )]
    NoList {
        /// `items` or `sections`.
        key: &'static str,
        /// The type of the value.
        found: &'static str,
    },
    /// The content of a chapter with a directive cannot be read.
    #[error("the content of the chapter `{chapter}` should be text, but it is {found}")]
    Content {
        /// The chapter's name.
        chapter: String,
        /// What was received instead.
        found: String,
    },
}
