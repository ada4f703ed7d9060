//! An mdBook preprocessor: a design is one TOML file, checked for gaps and contradictions, and
//! rendered as a whole system design document.

pub mod diagnostic;
pub mod diagram;
pub mod source;
