//! `cargo fuzz run quantity`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mdbook_system_design_fuzz::quantity(data));
