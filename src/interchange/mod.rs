//! Other formats, a file each: what a file says as a model, and a model as a file.
//!
//! [`model`] is the whole model as JSON, which this program writes and reads back. [`partial`] is what a file of
//! another format says.

pub mod adr;
pub mod calm;
pub mod compose;
pub mod ddl;
pub mod export;
pub mod files;
pub mod mermaid;
pub mod model;
pub mod openapi;
pub mod packages;
pub mod partial;
pub mod protobuf;
pub mod repository;
pub(crate) mod schema;
pub(crate) mod sql;
pub mod structurizr;
mod the_system;
pub mod told;
