//! `bump` where the files of a design are links, or may not be written.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DESIGN: &str =
    "template = \"design-brief@1\"\n[design]\ntitle = \"Cups\"\nversion = \"1.0.0\"\nstatus = \"accepted\"\n";

fn book() -> TempDir {
    let book = tempfile::tempdir().expect("a folder");
    for folder in ["src", "designs", "shared"] {
        fs::create_dir(book.path().join(folder)).expect("a folder");
    }
    fs::write(book.path().join("book.toml"), "[preprocessor.system-design]\n").expect("a file");
    fs::write(book.path().join("src/SUMMARY.md"), "# Summary\n\n- [A](a.md)\n").expect("a file");
    fs::write(book.path().join("src/a.md"), "<<#system-design /designs/cups.toml>>\n").expect("a file");
    book
}

fn bump(book: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    command.arg("bump").args(arguments).current_dir(book).output().expect("it runs")
}

#[track_caller]
fn assert_refused(output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(why), "{said}");
}

#[test]
fn a_link_is_not_moved() {
    let book = book();
    fs::write(book.path().join("shared/cups.toml"), DESIGN).expect("a file");
    symlink("../shared/cups.toml", book.path().join("designs/cups.toml")).expect("a link");
    assert_refused(&bump(book.path(), &["designs/cups.toml"]), "`designs/cups.toml` is a symbolic link");
    assert!(book.path().join("designs/cups.toml").is_symlink());
    assert!(!book.path().join("designs/cups").exists());
}

#[test]
fn a_version_behind_a_link_is_copied() {
    let book = book();
    fs::create_dir(book.path().join("designs/cups")).expect("a folder");
    fs::write(book.path().join("shared/cups.toml"), DESIGN).expect("a file");
    symlink("../../shared/cups.toml", book.path().join("designs/cups/1.0.0.toml")).expect("a link");
    let output = bump(book.path(), &["designs/cups"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let copy = book.path().join("designs/cups/1.1.0.toml");
    assert!(!copy.is_symlink() && fs::read_to_string(copy).expect("a file").contains("status = \"draft\""));
}

#[test]
fn a_folder_that_leads_out_of_the_book_gets_no_version() {
    let (book, outside) = (book(), tempfile::tempdir().expect("a folder"));
    fs::write(outside.path().join("1.0.0.toml"), DESIGN).expect("a file");
    symlink(outside.path(), book.path().join("designs/cups")).expect("a link");
    assert_refused(&bump(book.path(), &["designs/cups"]), "designs/cups");
    fs::write(book.path().join("designs/cups.toml"), DESIGN).expect("a file");
    assert_refused(&bump(book.path(), &["designs/cups.toml"]), "designs/cups");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
}

#[test]
fn a_chapter_that_may_not_be_written_keeps_the_design_where_it_is() {
    let book = book();
    let chapter = book.path().join("src/a.md");
    fs::write(book.path().join("designs/cups.toml"), DESIGN).expect("a file");
    fs::set_permissions(&chapter, fs::Permissions::from_mode(0o444)).expect("a mode");
    if fs::OpenOptions::new().write(true).open(&chapter).is_ok() {
        // The system administrator may write everything.
        return;
    }
    assert_refused(&bump(book.path(), &["designs/cups.toml"]), "nothing was changed");
    assert!(book.path().join("designs/cups.toml").exists() && !book.path().join("designs/cups").exists());
}
