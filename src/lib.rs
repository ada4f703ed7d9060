//! An mdBook preprocessor: a design is one TOML file, checked for gaps and contradictions, and
//! rendered as a whole system design document.

pub mod answer;
pub mod authoring;
pub mod book;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod design;
pub mod diagnostic;
pub mod diagram;
pub mod markdown;
pub mod reading;
pub mod render;
pub mod source;
pub mod template;
