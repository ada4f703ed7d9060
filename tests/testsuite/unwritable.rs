//! Results that cannot write: a full disk fails a command, a reader that closes the pipe does not.

use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::harness::repository;

/// Every command that prints something.
const COMMANDS: [&[&str]; 13] = [
    &["--help"],
    &["--version"],
    &["help", "check"],
    &["check", "book-example"],
    &["check", "book-example", "--format", "json"],
    &["render", "tests/designs/url-shortener.toml"],
    &["explain", "missing-fact"],
    &["rules"],
    &["template", "list"],
    &["template", "show", "system-design@1"],
    &["schema"],
    &["completions", "bash"],
    &["man"],
];

fn program(arguments: &[&str], stdout: impl Into<Stdio>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    command.args(arguments).current_dir(repository("")).stdout(stdout).stderr(Stdio::piped());
    command
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let full = || File::options().write(true).open("/dev/full");
    let Ok(_) = full() else { return };
    for arguments in COMMANDS {
        let output = program(arguments, full().expect("a device")).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("cannot write to stdout"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_reader_that_closes_stdout_is_not_a_failure() {
    for arguments in COMMANDS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = program(arguments, writer).output().expect("it runs");
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {printed}");
        assert!(!printed.contains("cannot write"), "{arguments:?}: {printed}");
    }
}

#[test]
fn a_book_that_mdbook_does_not_take_is_a_failure_unless_it_closed_the_pipe() {
    let book = r#"[{"root":"/","config":{},"renderer":"html","mdbook_version":"0.5.4"},{"items":[]}]"#;
    let run = |stdout: Stdio| {
        let mut child = program(&[], stdout).stdin(Stdio::piped()).spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(book.as_bytes()).expect("it reads");
        child.wait_with_output().expect("it ends").status.code()
    };
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    assert_eq!(run(writer.into()), Some(0));
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        assert_eq!(run(full.into()), Some(2));
    }
}
