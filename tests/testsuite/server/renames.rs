//! Renames in the example book, as its user would see them: the book is checked and built afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mdbook_driver::MDBook;
use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::diagnostic::Level;
use mdbook_system_design::source::Overlay;
use serde_json::{Value, json};

use super::Client;
use super::cases::applied;
use crate::builds::site::{broken_links, copy};
use crate::harness::repository;

/// Where something is renamed: the first of each kind.
const DESIGNS: [&str; 3] = ["designs/web-shop.toml", "designs/url-shortener.toml", "designs/watch.toml"];

#[test]
fn a_book_with_other_ids_is_clean_and_its_links_land() {
    let folder = tempfile::tempdir().expect("a folder");
    // What the book quotes is beside it.
    for part in ["book-example", "src", "editors"] {
        copy(&repository(part), &folder.path().join(part));
    }
    let book = folder.path().join("book-example");
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for design in DESIGNS {
        for (kind, id) in first_of_each(&std::fs::read_to_string(book.join(design)).expect("a design")) {
            if kinds.insert(kind.clone()) {
                let client = Client::pulling(&book, &json!({}));
                rename(client, &book, design, &format!("[{kind}.{id}"), &format!("{id}-anew"));
            }
        }
    }
    let expected = [
        "api",
        "components",
        "decisions",
        "flows",
        "integrations",
        "models",
        "nodes",
        "people",
        "requirements",
        "risks",
        "tables",
        "tests",
    ];
    assert!(expected.iter().all(|kind| kinds.contains(*kind)), "{kinds:?}");

    let found = Target::book(&*book).inspect(&Overlay::default()).expect("a book");
    let failing = found.report.findings.iter().filter(|finding| finding.level > Level::Note);
    let failing: Vec<&str> = failing.map(|finding| finding.message.as_str()).collect();
    assert_eq!(failing, [""; 0]);

    let mut mdbook = MDBook::load(&book).expect("a book");
    mdbook.with_preprocessor(mdbook_system_design::book::SystemDesign::new(|_| {}));
    mdbook.build().expect("it is built");
    assert_eq!(broken_links(&book.join("book")), [""; 0]);
}

/// The first id below each table of a design.
fn first_of_each(design: &str) -> BTreeMap<String, String> {
    let mut first = BTreeMap::new();
    for line in design.lines() {
        let header = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Some((kind, id)) = header.and_then(|header| header.split_once('.'))
            && !id.contains('.')
        {
            first.entry(kind.to_owned()).or_insert_with(|| id.to_owned());
        }
    }
    first
}

/// Renames what a design declares, and writes the files that this changes. What has no id is left alone.
fn rename(mut client: Client, book: &Path, design: &str, header: &str, new: &str) {
    let text = client.open_file(design);
    let end = text.find(header).expect("it is there") + header.len();
    let line = text[..end].matches('\n').count();
    let place = json!({
        "textDocument": { "uri": client.uri(design) },
        "position": { "line": line, "character": header.len() },
        "newName": new,
    });
    if client.ask("textDocument/prepareRename", place.clone()).expect("an answer") != Value::Null {
        let edit = client
            .ask("textDocument/rename", place)
            .unwrap_or_else(|why| panic!("{header}: {}", why.message));
        for (uri, edits) in edit["changes"].as_object().expect("changes") {
            let path = book.canonicalize().expect("a folder");
            let path = path.join(uri.strip_prefix(&client.uri("")).expect("a file of the book"));
            let text = std::fs::read_to_string(&path).expect("a file");
            std::fs::write(&path, applied(&text, edits.as_array().expect("edits"))).expect("a file");
        }
    }
    client.forget_unread();
}
