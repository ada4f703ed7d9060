//! The language server, as an editor sees it.

mod client;
mod findings;
mod life;

pub(crate) use client::Client;
