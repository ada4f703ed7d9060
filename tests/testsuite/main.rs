//! The tests that look at the program from outside: one module a feature, its data beside it in
//! `tests/`. `SNAPSHOTS=overwrite cargo test` rewrites what is expected.

mod captures;
mod directives;
mod harness;
mod mutations;
mod protocol;
mod rule_pages;
mod template_readme;
