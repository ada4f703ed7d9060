//! mdBook's side.

mod config;
mod session;
mod templates;

pub use config::{Config, Diagrams, FailOn, Pictures};
pub use session::{Checked, Session};
