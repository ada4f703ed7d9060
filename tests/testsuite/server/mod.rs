//! The language server, as an editor sees it.

mod cases;
mod client;
mod edits;
mod findings;
mod life;
mod stdio;

pub(crate) use client::Client;
