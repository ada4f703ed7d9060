//! A book built by mdBook 0.4 with the real program. Its first test builds the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook::MDBook;
use site::{Page, broken_links, check_url_shortener};

#[path = "../../../tests/testsuite/builds/site.rs"]
mod site;

/// The program, built as this test was.
fn program() -> PathBuf {
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

#[test]
fn a_design_becomes_a_whole_document() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let book = tempfile::tempdir().expect("a folder");
    site::copy(&repository.join("tests/books/paths"), book.path());
    site::copy(&repository.join("tests/books/plain/src"), &book.path().join("src/plain"));
    site::copy(&repository.join("tests/designs"), &book.path().join("designs"));
    let summary = book.path().join("src/SUMMARY.md");
    let chapters = std::fs::read_to_string(&summary).expect("a summary");
    let more = "\n[Introduction](plain/intro.md)\n\n[URL shortener](plain/shortener.md)\n";
    std::fs::write(&summary, chapters + more).expect("a summary");

    let mut loaded = MDBook::load(book.path()).expect("a book");
    let command = format!("\"{}\"", program().display().to_string().replace('\\', "/"));
    loaded.config.set("preprocessor.system-design.command", command).expect("a command");
    // The preprocessors are set up when a book is loaded.
    let loaded = MDBook::load_with_config(book.path(), loaded.config).expect("a book");
    loaded.build().expect("it builds");

    let site = book.path().join("book");
    check_url_shortener(&Page::read(&site.join("plain/shortener.html")), 1);
    assert_eq!(broken_links(&site), [""; 0]);
    let page = |path: &str| Page::read(&site.join(path)).texts("h1, h2, h3, h4");
    assert!(page("teams/index.html").contains(&"6. Security Design".to_owned()));
    assert!(page("teams/checkout/checkout.html").contains(&"7. Performance & Scalability".to_owned()));
    assert!(page("teams/checkout/deep/deep.html").contains(&"1. Executive Summary".to_owned()));
    assert!(page("included.html").contains(&"5. Technical Decisions".to_owned()));
    assert_eq!(
        Page::read(&site.join("preface.html")).texts("code"),
        ["<<#system-design no.toml>>", "<<#system-design no.toml>>"]
    );
}
