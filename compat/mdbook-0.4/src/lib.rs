//! Nothing but tests: books built by mdBook 0.4 with the real program (`tests/builds.rs`).
