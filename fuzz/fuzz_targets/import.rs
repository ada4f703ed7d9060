//! `cargo fuzz run import`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mdbook_system_design_fuzz::import(data));
