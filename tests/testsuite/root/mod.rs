//! The root is a boundary: a book reads only files below its folder, through every door, however the book is
//! called, and only regular files are opened.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use mdbook_system_design::book::{Chapter, Input, expand};
use snapbox::cmd::cargo_bin;

use crate::harness::{self, repository};

#[cfg(unix)]
mod farm;
#[cfg(unix)]
mod files;
mod places;

const SECRET: &str = "s3cret";
const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

/// A book in a separate folder, `book`, with `outside` beside it.
struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a folder") };
        book.write("book/book.toml", "[book]\ntitle = \"T\"\n[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\n");
        book.write("book/src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
        book.write("book/src/a.md", "# A\n\n<<#system-design /designs/a.toml>>\n");
        book.write("book/designs/a.toml", HEAD);
        book
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    #[track_caller]
    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        harness::write(&path, text);
    }

    /// Adds a line to our table.
    #[track_caller]
    fn set(&self, line: &str) {
        let path = self.path("book/book.toml");
        let text = fs::read_to_string(&path).expect("a book.toml");
        fs::write(path, format!("{text}{line}\n")).expect("a book.toml");
    }

    /// Files outside, each with a name that does not occur inside.
    fn fill_outside(&self) {
        for name in ["x.toml", "near.toml", "designs/x.toml", "SUMMARY.md"] {
            self.write(&format!("outside/{name}"), &format!("{SECRET} = \"{SECRET}\"\n{{{{ {SECRET}\n"));
        }
    }

    #[cfg(unix)]
    #[track_caller]
    fn link(&self, target: &str, at: &str) {
        let at = self.path(at);
        _ = fs::remove_file(&at);
        _ = fs::remove_dir_all(&at);
        std::os::unix::fs::symlink(target, at).expect("a link");
    }

    /// Runs the program in a folder.
    fn run(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(cargo_bin!("mdbook-system-design"));
        command.current_dir(self.path(folder)).args(arguments).output().expect("the program runs")
    }

    /// Findings of the rules on reading files, as `file:line CODE message`, for one way of calling.
    fn check(&self, from: &str, arguments: &[&str]) -> BTreeSet<String> {
        let output = self.run(from, &[&["check", "--format", "json"], arguments].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let values = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let findings = values.filter_map(|value| {
            let code = value.get("code")?.as_str().filter(|code| RULES.contains(code))?.to_owned();
            let text = |key: &str| value.get(key).and_then(|value| value.as_str()).unwrap_or_default();
            // The file as the book names it, whatever the path to it.
            let whole = self.path(from).join(text("file"));
            let folder = whole.parent().expect("a folder").canonicalize().expect("a folder that is there");
            let file = folder.join(whole.file_name().expect("a file"));
            let book = self.path("book").canonicalize().expect("the book");
            let file = file.strip_prefix(book).expect("a file of the book").display();
            Some(format!("{file} {code} {}", text("message")))
        });
        findings.collect()
    }

    /// What a build finds, from the chapters as they are on disk.
    fn build(&self) -> BTreeSet<String> {
        let text = fs::read_to_string(self.path("book/book.toml")).expect("a book.toml");
        let content = fs::read_to_string(self.path("book/src/a.md")).expect("a chapter");
        let chapter = Chapter {
            name: "A".into(),
            source_path: Some("a.md".into()),
            path: Some("a.md".into()),
            content,
        };
        let expansion = expand(Input {
            root: self.path("book"),
            settings: toml::from_str(&text).expect("TOML"),
            renderer: "html".into(),
            mdbook_version: String::new(),
            chapters: vec![(0, chapter)],
            paths: Vec::new(),
        });
        let ours = expansion.report.findings.iter().filter(|finding| RULES.contains(&finding.rule.code));
        ours.map(|finding| {
            let file = expansion.sources.get(finding.span.file).path();
            format!("{file} {} {}", finding.rule.code, finding.message)
        })
        .collect()
    }
}

/// The rules on reading files.
const RULES: [&str; 4] = ["SD011", "SD1201", "SD1202", "SD1206"];

/// Calls that reach the disk.
const DISK: [&str; 9] = [
    "read_dir",
    "read_to_string",
    "File::open",
    ".is_file()",
    ".is_dir()",
    ".exists()",
    "fs::read(",
    "canonicalize",
    "metadata(",
];
/// The files outside `src/source` that may make one, each with its reason.
const MAY: [(&str, &str); 3] = [
    ("book/protocol/input.rs", "asks of stdin whether it is a pipe"),
    ("authoring/change.rs", "reads what it is about to write"),
    ("cli/preprocess.rs", "asks which folder mdBook was called in"),
];

#[test]
fn the_disk_is_reached_through_the_root() {
    let mut wrong = Vec::new();
    let mut waiting = vec![repository("src")];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let shown =
                path.strip_prefix(repository("src")).expect("below src").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            // Tests read what they need.
            if shown.ends_with("/tests.rs") {
                continue;
            }
            let is_owner = shown.starts_with("source") || MAY.iter().any(|(file, _)| shown == *file);
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (index, line) in code.lines().enumerate().filter(|_| !is_owner) {
                if !line.trim_start().starts_with("//") && DISK.iter().any(|call| line.contains(call)) {
                    wrong.push(format!("src/{shown}:{}: {}", index + 1, line.trim()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "ask `source::Root` for the path, and what it grants for the file:\n{}",
        wrong.join("\n")
    );
}

/// The folders from which a book is called, with the arguments.
fn ways(book: &Book) -> Vec<(&'static str, Vec<String>)> {
    let whole = book.path("book").to_string_lossy().into_owned();
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut ways = vec![
        ("book", vec![]),
        ("book", vec![".".to_owned()]),
        ("book", vec!["./".to_owned()]),
        ("book/src", vec!["..".to_owned()]),
        (".", vec!["book".to_owned()]),
        ("outside", vec!["../book".to_owned()]),
        ("outside", vec![whole]),
    ];
    #[cfg(unix)]
    ways.push(("aside", vec!["called".to_owned()]));
    ways
}

/// Checks that a book gives the same findings however it is called, whether the files it names outside exist
/// or not, in `check` and in a build; and that no outside text is printed.
#[track_caller]
fn assert_refused(door: &str, set_up: &dyn Fn(&Book), expected: &[&str]) {
    let mut seen: Option<BTreeSet<String>> = None;
    for is_filled in [false, true] {
        let book = Book::new();
        fs::create_dir_all(book.path("outside")).expect("a folder");
        fs::create_dir_all(book.path("aside")).expect("a folder");
        #[cfg(unix)]
        book.link("../book", "aside/called");
        if is_filled {
            book.fill_outside();
        }
        set_up(&book);
        for (from, arguments) in ways(&book) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let found = book.check(from, &arguments);
            let mut codes: Vec<&str> = found.iter().filter_map(|line| line.split(' ').nth(1)).collect();
            codes.sort_unstable();
            assert_eq!(codes, expected, "{door}, filled: {is_filled}, from {from} {arguments:?}: {found:#?}");
            let first = seen.get_or_insert_with(|| found.clone());
            assert_eq!(&found, first, "{door}, filled: {is_filled}, from {from} {arguments:?}");
            let printed = book.run(from, &[&["check", "-v"], arguments.as_slice()].concat());
            let printed = [printed.stdout, printed.stderr].concat();
            let printed = String::from_utf8_lossy(&printed);
            assert!(!printed.contains(SECRET) && !printed.contains("near.toml"), "{door}: {printed}");
        }
        let of_check = seen.clone().unwrap_or_default();
        for line in book.build() {
            assert!(of_check.contains(&line), "{door}: the build alone says {line}\n{of_check:#?}");
        }
        let of_build = book.build();
        // What no directive and no setting names, a build does not look at.
        let named =
            of_check.iter().filter(|line| line.starts_with("src/a.md") || line.starts_with("book.toml"));
        for line in named {
            assert!(of_build.contains(line), "{door}: `check` alone says {line}\n{of_build:#?}");
        }
    }
}

#[test]
fn paths_with_dots_are_refused() {
    let chapter = |text: &'static str| move |book: &Book| book.write("book/src/a.md", text);
    let setting = |line: &'static str| move |book: &Book| book.set(line);
    assert_refused("a directive", &chapter("<<#system-design ../../outside/x.toml>>\n"), &["SD1202"]);
    assert_refused("a near name", &chapter("<<#system-design ../../outside/neat.toml>>\n"), &["SD1202"]);
    assert_refused("through the root", &chapter("<<#system-design /../outside/x.toml>>\n"), &["SD1202"]);
    assert_refused("and back", &chapter("<<#system-design ../designs/../../outside/x.toml>>\n"), &["SD1202"]);
    assert_refused("templates", &setting("templates = [\"../outside/*.toml\"]"), &["SD1206"]);
    assert_refused("a template", &setting("templates = [\"../outside/x.toml\"]"), &["SD1206"]);
    assert_refused("designs", &setting("designs = \"../outside/designs\""), &["SD1206"]);
    assert_refused("the project", &setting("project-root = \"../outside\""), &["SD1206"]);
    let text = |book: &Book| {
        book.write(
            "book/designs/a.toml",
            &format!("{HEAD}[notes]\nsummary = {{ file = \"../../outside/x.toml\" }}\n"),
        );
    };
    assert_refused("a text", &text, &["SD011"]);
}

#[test]
fn a_book_that_stays_inside_is_not_bothered() {
    assert_refused("nothing", &|_| {}, &[]);
    assert_refused("the project around", &|book| book.set("project-root = \"..\""), &[]);
    let roundabout = |book: &Book| {
        book.write("book/src/a.md", "<<#system-design ../../book/designs/a.toml>>\n");
    };
    assert_refused("out and in again", &roundabout, &[]);
}

#[test]
fn nothing_is_made_in_a_folder_outside() {
    for arguments in [&["new", "Foo"][..], &["init"]] {
        let book = Book::new();
        book.fill_outside();
        book.set("designs = \"../outside\"");
        let before = fs::read_dir(book.path("outside")).expect("a folder").count();
        let output = book.run("book", arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains("SD1206"), "{said}");
        assert_eq!(fs::read_dir(book.path("outside")).expect("a folder").count(), before);
    }
}

#[test]
fn names_of_other_systems_are_refused_everywhere() {
    for (name, code) in [
        (r"..\x.toml", "SD1202"),
        (r"C:\x.toml", "SD1202"),
        ("C:/x.toml", "SD1202"),
        (r"\\server\x.toml", "SD1202"),
        ("/designs/a.toml:stream", "SD1201"),
        ("con.toml", "SD1201"),
        ("/designs/NUL", "SD1201"),
        ("/designs/a.toml.", "SD1201"),
        ("\"/designs/a.toml \"", "SD1201"),
        ("/designs/A.toml", "SD1201"),
    ] {
        let text = format!("<<#system-design {name}>>\n");
        assert_refused(name, &|book: &Book| book.write("book/src/a.md", &text), &[code]);
        if name.contains('"') {
            // In a design, blanks at the end of a path are taken off when it is read.
            continue;
        }
        let text = format!("{HEAD}[notes]\nsummary = {{ file = '{name}' }}\n");
        assert_refused(name, &|book: &Book| book.write("book/designs/a.toml", &text), &["SD011"]);
    }
}
