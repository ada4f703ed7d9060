//! What pictures add to a book.

use std::path::Path;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_system_design::book::SystemDesign;

use crate::harness::repository;

/// The size of the search index of the example book.
fn index(diagrams: &str) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let root = repository("book-example");
    let mut config = Config::from_disk(root.join("book.toml")).expect("a book.toml");
    config.set("build.build-dir", folder.path()).expect("a folder");
    config.set("preprocessor.system-design.diagrams", diagrams).expect("a key");
    let mut book = MDBook::load_with_config(root, config).expect("a book");
    book.with_preprocessor(SystemDesign::new(|_| {}));
    book.build().expect("the example book");
    let files = std::fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file").path());
    let is_index =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("searchindex"));
    let found = files.into_iter().find(|path| is_index(path)).expect("a search index");
    found.metadata().expect("a file").len()
}

#[test]
fn the_words_of_pictures_make_the_search_index_at_most_a_quarter_larger() {
    let (with, without) = (index("svg"), index("none"));
    assert!(with > without, "{with} bytes with pictures, {without} without");
    assert!(with * 4 <= without * 5, "{with} bytes with pictures, {without} without");
}
