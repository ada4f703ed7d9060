//! The tests that look at the program from outside: one module a feature, its data beside it in `tests/`.
//! `SNAPSHOTS=overwrite cargo test` rewrites the expected results.

mod answers;
mod builds;
mod bump;
mod captures;
mod changes;
mod ci_files;
#[cfg(feature = "cli")]
mod cli;
mod contract;
mod corpus;
mod directives;
mod early;
mod embedding;
mod every_field;
mod exports;
mod fixable;
mod fixes;
mod git;
mod guide;
mod harness;
mod helps;
mod import;
#[cfg(feature = "cli")]
mod init;
mod keys;
mod kinds;
mod landscape;
mod layers;
#[cfg(feature = "cli")]
mod manual;
#[cfg(feature = "cli")]
mod many_designs;
mod measured;
mod models;
mod mutations;
mod one_mistake;
#[cfg(feature = "cli")]
mod opened;
mod page_figures;
mod pictures;
mod protocol;
#[cfg(target_os = "linux")]
mod pull_request;
mod readers;
mod rendering;
#[cfg(feature = "cli")]
mod root;
mod round_trip;
mod rule_pages;
mod scaffold;
mod schema;
mod seed;
#[cfg(feature = "cli")]
mod server;
mod session;
mod shape;
mod shown_keys;
mod sources;
mod supersession;
mod systems;
mod template_readme;
mod templates;
#[cfg(feature = "cli")]
mod terminal;
mod threads;
#[cfg(feature = "cli")]
mod unwritable;
mod walk;
