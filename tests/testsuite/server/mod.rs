//! The language server, as an editor sees it.

mod cases;
mod client;
mod edits;
mod findings;
mod life;
#[cfg(feature = "mcp")]
mod mcp;
mod names;
mod renames;
mod stdio;

pub(crate) use client::Client;
