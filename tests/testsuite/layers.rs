//! The order of the places in `src`: each may use those below it, none one above. And who may know
//! TOML, mdBook and the parser behind the Mermaid check.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository;

/// From the terminal down to the files that are read.
const ORDER: [&str; 12] = [
    // One file a subcommand.
    "cli",
    // What helps to write: schema, scaffold, import, setting up a book.
    "authoring",
    // mdBook's side.
    "book",
    // The rules.
    "check",
    // A design as Markdown.
    "render",
    // Pictures of the model.
    "diagram",
    // The model.
    "design",
    // Which sections and words a document has.
    "template",
    // TOML with places in it.
    "reading",
    // Events of Markdown.
    "markdown",
    // Findings and their formats.
    "diagnostic",
    // Files, spans, lines.
    "source",
];

/// A crate of others, and the places (a folder, or a file without its ending) that may name it.
const OUTSIDE: [(&str, &[&str]); 8] = [
    // `reading` parses; the places that read by hand see its values.
    (
        "toml",
        &["authoring", "book/config", "book/settings", "book/inspect/order", "template", "design", "reading"],
    ),
    ("toml_edit", &["authoring"]),
    ("mdbook_preprocessor", &["book/embed"]),
    ("mdbook_summary", &["authoring", "book"]),
    ("merman_core", &["diagram/mermaid/parser"]),
    ("annotate_snippets", &["diagnostic/format"]),
    ("clap", &["cli"]),
    ("anstream", &["cli"]),
];

/// What turns text into TOML's values or back.
const PARSES_TOML: [&str; 5] =
    ["toml::from_str", "toml::to_string", "DeTable::parse", "DeValue::parse", "toml::Value"];
/// Who may.
const MAY_PARSE_TOML: [&str; 4] = ["authoring", "book/settings", "book/inspect/order", "reading"];

#[test]
fn places_use_only_what_stands_below_them() {
    let wrong: Vec<String> = files()
        .iter()
        .filter_map(|file| Some((file, rank(file.place.split('/').next()?)?)))
        .flat_map(|(file, rank_of_file)| {
            used_places(&file.code, depth(&file.place)).into_iter().filter_map(move |used| {
                let why = match rank(&used) {
                    Some(rank) if rank >= rank_of_file => return None,
                    Some(_) => "stands above it",
                    None => "has no place in the order",
                };
                Some(format!("src/{}: `crate::{used}` {why}", file.place))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_place_is_in_the_order_and_there() {
    let mut there: Vec<String> = files().iter().filter_map(|file| top(&file.place)).collect();
    there.dedup();
    let mut expected: Vec<String> = ORDER.iter().map(|place| (*place).to_owned()).collect();
    expected.sort();
    assert_eq!(there, expected);
}

#[test]
fn crates_of_others_are_known_where_they_belong() {
    let mut wrong = Vec::new();
    for file in files() {
        for (name, places) in OUTSIDE {
            if names(&file.code, &format!("{name}::")) && !lies_in(&file.place, places) {
                wrong.push(format!("src/{}: `{name}` is for {}", file.place, places.join(", ")));
            }
        }
        for call in PARSES_TOML {
            if names(&file.code, call) && !lies_in(&file.place, &MAY_PARSE_TOML) {
                wrong.push(format!("src/{}: `{call}` is for {}", file.place, MAY_PARSE_TOML.join(", ")));
            }
        }
        let is_below_book = top(&file.place).and_then(|top| rank(&top)) > rank("book");
        if is_below_book && names(&file.code, "mdbook_") {
            wrong.push(format!("src/{}: only `book` and what stands above it knows mdBook", file.place));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_import_is_read_in_each_of_its_forms() {
    let used = |code: &str| used_places(&code_of(code), 2);
    assert_eq!(used("use crate::book::Page;\nfn f() { crate::check::all() }"), ["book", "check"]);
    assert_eq!(used("use crate::{book::{Page, Session}, source::Span, check};"), ["book", "source", "check"]);
    assert_eq!(used("use super::Page;\nuse super::super::book;"), ["book"]);
    assert_eq!(used("// crate::book\n/// [`crate::check`]\nlet x = 1; // crate::cli"), [""; 0]);
    assert_eq!(used("pub(in crate::design) fn f() {}\npub(crate) fn g() {}"), ["design"]);
}

/// A file of `src`.
struct File {
    /// Its path below `src`, without `.rs` and `/mod`.
    place: String,
    /// Its text without comments.
    code: String,
}

/// Every file but the two roots, by path.
fn files() -> Vec<File> {
    let src = repository("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    let files = paths.iter().map(|path| {
        let below = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let place = below.trim_end_matches(".rs").trim_end_matches("/mod").to_owned();
        File { place, code: code_of(&fs::read_to_string(path).expect("a source file")) }
    });
    files.filter(|file| !matches!(file.place.as_str(), "lib" | "main")).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// A text without what follows `//`. In a string it says nothing of modules either.
fn code_of(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The places of the crate that a file names, in order.
fn used_places(code: &str, depth: usize) -> Vec<String> {
    let after =
        |code: &str, root: &str| -> Vec<String> { code.split(root).skip(1).flat_map(first_names).collect() };
    let mut used = after(code, "crate::");
    // As many `super` as the file lies deep lead to the crate's root, too; in a module of tests, one more.
    let without_tests = code.split("#[cfg(test)]").next().unwrap_or_default();
    used.extend(after(without_tests, &"super::".repeat(depth)));
    used
}

/// `book` of `book::Page`; `book` and `check` of `{book::{Page, Session}, check}`.
fn first_names(path: &str) -> Vec<String> {
    let Some(list) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(word(list[start..at].trim()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(word(list[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether a path that begins with these words stands in the code.
fn names(code: &str, words: &str) -> bool {
    code.match_indices(words)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

fn lies_in(place: &str, places: &[&str]) -> bool {
    places.iter().any(|allowed| {
        place.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// How many modules lie above a file's: `book/inspect/order` has three, the crate's root among them.
fn depth(place: &str) -> usize {
    place.split('/').count()
}

fn top(place: &str) -> Option<String> {
    place.split('/').next().map(str::to_owned)
}

fn rank(place: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == place)
}
