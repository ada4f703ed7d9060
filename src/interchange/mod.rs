//! Other formats, a file each: what a file says as a model, and a model as a file.
//!
//! [`model`] is the whole model as JSON, which this program writes and reads back.

pub(crate) mod mermaid;
pub mod model;
pub(crate) mod schema;
pub(crate) mod sql;
