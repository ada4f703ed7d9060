//! The same book built by real programs of mdBook, which `cargo xtask versions` installs and names in the environment.

use std::process::Command;

mod book;

/// The programs, separated as in `PATH`.
const PROGRAMS: &str = "MDBOOK_PROGRAMS";

#[test]
fn every_program_builds_the_book() {
    let programs = std::env::var_os(PROGRAMS).expect("`cargo xtask versions` sets MDBOOK_PROGRAMS");
    let mut built = 0;
    for program in std::env::split_paths(&programs) {
        let copy = book::copy();
        let output = Command::new(&program)
            .args(["build"])
            .arg(copy.path())
            .env("MDBOOK_PREPROCESSOR__SYSTEM_DESIGN__COMMAND", book::command())
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {printed}", program.display());
        assert!(!printed.contains("SD1") && !printed.contains("WARN"), "{}: {printed}", program.display());
        book::check(copy.path());
        built += 1;
    }
    assert!(built > 0, "{PROGRAMS} is empty");
}
