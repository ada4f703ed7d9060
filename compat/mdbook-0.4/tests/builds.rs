//! A book built by mdBook 0.4 with the real program. Its first test builds the program.

use mdbook::MDBook;

mod book;

#[test]
fn a_design_becomes_a_whole_document() {
    let copy = book::copy();
    let mut loaded = MDBook::load(copy.path()).expect("a book");
    loaded.config.set("preprocessor.system-design.command", book::command()).expect("a command");
    // The preprocessors are set up when a book is loaded.
    let loaded = MDBook::load_with_config(copy.path(), loaded.config).expect("a book");
    loaded.build().expect("it builds");
    book::check(copy.path());
}
