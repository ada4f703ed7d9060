//! Real books as mdBook sent them (`tests/captures/README.md`): none of them contains a directive.

use std::io::Read as _;

use mdbook_system_design::book::directive::find;
use mdbook_system_design::book::protocol::{Book, RunContext, split};
use mdbook_system_design::book::version;
use mdbook_system_design::source::Sources;
use serde_json::Value;

#[track_caller]
fn check(name: &str, mdbook: &str, chapters: usize) {
    let input = read(name);
    let envelope = split(&input).expect("an envelope");
    // The input is `[context,book]` without a blank.
    let book_at = input.len() - 1 - envelope.book.len();
    assert!(input[..book_at].ends_with(b"},") && input.ends_with(b"]"));
    assert_eq!(&input[book_at..input.len() - 1], envelope.book);
    assert!(!envelope.may_hold_directives(), "{name}: the quick way is enough");

    let context = RunContext::parse(envelope.context).expect("a context");
    let version = context.mdbook_version.as_deref();
    assert!(version.is_some_and(|version| version.starts_with(mdbook)), "{version:?}");
    assert_eq!(version::warning(version), None);

    // The slow path gives the same result.
    let book = Book::parse(envelope.book).expect("a book");
    assert_eq!(book.chapters().len(), chapters);
    let contents: Vec<_> = book.chapters().iter().map(|chapter| chapter.content().expect("text")).collect();
    for content in &contents {
        let found = find(content, Sources::new().add(name, content.as_str()));
        assert!(found.directives.is_empty() && found.findings.is_empty());
    }
    let same = vec![None; contents.len()];
    assert!(book.with_contents(same).expect("JSON") == envelope.book, "{name}: a byte changed");
    let again: Vec<_> = contents.into_iter().map(Some).collect();
    let written = book.with_contents(again).expect("JSON");
    let value = |json: &[u8]| serde_json::from_slice::<Value>(json).expect("JSON");
    assert!(value(&written) == value(envelope.book), "{name}: a content changed");
}

pub(crate) fn read(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/captures/{name}.json.gz", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(path).expect("the capture");
    let mut input = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut input).expect("gzip");
    input
}

#[test]
fn the_rustonomicon_of_mdbook_0_4() {
    check("nomicon.04", "0.4.", 63);
}

#[test]
fn the_rustonomicon_of_mdbook_0_5() {
    check("nomicon.05", "0.5.", 63);
}

#[test]
fn the_rustc_dev_guide() {
    check("rustc-dev-guide.05", "0.5.", 241);
}
