//! The tests that look at the program from outside: one module a feature, its data beside it in
//! `tests/`. `SNAPSHOTS=overwrite cargo test` rewrites what is expected.

mod captures;
mod directives;
mod harness;
mod import;
#[cfg(feature = "cli")]
mod init;
mod mutations;
mod protocol;
mod rendering;
mod rule_pages;
mod scaffold;
mod schema;
mod seed;
mod template_readme;
