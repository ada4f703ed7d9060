//! What book.toml says: all of it, and our own table in it.

mod bounds;
mod folders;
mod settings;
mod table;
pub(in crate::book) mod templates;
mod written;

pub use settings::Settings;
pub use table::{Config, Diagrams, FailOn, Pictures};
pub(in crate::book) use written::Written;
