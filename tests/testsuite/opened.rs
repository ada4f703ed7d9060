//! A path that is printed opens from where the program was called: the same finding from every place,
//! in every format, by every command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mdbook_system_design::diagnostic::format::OutputFormat;
use serde_json::Value;
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

use crate::harness;

/// The line of the design that is wrong.
const WRONG: &str = "colour = \"red\"";
/// The same in a text of its own, in the chapter's words.
const DIRECTIVE: &str = "<<#system-design /designs/none.toml>>";

/// A repository with a book in a folder that has a blank, and a link to the book.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        let files = [
            ("repo/.git/HEAD", "ref: refs/heads/main\n"),
            ("repo/other/a.txt", "a\n"),
            (
                "repo/my docs/book.toml",
                "[book]\ntitle = \"B\"\n[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\n",
            ),
            ("repo/my docs/src/SUMMARY.md", "- [A](a.md)\n"),
            (
                "repo/my docs/src/a.md",
                "# A\n\n{{#include parts/p.md}}\n\n<<#system-design /designs/x.toml>>\n",
            ),
            ("repo/my docs/src/parts/p.md", "# Part\n\n<<#system-design /designs/none.toml>>\n"),
        ];
        for (path, text) in files {
            repository.write(path, text);
        }
        let head = "template = \"design-brief@1\"\n[design]\ntitle = \"X\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";
        repository.write("repo/my docs/designs/x.toml", &format!("{head}{WRONG}\n"));
        #[cfg(unix)]
        std::os::unix::fs::symlink("repo/my docs", repository.path("link")).expect("a link");
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        harness::write(&path, text);
    }

    /// What a command prints, on both streams.
    fn run(&self, from: &str, arguments: &[&str]) -> (String, String) {
        let mut command = Command::new(cargo_bin!("mdbook-system-design"));
        command.current_dir(self.path(from)).args(arguments).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env_remove("GITHUB_ACTIONS");
        let output = command.output().expect("the program");
        assert_eq!(output.status.code(), Some(1), "from {from}: {arguments:?}: {output:?}");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    }

    /// Holds that paths open from a folder, and that one of them is that of the wrong line.
    #[track_caller]
    fn assert_open(&self, from: &str, what: &str, places: &[Place], file: &str, line: &str) {
        let mut is_there = false;
        for place in places {
            let path = match place.base {
                Base::Here => self.path(from).join(&place.path),
                Base::Top => self.path("repo").join(&place.path),
            };
            let text = fs::read_to_string(&path);
            let text = text.unwrap_or_else(|error| panic!("{what} from {from}: {}: {error}", place.path));
            let is_file = path.canonicalize().ok() == self.path(file).canonicalize().ok();
            let at = place.line.and_then(|number| text.lines().nth(number - 1));
            is_there |= is_file && at.is_some_and(|found| found == line);
        }
        assert!(is_there, "{what} from {from} names {file}: {places:?}");
    }
}

#[derive(Debug)]
struct Place {
    path: String,
    line: Option<usize>,
    base: Base,
}

/// Where a path starts.
#[derive(Clone, Copy, Debug)]
enum Base {
    Here,
    Top,
}

fn here(path: &str, line: Option<usize>) -> Place {
    Place { path: path.to_owned(), line, base: Base::Here }
}

/// The paths that a format prints.
fn places(format: OutputFormat, printed: &str) -> Vec<Place> {
    match format {
        OutputFormat::Text => arrows(printed),
        OutputFormat::Short => printed.lines().map(place).collect(),
        OutputFormat::Json => printed
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .flat_map(|record| {
                let related = record["related"].as_array().cloned().unwrap_or_default();
                let all = [vec![record], related].concat();
                all.into_iter().map(|at| here(at["file"].as_str().expect("a file"), line(&at["line"])))
            })
            .collect(),
        OutputFormat::Sarif => sarif(&serde_json::from_str(printed).expect("JSON")),
        OutputFormat::Github => printed
            .lines()
            .map(|text| {
                let of = |key: &str| text.split_once(key).and_then(|(_, rest)| rest.split(',').next());
                let number = of(",line=").and_then(|number| number.parse().ok());
                here(&decoded(of(" file=").expect("a file")), number)
            })
            .collect(),
        OutputFormat::Gitlab => {
            let issues: Vec<Value> = serde_json::from_str(printed).expect("JSON");
            let issues = issues.iter().map(|issue| &issue["location"]);
            let top = |at: &Value| Place {
                base: Base::Top,
                ..here(at["path"].as_str().expect("a path"), line(&at["lines"]["begin"]))
            };
            issues.map(top).collect()
        }
        OutputFormat::Rdjson => {
            let result: Value = serde_json::from_str(printed).expect("JSON");
            let all =
                result["diagnostics"].as_array().expect("diagnostics").iter().map(|one| &one["location"]);
            all.map(|at| here(at["path"].as_str().expect("a path"), line(&at["range"]["start"]["line"])))
                .collect()
        }
        OutputFormat::Junit => {
            let document = roxmltree::Document::parse(printed).expect("XML");
            let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
            cases
                .map(|case| {
                    let number = case.attribute("line").and_then(|number| number.parse().ok());
                    here(case.attribute("file").expect("a file"), number)
                })
                .collect()
        }
        _ => panic!("{format:?} is not looked at"),
    }
}

fn line(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// `PATH:LINE:COLUMN` and what follows.
fn place(text: &str) -> Place {
    let mut parts = text.splitn(3, ':');
    let path = parts.next().expect("a path");
    here(path, parts.next().and_then(|number| number.parse().ok()))
}

fn arrows(text: &str) -> Vec<Place> {
    text.lines().filter_map(|line| Some(place(line.trim_start().strip_prefix("--> ")?))).collect()
}

fn sarif(log: &Value) -> Vec<Place> {
    let run = &log["runs"][0];
    let base = run["originalUriBaseIds"]["%SRCROOT%"]["uri"].as_str().expect("a base");
    let base = PathBuf::from(decoded(base.strip_prefix("file://").expect("a file's address")));
    assert!(base.join(".git").exists(), "{} is the top of the repository", base.display());
    let results = run["results"].as_array().expect("results").iter();

    results
        .map(|result| {
            let (at, uri) = (located(result), located(result)["artifactLocation"].clone());
            assert_eq!(uri["uriBaseId"], "%SRCROOT%");
            let uri = uri["uri"].as_str().expect("an address");
            assert!(!uri.contains("..") && !uri.contains(' ') && !uri.starts_with('/'), "{uri}");
            Place { base: Base::Top, ..here(&decoded(uri), line(&at["region"]["startLine"])) }
        })
        .collect()
}

fn located(result: &Value) -> &Value {
    &result["locations"][0]["physicalLocation"]
}

/// A text without its percent signs.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The places of a call: the working directory, and how it names the book and its design.
fn calls(repository: &Repository) -> Vec<(&'static str, String, String)> {
    let whole = repository.path("repo/my docs").canonicalize().expect("the book").display().to_string();
    let mut calls = vec![
        ("repo/my docs", ".".to_owned()),
        ("repo", "my docs".to_owned()),
        ("repo", "./my docs/".to_owned()),
        ("repo/my docs/src", "..".to_owned()),
        ("repo/my docs/src/parts", "../../../my docs".to_owned()),
        ("repo/other", "../my docs".to_owned()),
        (".", "repo/my docs".to_owned()),
        ("repo/other", whole.clone()),
        ("repo/my docs", whole),
    ];
    if cfg!(unix) {
        calls.extend([(".", "link".to_owned()), ("link", ".".to_owned()), ("link/src", "..".to_owned())]);
        calls.push(("repo/other", "../../link".to_owned()));
    }
    let design = |book: &str| Path::new(book).join("designs/x.toml").display().to_string();
    calls.into_iter().map(|(from, book)| (from, book.clone(), design(&book))).collect()
}

#[test]
fn every_path_opens_from_where_the_program_was_called() {
    let repository = Repository::new();
    let (design, part) = ("repo/my docs/designs/x.toml", "repo/my docs/src/parts/p.md");
    for (from, book, file) in calls(&repository) {
        for (name, format) in OutputFormat::ALL {
            for named in [&book, &file] {
                let what = format!("check {named} --format {name}");
                let (printed, _) = repository.run(from, &["check", named, "--format", name]);
                let places = places(format, &printed);
                repository.assert_open(from, &what, &places, design, WRONG);
                if *named == book {
                    repository.assert_open(from, &what, &places, part, DIRECTIVE);
                }
            }
        }
        for command in ["render", "diagram"] {
            let (_, printed) = repository.run(from, &[command, &file]);
            repository.assert_open(from, command, &arrows(&printed), design, WRONG);
        }
    }
}

#[test]
fn a_book_is_found_from_every_folder_in_it() {
    let repository = Repository::new();
    for from in ["repo/my docs", "repo/my docs/src", "repo/my docs/src/parts", "repo/my docs/designs"] {
        let (printed, _) = repository.run(from, &["check", "--format", "short"]);
        let places = places(OutputFormat::Short, &printed);
        repository.assert_open(from, "check", &places, "repo/my docs/designs/x.toml", WRONG);
        repository.assert_open(from, "check", &places, "repo/my docs/src/parts/p.md", DIRECTIVE);
    }
}

#[test]
fn a_workflow_below_the_top_names_files_from_the_top() {
    let repository = Repository::new();
    let mut command = Command::new(cargo_bin!("mdbook-system-design"));
    command.current_dir(repository.path("repo/my docs/src")).args(["check", "--format", "github"]);
    let output = command.env("GITHUB_ACTIONS", "true").output().expect("the program");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(printed.contains("::error file=my docs/designs/x.toml,line=6"), "{printed}");
    assert!(printed.contains("::error file=my docs/src/parts/p.md,line=3"), "{printed}");
}

/// What mdBook sends for the book.
fn sent(repository: &Repository) -> String {
    let root = repository.path("repo/my docs").display().to_string();
    let content = fs::read_to_string(repository.path("repo/my docs/src/parts/p.md")).expect("a chapter");
    let chapter = serde_json::json!({
        "name": "P", "content": content, "number": [1], "sub_items": [],
        "path": "parts/p.md", "source_path": "parts/p.md", "parent_names": [],
    });
    let context = serde_json::json!({
        "root": root, "renderer": "html", "mdbook_version": "0.5.4",
        "config": { "book": { "src": "src" }, "preprocessor": { "system-design": {} } },
    });
    serde_json::json!([context, { "items": [{ "Chapter": chapter }] }]).to_string()
}

fn build(repository: &Repository, from: &str, program: &Path) -> String {
    use std::io::Write;
    let mut command = Command::new(program);
    command
        .current_dir(repository.path(from))
        .env("NO_COLOR", "1")
        .env("BOOK", repository.path("repo/my docs"));
    command.env("PROGRAM", cargo_bin!("mdbook-system-design"));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut build = command.spawn().expect("the program");
    build.stdin.take().expect("a pipe").write_all(sent(repository).as_bytes()).expect("the book is read");
    let output = build.wait_with_output().expect("an end");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn a_build_names_files_from_where_it_was_called() {
    let repository = Repository::new();
    let program = cargo_bin!("mdbook-system-design");
    for from in ["repo/my docs", "repo", ".", "repo/other", "repo/my docs/src"] {
        let places = arrows(&build(&repository, from, program));
        repository.assert_open(from, "a build", &places, "repo/my docs/src/parts/p.md", DIRECTIVE);
    }
    assert!(build(&repository, "repo/my docs", program).contains("--> src/parts/p.md:3"));
    assert!(build(&repository, "repo", program).contains("--> my docs/src/parts/p.md:3"));
}

/// mdBook 0.5 starts a preprocessor in the book's folder, wherever it was called.
#[cfg(target_os = "linux")]
#[test]
fn a_build_finds_where_mdbook_was_called() {
    use std::os::unix::fs::PermissionsExt;
    let repository = Repository::new();
    repository.write("bin/mdbook", "#!/bin/sh\n(cd \"$BOOK\" && exec \"$PROGRAM\")\nexit $?\n");
    let mdbook = repository.path("bin/mdbook");
    fs::set_permissions(&mdbook, fs::Permissions::from_mode(0o755)).expect("a program");
    for (from, shown) in [("repo", "my docs/src/parts/p.md:3"), ("repo/my docs", "src/parts/p.md:3")] {
        let printed = build(&repository, from, &mdbook);
        assert!(printed.contains(&format!("--> {shown}")), "from {from}: {printed}");
    }
    let places = arrows(&build(&repository, "repo/other", &mdbook));
    repository.assert_open("repo/other", "a build", &places, "repo/my docs/src/parts/p.md", DIRECTIVE);
}
