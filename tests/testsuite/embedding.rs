//! The library in a program that builds books itself.

use std::sync::{Arc, Mutex};

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;

use crate::builds::Book;
use crate::builds::site::{broken_links, check_url_shortener};

/// Builds a book in this process. Returns the error, if there is one, and the reports.
fn build(book: &Book) -> (Result<(), String>, Vec<String>) {
    let printed = Arc::new(Mutex::new(Vec::new()));
    let report = Arc::clone(&printed);
    let mut loaded = MDBook::load(book.root()).expect("a book");
    // It replaces the configured command, which has the same name.
    loaded.with_preprocessor(SystemDesign::new(move |text| {
        report.lock().expect("nothing panicked").push(text.to_owned());
    }));
    let built = loaded.build().map_err(|error| format!("{error:?}"));
    let printed = printed.lock().expect("nothing panicked").clone();
    (built, printed)
}

#[test]
fn the_page_is_the_same_as_from_the_program() {
    let book = Book::copy("plain");
    let (built, printed) = build(&book);
    assert_eq!((built, printed), (Ok(()), Vec::new()));
    check_url_shortener(&book.page("shortener.html"), 1);
    assert_eq!(broken_links(&book.root().join("book")), [""; 0]);
}

#[test]
fn the_report_is_the_error_where_a_design_fails() {
    let (built, printed) = build(&Book::copy("broken"));
    let error = built.expect_err("an error");
    assert!(error.contains("error[SD101]") && error.contains("designs/shop.toml"), "{error}");
    assert_eq!(printed, [""; 0]);
}

#[test]
fn what_does_not_fail_is_reported_once() {
    let book = Book::copy("broken");
    book.append("book.toml", "fail-on = \"never\"\n");
    let (built, printed) = build(&book);
    assert_eq!(built, Ok(()));
    assert_eq!(printed.len(), 1, "{printed:?}");
    assert!(printed[0].contains("SD101"), "{printed:?}");
}
