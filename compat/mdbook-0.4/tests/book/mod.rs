//! The book that every version of mdBook builds, and the checks of its site.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

#[path = "../../../../tests/testsuite/builds/site.rs"]
pub(crate) mod site;

use site::{Page, broken_links, check_url_shortener};

/// The program, built as this test was.
pub(crate) fn program() -> PathBuf {
    let this = std::env::current_exe().expect("this program");
    let folder = this.parent().and_then(Path::parent).expect("target/PROFILE/deps/this");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "mdbook-system-design", "--bin", "mdbook-system-design"]);
    build.arg("--target-dir").arg(folder.parent().expect("target"));
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success());
    folder.join(format!("mdbook-system-design{}", std::env::consts::EXE_SUFFIX))
}

/// The command of the preprocessor, as book.toml or the environment writes it.
pub(crate) fn command() -> String {
    format!("\"{}\"", program().display().to_string().replace('\\', "/"))
}

/// A copy of the book.
pub(crate) fn copy() -> TempDir {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let book = tempfile::tempdir().expect("a folder");
    site::copy(&repository.join("tests/books/paths"), book.path());
    site::copy(&repository.join("tests/books/plain/src"), &book.path().join("src/plain"));
    site::copy(&repository.join("tests/designs"), &book.path().join("designs"));
    let summary = book.path().join("src/SUMMARY.md");
    let chapters = std::fs::read_to_string(&summary).expect("a summary");
    // The first whole document of a book keeps its ids: 0.4 prints all pages as one.
    let first = "# The teams\n\n- [Introduction](plain/intro.md)\n- [URL shortener](plain/shortener.md)\n";
    std::fs::write(&summary, chapters.replacen("# The teams\n\n", first, 1)).expect("a summary");
    book
}

/// Checks that the site is complete: every document has its headings, every link has a target, and text that
/// is not a directive is unchanged.
pub(crate) fn check(book: &Path) {
    let site = book.join("book");
    check_url_shortener(&Page::read(&site.join("plain/shortener.html")), 1);
    assert_eq!(broken_links(&site), [""; 0]);
    let page = |path: &str| Page::read(&site.join(path)).texts("h1, h2, h3, h4");
    // The chapter has headings of its own for the two sections, so theirs are left out.
    let teams = page("teams/index.html");
    assert!(!teams.contains(&"6. Security Design".to_owned()), "{teams:?}");
    assert!(teams.contains(&"Authentication & Authorization".to_owned()), "{teams:?}");
    assert!(page("teams/checkout/checkout.html").contains(&"7. Performance & Scalability".to_owned()));
    assert!(page("teams/checkout/deep/deep.html").contains(&"1. Executive Summary".to_owned()));
    assert!(page("included.html").contains(&"5. Technical Decisions".to_owned()));
    assert_eq!(
        Page::read(&site.join("preface.html")).texts("code"),
        ["<<#system-design no.toml>>", "<<#system-design no.toml>>"]
    );
}
