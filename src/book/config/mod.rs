//! What book.toml says, in general and in the preprocessor's own table.

mod book_toml;
mod bounds;
mod folders;
mod patterns;
mod preprocessors;
mod settings;
mod table;
pub(in crate::book) mod templates;

pub(in crate::book) use book_toml::BookToml;
pub use patterns::Patterns;
pub(in crate::book) use preprocessors::program;
pub(crate) use preprocessors::{Follower, Order, followers};
pub use settings::Settings;
pub(crate) use settings::{BOOK, TABLE};
pub(in crate::book) use settings::{OURS, PREPROCESSORS};
pub use table::{Config, DiagramSettings, FailOn, Pictures};
