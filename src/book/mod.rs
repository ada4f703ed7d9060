//! mdBook's side: its protocol, the directives in its chapters, and what becomes of them.

pub mod directive;
pub mod locate;
mod marker;
pub mod protocol;
pub mod rules;
pub mod splice;
pub mod version;
