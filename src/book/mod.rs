//! mdBook's side: its protocol, the directives in its chapters, and what becomes of them.

mod config;
pub mod directive;
mod disk;
mod includes;
pub mod locate;
mod marker;
mod page;
pub mod protocol;
mod resolve;
mod session;
mod settings;
pub mod splice;
mod templates;
pub mod version;

pub(crate) use crate::check::rules::book as rules;
pub use config::{Config, Diagrams, FailOn, Pictures};
pub use page::{Chapter, Page};
pub use session::{Checked, Session};
pub use settings::Settings;
