//! An mdBook preprocessor: a design is one TOML file, checked for gaps and contradictions, and
//! rendered as a whole system design document.

pub mod authoring;
pub mod book;
pub mod check;
pub mod design;
pub mod diagnostic;
pub mod diagram;
pub mod reading;
pub mod source;
pub mod template;
