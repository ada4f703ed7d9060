//! The tests that look at the program from outside: one module a feature, its data beside it in
//! `tests/`. `SNAPSHOTS=overwrite cargo test` rewrites what is expected.

mod harness;
mod mutations;
mod rule_pages;
