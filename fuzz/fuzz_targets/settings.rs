//! `cargo fuzz run settings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mdbook_system_design_fuzz::settings(data));
