//! Books built by mdBook 0.4 with the real program. Its first test builds the program.

use std::path::Path;

use mdbook::MDBook;

mod book;
#[path = "../../../tests/testsuite/builds/payloads.rs"]
mod payloads;

/// Builds a book with the program in the place of the command that it names.
fn build(book: &Path) {
    let mut loaded = MDBook::load(book).expect("a book");
    loaded.config.set("preprocessor.system-design.command", book::command()).expect("a command");
    // The preprocessors are set up when a book is loaded.
    let loaded = MDBook::load_with_config(book, loaded.config).expect("a book");
    loaded.build().expect("it builds");
}

#[test]
fn a_design_becomes_a_whole_document() {
    let copy = book::copy();
    build(copy.path());
    book::check(copy.path());
}

#[test]
fn nothing_that_an_author_writes_runs_on_a_page_of_mdbook_0_4() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let every_field =
        std::fs::read_to_string(repository.join("tests/hostile/every-field.toml")).expect("the design");
    for settings in ["", "[preprocessor.links]\nafter = [\"system-design\"]\n"] {
        let book = tempfile::tempdir().expect("a folder");
        payloads::write_book(book.path(), &every_field, settings);
        build(book.path());
        payloads::check_book(&book.path().join("book"));
    }
}
