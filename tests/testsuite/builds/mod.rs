//! Books built by mdBook 0.5 with the real program, as a user's are, and read back.
//!
//! The books are in `tests/books`; each test builds a copy. mdBook hands the program's stderr to the
//! terminal, so the build runs in a separate process: this test binary again, with the book to build named in
//! the environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook_driver::MDBook;
use site::{Page, broken_links, check_anchors, check_url_shortener};
use tempfile::TempDir;

use crate::harness::repository;

mod combinations;
mod ids;
pub(crate) mod payloads;
pub(crate) mod site;
mod weight;

/// Names the book that [`the_book_of_the_environment_is_built`] builds.
const BOOK: &str = "SYSTEM_DESIGN_TEST_BOOK";
/// Set if the book is tested, as `mdbook test` does with the renderer `test`, and not built.
const TEST: &str = "SYSTEM_DESIGN_TEST_RENDERER";

/// A copy of a book of `tests/books`, with the designs of `tests/designs` beside its own.
pub(crate) struct Book {
    folder: TempDir,
}

impl Book {
    pub(crate) fn copy(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        site::copy(&repository("tests/books").join(name), folder.path());
        site::copy(&repository("tests/designs"), &folder.path().join("designs"));
        let book = Self { folder };
        book.command();
        book
    }

    /// Names the program in book.toml, whose last table is ours. mdBook takes the command apart as
    /// a shell does.
    pub(crate) fn command(&self) {
        let program = env!("CARGO_BIN_EXE_mdbook-system-design").replace('\\', "/");
        self.append("book.toml", &format!("command = '\"{program}\"'\n"));
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Page {
        Page::read(&self.root().join("book").join(path))
    }

    pub(crate) fn append(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, old + text).expect("a file");
    }

    /// Builds the book in a separate process. Returns whether that succeeded, and the output.
    pub(crate) fn build(&self, environment: &[(&str, &str)]) -> (bool, String) {
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "builds::the_book_of_the_environment_is_built", "--nocapture"])
            .env(BOOK, self.root())
            .env("RUST_BACKTRACE", "0")
            .envs(environment.iter().copied())
            .output()
            .expect("this program runs again");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[track_caller]
    pub(crate) fn build_without_findings(&self) {
        let (built, printed) = self.build(&[]);
        assert!(built, "{printed}");
        assert!(!printed.contains("SD"), "{printed}");
    }
}

#[test]
fn the_book_of_the_environment_is_built() {
    let plain = Book::copy("plain");
    let root = std::env::var_os(BOOK).map_or_else(|| plain.root().to_owned(), PathBuf::from);
    let mut book = MDBook::load(&root).expect("a book");
    let done = if std::env::var_os(TEST).is_some() { book.test(Vec::new()) } else { book.build() };
    if let Err(error) = done {
        panic!("{error:?}");
    }
}

#[test]
fn a_design_becomes_a_whole_document() {
    let book = Book::copy("plain");
    book.build_without_findings();
    check_url_shortener(&book.page("shortener.html"), 1);
    assert_eq!(broken_links(&book.root().join("book")), [""; 0]);
}

#[test]
fn ids_are_unique_and_links_land() {
    let book = Book::copy("anchors");
    let (built, printed) = book.build(&[]);
    assert!(built, "{printed}");
    check_anchors(&book.root().join("book"));
    // A whole document keeps its ids, even if a part of it is before it.
    let headings = book.page("parts.html").headings();
    let section = headings.iter().find(|heading| heading.id == "till-section-requirements");
    assert_eq!(section.map(|heading| heading.level), Some(3), "{headings:?}");
}

#[test]
fn designs_that_use_each_other_lead_to_each_other() {
    let book = Book { folder: tempfile::tempdir().expect("a folder") };
    site::write_town(&repository(""), book.root());
    book.command();
    let (built, printed) = book.build(&[]);
    assert!(built, "{printed}");
    site::check_town(&book.root().join("book"));
}

#[test]
fn a_design_is_found_by_every_way_to_name_it() {
    let book = Book::copy("paths");
    book.build_without_findings();
    assert_eq!(broken_links(&book.root().join("book")), [""; 0]);

    let headings = |path: &str| -> Vec<(u8, String)> {
        book.page(path).headings().into_iter().map(|heading| (heading.level, heading.text)).collect()
    };
    let own = |level, text: &str| (level, text.to_owned());

    // The chapter of a README.md is an index.md: the files it names are beside the README.md.
    let teams = headings("teams/index.html");
    assert!(teams.contains(&own(2, "One")) && teams.contains(&own(2, "Two")), "{teams:?}");
    assert!(teams.contains(&own(3, "Data Security")), "{teams:?}");
    assert!(teams.contains(&own(3, "Deployment Strategy")), "{teams:?}");
    assert!(book.page("teams/index.html").texts("p").contains(&"Text after it.".to_owned()));

    let checkout = book.page("teams/checkout/checkout.html");
    assert!(checkout.texts("h2, h3").contains(&"7. Performance & Scalability".to_owned()));
    let paragraphs = checkout.texts("p");
    assert!(paragraphs.contains(&"Before.".to_owned()) && paragraphs.contains(&"After.".to_owned()));

    let deep = headings("teams/checkout/deep/deep.html");
    assert!(deep.contains(&own(3, "SYSTEM_DESIGN.md: URL Shortener")), "{deep:?}");
    assert!(deep.contains(&own(4, "1. Executive Summary")), "{deep:?}");
    assert!(!deep.iter().any(|(_, text)| text.contains("Footprint")), "{deep:?}");

    assert!(headings("below.html").iter().any(|(_, text)| text == "9. Testing Strategy"));
    assert!(headings("included.html").iter().any(|(_, text)| text == "5. Technical Decisions"));
}

#[test]
fn text_that_is_not_a_directive_is_unchanged() {
    let book = Book::copy("paths");
    book.build_without_findings();
    let preface = book.page("preface.html");
    assert_eq!(preface.texts("code"), ["<<#system-design no.toml>>", "<<#system-design no.toml>>"]);
    assert!(
        preface.texts("p").contains(&"<<#system-design no.toml>>".to_owned()),
        "{:?}",
        preface.texts("p")
    );
}

#[test]
fn a_design_that_fails_stops_the_build_and_the_old_site_stays() {
    let book = Book::copy("broken");
    let site = book.root().join("book");
    std::fs::create_dir(&site).expect("a folder");
    std::fs::write(site.join("index.html"), "the old site").expect("a page");

    let (built, printed) = book.build(&[]);
    assert!(!built, "{printed}");
    // The report names the design, its line, and the chapter that shows it.
    for part in ["error[SD101]", "designs/shop.toml:11:", "R2", "src/shop.md:3"] {
        assert!(printed.contains(part), "`{part}` is not in\n{printed}");
    }
    assert_eq!(std::fs::read_to_string(site.join("index.html")).expect("a page"), "the old site");
    assert!(!site.join("shop.html").exists());
}

#[test]
fn the_environment_decides_what_fails() {
    let book = Book::copy("broken");
    let (built, printed) = book.build(&[("MDBOOK_PREPROCESSOR__SYSTEM_DESIGN__FAIL_ON", "never")]);
    assert!(built, "{printed}");
    assert!(printed.contains("SD101"), "{printed}");
    assert!(book.page("shop.html").texts("h2").contains(&"SYSTEM_DESIGN.md: Shop".to_owned()));

    let (built, printed) = book.build(&[("MDBOOK_PREPROCESSOR__SYSTEM_DESIGN__FAIL_ON", "sometimes")]);
    assert!(!built, "{printed}");
    assert!(printed.contains("SD1206") && printed.contains("sometimes"), "{printed}");
}

#[test]
fn the_renderer_test_checks_designs_and_compiles_none() {
    let (tested, printed) = Book::copy("plain").build(&[(TEST, "1")]);
    assert!(tested, "{printed}");
    let (tested, printed) = Book::copy("broken").build(&[(TEST, "1")]);
    assert!(!tested, "{printed}");
    assert!(printed.contains("SD101"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_does_not_lead_out_of_the_book() {
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret.toml");
    std::fs::copy(repository("tests/designs/url-shortener.toml"), &secret).expect("a copy");
    let book = Book::copy("plain");
    std::os::unix::fs::symlink(&secret, book.root().join("designs/link.toml")).expect("a link");
    std::fs::write(book.root().join("src/shortener.md"), "<<#system-design /designs/link.toml>>\n")
        .expect("a chapter");

    let (built, printed) = book.build(&[]);
    assert!(!built, "{printed}");
    assert!(printed.contains("error[SD1202]") && printed.contains("src/shortener.md:1"), "{printed}");

    book.append("book.toml", "allow-outside-root = true\n");
    let (built, printed) = book.build(&[]);
    assert!(built, "{printed}");
    assert!(book.page("shortener.html").texts("h2").contains(&"1. Executive Summary".to_owned()));
}
