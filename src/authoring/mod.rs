//! Tools for writing designs: the JSON Schema that editors use for completion, the skeleton of a
//! new design, the setup of a book, the import of documents, and what to read or to write next.
//!
//! Nothing here prints, asks or decides where output goes: each module returns a text, a report or
//! a plan, and the command line does the rest. All of them use the same declarations as reading
//! (the shapes of records, the templates), so that they always match the format.

#[cfg(feature = "cli")]
pub mod bump;
#[cfg(feature = "cli")]
pub mod change;
#[cfg(feature = "cli")]
pub(crate) mod diff;
pub mod import;
#[cfg(feature = "cli")]
pub mod init;
pub mod into;
pub(crate) mod literal;
#[cfg(feature = "cli")]
mod naming;
#[cfg(feature = "cli")]
pub(crate) mod next;
#[cfg(feature = "cli")]
pub(crate) mod place;
pub mod scaffold;
pub mod schema;
#[cfg(feature = "cli")]
pub(crate) mod show;
