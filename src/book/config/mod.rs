//! What book.toml says: all of it, and our own table in it.

mod bounds;
mod folders;
mod preprocessors;
mod settings;
mod table;
pub(in crate::book) mod templates;
mod written;

pub(crate) use preprocessors::{Follower, Order, followers};
pub(in crate::book) use preprocessors::{OURS, program};
pub use settings::Settings;
pub use table::{Config, Diagrams, FailOn, Pictures};
pub(in crate::book) use written::Written;
