//! What of an author's text may become an id, an attribute, an address or the word of a fence.
//!
//! Everything that a page would take for more than words passes here, whoever wrote it: a design,
//! a template, the name of a file. What does not pass stays text, so no word is lost.

mod id;

pub use id::safe_id;
