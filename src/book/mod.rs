//! mdBook's side: its protocol, the directives in its chapters, and what becomes of them.

mod config;
pub mod directive;
pub mod locate;
mod marker;
pub mod protocol;
mod session;
pub mod splice;
mod templates;
pub mod version;

pub(crate) use crate::check::rules::book as rules;
pub use config::{Config, Diagrams, FailOn, Pictures};
pub use session::{Checked, Session};
