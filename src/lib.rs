//! An mdBook preprocessor: a design is one TOML file, checked for gaps and contradictions, and
//! rendered as a whole system design document.

pub mod book;
pub mod diagnostic;
pub mod reading;
pub mod source;
