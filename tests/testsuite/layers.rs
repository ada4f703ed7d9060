//! The order of the places in `src`: each may use those below it, none one above. And which may use TOML,
//! mdBook and the parser of the Mermaid check.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::repository;

/// From the terminal down to the files that are read.
const ORDER: [&str; 17] = [
    // One file a subcommand.
    "cli",
    // The language server.
    "server",
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
    // The versions of a design, and which of them holds.
    "catalog",
    // What differs between two models.
    "compare",
    // Other formats of a model.
    "interchange",
    // Whether the questions of a template are answered.
    "answer",
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

/// The rooms of `book`, in the same way. Its identities of rules are for all of them.
const ROOMS: [&str; 8] = ["mend", "single", "inspect", "run", "protocol", "chapter", "directive", "config"];

/// A crate of others, and the places (a folder, or a file without its ending) that may name it.
const OUTSIDE: [(&str, &[&str]); 12] = [
    // `reading` parses; the places that read by hand see its values.
    ("toml", &["authoring", "book/config", "template", "design", "reading"]),
    ("toml_edit", &["reading/edit"]),
    ("toml_parser", &["reading/places", "reading/outline"]),
    ("mdbook_preprocessor", &["book/run/embed"]),
    ("mdbook_summary", &["authoring", "book"]),
    ("merman_core", &["diagram/mermaid/check/parser"]),
    ("annotate_snippets", &["diagnostic/format"]),
    ("clap", &["cli"]),
    ("anstream", &["cli"]),
    ("crossbeam_channel", &["server"]),
    ("gen_lsp_types", &["server"]),
    ("lsp_server", &["server"]),
];

/// What turns text into TOML's values or back.
const PARSES_TOML: [&str; 5] =
    ["toml::from_str", "toml::to_string", "DeTable::parse", "DeValue::parse", "toml::Value"];
/// Who may.
const MAY_PARSE_TOML: [&str; 3] = ["authoring", "book/config", "reading"];

#[test]
fn places_use_only_places_below_them() {
    let wrong: Vec<String> = files()
        .iter()
        .filter_map(|file| Some((file, rank(file.place.split('/').next()?)?)))
        .flat_map(|(file, rank_of_file)| {
            used_places(&file.code, depth(&file.place)).into_iter().filter_map(move |used| {
                let why = match rank(&used) {
                    Some(rank) if rank >= rank_of_file => return None,
                    Some(_) => "is above it",
                    None => "has no place in the order",
                };
                Some(format!("src/{}: `crate::{used}` {why}", file.place))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn rooms_of_the_book_use_only_those_below_them() {
    let room = |place: &str| place.strip_prefix("book/")?.split('/').next().map(str::to_owned);
    let rank = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    let mut there = BTreeSet::new();
    for file in files() {
        let Some(name) = room(&file.place) else { continue };
        let Some(own) = rank(&name) else {
            if name != "rules" {
                wrong.push(format!("src/{}: not a room", file.place));
            }
            continue;
        };
        there.insert(name);
        for used in used_files(&file).iter().filter_map(|used| room(used)) {
            if rank(&used).map_or(used != "rules", |used| used < own) {
                wrong.push(format!("src/{}: `{used}` is above it", file.place));
            }
        }
        // What the root of `book` makes public is for others: inside `book` it would hide which room is used.
        if file.code.contains("crate::book::{") || named_in_root(&file.code) {
            wrong.push(format!("src/{}: name the room, not only `crate::book`", file.place));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(there.len(), ROOMS.len());
}

/// Whether a type is named through `crate::book` alone.
fn named_in_root(code: &str) -> bool {
    let mut after = code.split("crate::book::").skip(1);
    after.any(|path| path.starts_with(|c: char| c.is_uppercase()))
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
            wrong.push(format!("src/{}: only `book` and the places above it may use mdBook", file.place));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_of_a_folder_do_not_import_each_other_in_a_circle() {
    let files = files();
    let mut circles = Vec::new();
    let folders: BTreeSet<&str> = files.iter().filter_map(|file| parent(&file.place)).collect();
    for folder in folders {
        let inside = |place: &str| {
            let rest = place.strip_prefix(folder)?.strip_prefix('/')?;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        };
        // A folder inside counts as its root.
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files.iter().filter(|file| inside(&file.place).is_some()) {
            let name = inside(&file.place).unwrap_or_default();
            let used = used_files(file).into_iter().filter_map(|used| inside(&used));
            let used: BTreeSet<String> = used.filter(|used| *used != name).collect();
            uses.entry(name).or_default().extend(used);
        }
        for circle in circles_of(&uses) {
            circles.push(format!("src/{folder}: {}", circle.join(" and ")));
        }
    }
    assert!(circles.is_empty(), "these import each other:\n{}", circles.join("\n"));
}

#[test]
fn circles_are_found() {
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            uses.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        circles_of(&uses)
    };
    assert_eq!(uses(&[("a", "b"), ("b", "c")]), Vec::<Vec<String>>::new());
    assert_eq!(uses(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]), [["a", "b", "c"]]);

    let file = |place: &str, code: &str| used_files(&File { place: place.to_owned(), code: code_of(code) });
    assert_eq!(file("book/print", "use super::expand::{Edit, run};"), ["book/expand"]);
    assert_eq!(file("book/inspect/order", "use super::super::print;"), ["book/print"]);
    assert_eq!(
        file("book/print", "use crate::book::{expand, session::Checked};"),
        ["book/expand", "book/session"]
    );
    assert_eq!(file("book/print", "fn f() { super::expand::run() }"), ["book/expand"]);
}

/// The files, or folders, that a file names by a path: `book/expand` for `super::expand::Edit`. A
/// path that leads no further than a folder's root names nothing here.
fn used_files(file: &File) -> Vec<String> {
    let code = file.code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut used = Vec::new();
    // A module is the child of the folder that it is in, whether it is a file or a folder's root.
    let above = |times: usize| (0..times).try_fold(file.place.as_str(), |place, _| parent(place));
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let times = code[at..].split("super::").take_while(|part| part.is_empty()).count();
        let path = &code[at + times * "super::".len()..];
        if let Some(base) = above(times) {
            used.extend(first_names(path).into_iter().map(|name| format!("{base}/{name}")));
        }
    }
    for (at, root) in code.match_indices("crate::") {
        let path = &code[at + root.len()..];
        used.extend(second_names(path));
    }
    used
}

/// `book/expand` of `book::expand::Edit`; `book/expand` and `book/session` of
/// `book::{expand, session::Checked}`, and deeper ones in full.
fn second_names(path: &str) -> Vec<String> {
    let mut place = String::new();
    let mut rest = path;
    loop {
        if rest.starts_with('{') {
            let names = first_names(rest).into_iter();
            return names.filter(|name| is_module(name)).map(|name| format!("{place}{name}")).collect();
        }
        let name = word(rest);
        if name.is_empty() || !is_module(&name) {
            let place = place.trim_end_matches('/');
            return if place.contains('/') { vec![place.to_owned()] } else { Vec::new() };
        }
        place = format!("{place}{name}/");
        rest = rest[name.len()..].strip_prefix("::").unwrap_or_default();
    }
}

/// Types and constants begin with a capital letter; functions are recognised by what exists.
fn is_module(name: &str) -> bool {
    name.starts_with(|c: char| c.is_lowercase())
}

/// Groups of more than one name that reach each other.
fn circles_of(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach = |from: &String| {
        let mut seen: BTreeSet<&String> = BTreeSet::new();
        let mut open: Vec<&String> = uses.get(from).into_iter().flatten().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(uses.get(next).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|name| (name, reach(name))).collect();
    let mut circles = BTreeSet::new();
    for (name, others) in &reached {
        let back = |other: &&&String| reached.get(**other).is_some_and(|back| back.contains(*name));
        let circle: BTreeSet<String> = others.iter().filter(back).map(|other| (**other).clone()).collect();
        if others.contains(*name) && circle.len() > 1 {
            circles.insert(circle.into_iter().collect::<Vec<_>>());
        }
    }
    circles.into_iter().collect()
}

fn parent(place: &str) -> Option<&str> {
    place.rsplit_once('/').map(|(parent, _)| parent)
}

/// Whatever else writes might leave half a file.
#[test]
fn one_place_writes_files() {
    const WRITES: [&str; 12] = [
        "fs::write",
        "fs::rename",
        "fs::copy",
        "fs::hard_link",
        "fs::remove",
        "fs::create_dir",
        "fs::set_permissions",
        "File::create",
        "write(true)",
        "append(true)",
        "DirBuilder",
        "tempfile::",
    ];
    let writers = places_that_name(&WRITES);
    assert_eq!(writers, ["source/write/disk", "source/write/edit", "source/write/faults"]);
}

/// A build changes nothing below `src`: files are written only by commands that a person runs.
#[test]
fn builds_write_no_files() {
    assert_eq!(
        places_that_name(&["Writes"]),
        ["authoring/change", "cli/export", "cli/fixes", "cli/known", "cli/manual", "source", "source/write"]
    );
}

/// The places whose code, without its tests, names one of these.
fn places_that_name(names: &[&str]) -> Vec<String> {
    let names_one = |file: &File| {
        let is_test = file.place.ends_with("tests") || file.place == "cli/laws";
        let code = file.code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        !is_test && names.iter().any(|name| code.contains(name))
    };
    files().into_iter().filter(names_one).map(|file| file.place).collect()
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
    /// The file's path below `src`, without `.rs` and `/mod`.
    place: String,
    /// The file's text without comments.
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

/// A text without everything after `//`, which says nothing about modules even in a string.
fn code_of(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The places of the crate that a file names, in order.
fn used_places(code: &str, depth: usize) -> Vec<String> {
    let after =
        |code: &str, root: &str| -> Vec<String> { code.split(root).skip(1).flat_map(first_names).collect() };
    let mut used = after(code, "crate::");
    // As many `super` as the file is deep also lead to the crate's root; in a module of tests, one more.
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

/// Whether the code contains a path that begins with these words.
fn names(code: &str, words: &str) -> bool {
    code.match_indices(words)
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

fn lies_in(place: &str, places: &[&str]) -> bool {
    places.iter().any(|allowed| {
        place.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// How many modules are above a file's: `book/inspect/order` has three, the crate's root among them.
fn depth(place: &str) -> usize {
    place.split('/').count()
}

fn top(place: &str) -> Option<String> {
    place.split('/').next().map(str::to_owned)
}

fn rank(place: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == place)
}
