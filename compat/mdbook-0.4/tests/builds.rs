//! Books built by mdBook 0.4 with the real program. The first test builds the program.

use std::path::{Path, PathBuf};

use book::site;
use mdbook::MDBook;

mod book;
#[path = "../../../tests/testsuite/builds/payloads.rs"]
mod payloads;

/// Builds the book in a folder, with the program instead of the configured command, and returns its site.
fn build(folder: &Path) -> PathBuf {
    let mut loaded = MDBook::load(folder).expect("a book");
    loaded.config.set("preprocessor.system-design.command", book::command()).expect("a command");
    // The preprocessors are set up when a book is loaded.
    let loaded = MDBook::load_with_config(folder, loaded.config).expect("a book");
    loaded.build().expect("it builds");
    folder.join("book")
}

#[test]
fn a_design_becomes_a_whole_document() {
    let copy = book::copy();
    build(copy.path());
    book::check(copy.path());
}

#[test]
fn ids_are_unique_and_links_land() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let book = tempfile::tempdir().expect("a folder");
    site::copy(&repository.join("tests/books/anchors"), book.path());
    site::check_anchors(&build(book.path()));
}

#[test]
fn designs_that_use_each_other_lead_to_each_other() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let book = tempfile::tempdir().expect("a folder");
    site::write_town(&repository, book.path());
    site::check_town(&build(book.path()));
}

#[test]
fn nothing_that_an_author_writes_runs_on_a_page_of_mdbook_0_4() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let every_field =
        std::fs::read_to_string(repository.join("tests/hostile/every-field.toml")).expect("the design");
    for settings in ["", "[preprocessor.links]\nafter = [\"system-design\"]\n"] {
        let book = tempfile::tempdir().expect("a folder");
        payloads::write_book(book.path(), &every_field, settings);
        payloads::check_book(&build(book.path()));
    }
}
