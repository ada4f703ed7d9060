//! mdBook's protocol: `[context, book]` comes on stdin, the book goes out on stdout.
//!
//! mdBook 0.5 sends `{"items":[…]}`, 0.4 `{"sections":[…],"__non_exhaustive":null}`. The book is
//! never read into types and written again: what changes is spliced into the bytes as they came,
//! so that unknown fields, nulls, the order of keys and the spelling of numbers survive, whatever
//! a later mdBook adds.
//!
//! The way through: [`read_stdin`], [`split`], [`Envelope::may_hold_directives`] (without any, the
//! book's bytes are the answer), [`RunContext::parse`], [`Book::parse`], [`RawChapter::content`] for
//! those that [may hold a directive](RawChapter::may_hold_directives), [`Book::with_contents`],
//! [`write_stdout`].

mod book;
mod context;
mod envelope;
mod input;
mod output;
mod scan;
pub mod version;
mod walk;

pub use book::{Book, RawChapter};
pub use context::RunContext;
pub use envelope::{Envelope, split};
pub use input::{read_patiently, read_stdin};
pub use output::write_stdout;

/// What came is not what mdBook sends.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// Stdin could not be read.
    #[error("stdin could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// Stdin holds nothing.
    #[error(
        "nothing came on stdin, where mdBook sends `[context, book]`: this is a preprocessor, and \
         mdBook runs it; to see a design without a book, run `mdbook-system-design render FILE`"
    )]
    Empty,
    /// Something else than the array.
    #[error(
        "expected `[context, book]` on stdin, the JSON that mdBook sends to a preprocessor, but got `{start}`"
    )]
    NotAnEnvelope {
        /// Its first characters.
        start: String,
    },
    /// The array is not whole.
    #[error(
        "expected `[context, book]` on stdin, but it ends after {length} bytes before the array is whole"
    )]
    Incomplete {
        /// How much came.
        length: usize,
    },
    /// The array goes on behind the book.
    #[error(
        "expected `[context, book]` on stdin, the JSON that mdBook sends to a preprocessor, but the array has more than two elements"
    )]
    MoreElements,
    /// A byte that is not UTF-8.
    #[error("expected JSON in UTF-8 on stdin, but byte {offset} is not UTF-8")]
    NotUtf8 {
        /// Counted from the first byte, from 0.
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
        /// The keys it has, for people.
        keys: String,
    },
    /// What should hold the chapters is no list.
    #[error(
        "expected the book of mdBook 0.4 or 0.5 as the second of `[context, book]`, but its `{key}` is {found}, not a list"
    )]
    NoList {
        /// `items` or `sections`.
        key: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// The content of a chapter with a directive cannot be read.
    #[error("the content of the chapter `{chapter}` should be text, but it is {found}")]
    Content {
        /// The chapter's name.
        chapter: String,
        /// What came.
        found: String,
    },
}
