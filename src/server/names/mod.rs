//! Where ids are declared and cited: in designs, in their texts, in chapters and in book.toml.
//!
//! [`Library`] reads a book as an editor sees it. It works on the outline of each text, not on its tree, so
//! that it is there while a line is half typed. What is an id is said by the declarations in `design`: a new
//! key that cites is found without a line here, and a new key with a plain string fails a test until `plain`
//! says whether it cites.

mod addresses;
mod citation;
mod complete;
mod dotted;
mod former;
mod grammar;
mod index;
mod kind;
mod library;
mod listed;
mod plain;
mod redirects;
mod references;
mod rename;
pub(super) mod requests;
#[cfg(test)]
mod tests;
