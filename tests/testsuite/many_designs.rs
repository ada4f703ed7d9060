//! What `check` prints of a book with hundreds of designs.

use std::fmt::Write as _;
use std::process::Command;

use crate::harness::{self, read};

/// A book with these designs, each with its chapter, and what `check` prints of it.
fn check(designs: impl Iterator<Item = String>, code: i32) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        harness::write(&path, text);
    };
    write("book.toml", &read("tests/cli/book/book.toml"));
    write("templates/tiny.toml", &read("tests/cli/book/templates/tiny.toml"));
    let mut summary = String::from("# Summary\n\n");
    for (number, design) in designs.enumerate() {
        writeln!(summary, "- [Design {number}](design-{number}.md)").expect("a line");
        write(
            &format!("src/design-{number}.md"),
            &format!("<<#system-design /designs/design-{number}.toml>>\n"),
        );
        write(&format!("designs/design-{number}.toml"), &design);
    }
    write("src/SUMMARY.md", &summary);
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    let output = command.arg("check").current_dir(folder.path()).output().expect("the program");
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert_eq!(output.stderr, b"");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn clean(number: usize) -> String {
    read("tests/cli/book/designs/a.toml").replace("title = \"Tea", &format!("title = \"Tea {number}"))
}

fn draft(number: usize) -> String {
    format!(
        "template = \"system-design@1\"\n\n[design]\ntitle = \"Draft {number}\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n"
    )
}

#[test]
fn hundreds_of_clean_designs_are_one_line() {
    assert_eq!(check((0..300).map(clean), 0), "300 designs checked, nothing found\n");
    assert_eq!(check((0..2).map(clean), 0), "2 designs checked, nothing found\n");
}

#[test]
fn dozens_of_drafts_fit_a_screen() {
    let printed = check((0..30).map(draft), 0);
    assert!(printed.lines().count() <= 50, "{printed}");
    for number in 0..30 {
        assert!(printed.contains(&format!("designs/design-{number}.toml 0.1.0 (draft): ")), "{printed}");
    }
}

#[test]
fn one_draft_among_clean_designs_is_what_is_shown() {
    let printed = check((0..100).map(|number| if number == 7 { draft(number) } else { clean(number) }), 0);
    assert!(printed.contains("designs/design-7.toml 0.1.0 (draft): "), "{printed}");
    assert!(!printed.contains("designs/design-8.toml"), "{printed}");
    assert!(printed.lines().count() <= 50, "{printed}");
}
