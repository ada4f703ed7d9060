//! What helps to write designs: the JSON Schema that editors complete from, the scaffold of a new
//! design, setting a book up, and the import of documents.
//!
//! Nothing here prints, asks or decides where output goes: each place gives a text, a report or a
//! plan, and the command line does the rest. All of them follow the same declarations as reading
//! (the records' shapes, the templates), so that none can drift from the format.

pub mod import;
#[cfg(feature = "cli")]
pub mod init;
mod literal;
pub mod scaffold;
pub mod schema;
