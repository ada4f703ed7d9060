//! An open file shows what `check` says of it.

use std::path::Path;

use mdbook_system_design::book::inspect::{self, Target};
use mdbook_system_design::diagnostic::Level;
use mdbook_system_design::source::Overlay;
use serde_json::{Value, json};

use super::Client;
use crate::harness::{repository, write};

/// The code, the severity and the place of each finding, as one says them.
type Said = Vec<(String, u64, u64, u64)>;

fn said(diagnostics: &[Value]) -> Said {
    let number = |value: &Value| value.as_u64().expect("a number");
    let said = diagnostics.iter().map(|diagnostic| {
        let code = diagnostic["code"].as_str().expect("a code").to_owned();
        let start = &diagnostic["range"]["start"];
        (code, number(&diagnostic["severity"]), number(&start["line"]), number(&start["character"]))
    });
    let mut said: Said = said.collect();
    said.sort();
    said
}

/// What `check BOOK` says of each of its files.
fn checked(book: &Path) -> Vec<(String, Said)> {
    let inspection = inspect::book(book).expect("a book");
    let sources = &inspection.session.sources;
    let report = inspection.report.bounded();
    let of = |file| {
        let source = sources.get(file);
        let findings = report.findings.iter().filter_map(|finding| {
            let anchor = finding.anchor.filter(|anchor| anchor.file == file);
            let place = if finding.span.file == file { finding.span } else { anchor? };
            let severity = match finding.level {
                Level::Deny => 1,
                Level::Warn => 2,
                _ => 3,
            };
            let line = source.line(place.start as usize);
            let column = place.start as usize - source.line_start(line);
            Some((finding.rule.code.to_owned(), severity, line as u64 - 1, column as u64))
        });
        let mut said: Said = findings.collect();
        said.sort();
        (source.path().to_owned(), said)
    };
    sources.ids().filter(|file| sources.get(*file).is_on_disk()).map(of).collect()
}

#[track_caller]
fn assert_as_checked(book: &Path) -> usize {
    let mut client = Client::pulling(book, &json!({}));
    let mut found = 0;
    let files: Vec<(String, Said)> =
        checked(book).into_iter().filter(|(path, _)| book.join(path).is_file()).collect();
    for (path, _) in &files {
        client.open_file(path);
    }
    for (path, expected) in files {
        let shown = said(&client.diagnostics(&path));
        assert_eq!(shown, expected, "{path}");
        found += shown.len();
    }
    found
}

#[test]
fn an_open_file_shows_what_check_says_of_it() {
    assert_as_checked(&repository("book-example"));
    for book in ["anchors", "paths", "plain"] {
        assert_as_checked(&repository(&format!("tests/books/{book}")));
    }
    assert!(assert_as_checked(&repository("tests/books/broken")) > 10);
}

#[test]
fn a_finding_has_its_places_its_page_and_its_fix() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "template = \"system-design@1\"\n[design]\ntitle = \"🦀 漢\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n\
                [components]\na.name = \"A\"\na.kind = \"service\"\na.uses.b = \"🦀🦀 calls\"\nb.naem = \"B\"\n";
    let mut client = Client::pulling(folder.path(), &json!({}));
    client.open("shop.toml", text);
    let found = client.diagnostics("shop.toml");
    let unknown = found.iter().find(|found| found["code"] == "SD002").expect("an unknown key");
    let place = json!({ "start": { "line": 9, "character": 2 }, "end": { "line": 9, "character": 6 } });
    assert_eq!(unknown["range"], place);
    assert_eq!(unknown["source"], "mdbook-system-design");
    assert_eq!(unknown["severity"], 1);
    assert_eq!(unknown["data"]["fix"], "safe");
    let page = unknown["codeDescription"]["href"].as_str().expect("an address");
    assert!(page.ends_with("/rules/unknown-key.md"), "{page}");
    assert!(unknown["message"].as_str().expect("a text").contains("did you mean `name`?"), "{unknown}");
}

#[test]
fn a_change_is_pushed_and_a_closed_file_has_no_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::pushed(folder.path(), &json!({}));
    let head = "template = \"system-design@1\"\n[design]\ntitle = \"T\"\nversion = \"1.0.0\"\n";
    client.open("shop.toml", &format!("{head}status = \"draft\"\nz = 1\n"));
    let first = client.hear("textDocument/publishDiagnostics");
    assert!(codes(&first).contains(&"SD002"), "{:?}", codes(&first));
    assert_eq!(first["version"], 1);
    let range = json!({ "start": { "line": 5, "character": 0 }, "end": { "line": 6, "character": 0 } });
    client.change("shop.toml", 2, json!([{ "range": range, "text": "" }]));
    let second = client.hear("textDocument/publishDiagnostics");
    assert!(!codes(&second).contains(&"SD002"), "{:?}", codes(&second));
    assert_eq!(second["version"], 2);
    client.close("shop.toml");
    let last = client.hear("textDocument/publishDiagnostics");
    assert_eq!(last["diagnostics"], json!([]));
}

#[track_caller]
fn codes(published: &Value) -> Vec<&str> {
    let diagnostics = published["diagnostics"].as_array().expect("a list");
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a code")).collect()
}

#[test]
fn files_of_other_programs_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::pulling(folder.path(), &json!({}));
    client.open("Cargo.toml", "[package]\nname = \"x\"\n");
    client.open("notes.md", "<<#system-design nothing>>\n");
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "untitled:Untitled-1", "languageId": "toml", "version": 1, "text": "[design]\n" } }),
    );
    for path in ["Cargo.toml", "notes.md"] {
        assert_eq!(client.diagnostics(path), [Value::Null; 0], "{path}");
    }
    let report =
        client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": "untitled:Untitled-1" } }));
    assert_eq!(report.expect("a report")["items"], json!([]));
}

#[test]
fn what_a_toml_server_says_too_can_be_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "template = \"system-design@1\"\nz = 1\n[design]\ntitle = 7\nversion = \"1.0\"\nstatus = \"drafty\"\n";
    let all = |options: Value| {
        let mut client = Client::pulling(folder.path(), &options);
        client.open("shop.toml", text);
        said(&client.diagnostics("shop.toml")).into_iter().map(|(code, ..)| code).collect::<Vec<_>>()
    };
    let (with, without) = (all(json!({})), all(json!({ "shape": "off" })));
    for code in ["SD002", "SD003", "SD010", "SD1101"] {
        assert!(with.iter().any(|found| found == code), "{code}: {with:?}");
    }
    let rest: Vec<&String> =
        with.iter().filter(|code| !["SD002", "SD003", "SD010"].contains(&code.as_str())).collect();
    assert_eq!(without.iter().collect::<Vec<_>>(), rest);
}

/// What is open counts, not what is on the disk: for other files of the book, too.
#[test]
fn an_unsaved_text_counts_in_the_whole_book() {
    let book = tempfile::tempdir().expect("a folder");
    let design =
        "template = \"system-design@1\"\n[design]\ntitle = \"T\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n";
    write(&book.path().join("book.toml"), "[book]\n[preprocessor.system-design]\n");
    write(&book.path().join("src/SUMMARY.md"), "- [C](c.md)\n");
    write(&book.path().join("src/c.md"), "# C\n");
    write(&book.path().join("designs/shop.toml"), design);
    let mut client = Client::pulling(book.path(), &json!({}));
    client.open_file("designs/shop.toml");
    let unshown = |found: &[Value]| found.iter().any(|found| found["code"] == "SD1207");
    assert!(unshown(&client.diagnostics("designs/shop.toml")), "no chapter shows it");
    client.open("src/c.md", "# C\n\n<<#system-design /designs/shop.toml>>\n");
    assert!(!unshown(&client.diagnostics("designs/shop.toml")), "the open chapter shows it");
    assert_eq!(client.diagnostics("src/c.md"), [Value::Null; 0]);
    client.change("src/c.md", 2, json!([{ "text": "# C\n\n<<#system-design /designs/shoq.toml>>\n" }]));
    let found = client.diagnostics("src/c.md");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "SD1201");

    let overlaid = Target::book(book.path()).inspect(&Overlay::default()).expect("a book");
    assert!(
        overlaid.report.findings.iter().any(|finding| finding.rule.code == "SD1207"),
        "the disk is as it was"
    );
}
