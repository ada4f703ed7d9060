//! What several modules need: checking a text, and the repository's folder.

use std::path::{Path, PathBuf};

use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::book::{Config, Session, rules};
use mdbook_system_design::diagnostic::{Group, Report, Rule, Sink};
use mdbook_system_design::source::{Overlay, Sources};

use crate::git;

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Adds the texts of all files below a folder that have an extension.
pub(crate) fn gather(folder: &Path, extension: &str, texts: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, extension, texts);
        } else if path.extension().is_some_and(|of| of == extension) {
            texts.push_str(&std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// Writes a file, and makes the folders that lead to it.
#[track_caller]
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// The rules that need only a design and its other versions. Those of the book around it need more.
pub(crate) fn rules_of_designs() -> impl Iterator<Item = &'static Rule> {
    rules::all().into_iter().filter(|rule| !matches!(rule.group, Group::Book { .. }))
}

/// Checks one design that is not on disk. Files that it names are looked up in `tests/designs`.
pub(crate) fn check(path: &str, text: &str) -> (Report, Sources) {
    check_with(path, text, Config::default())
}

/// The same under a configuration.
pub(crate) fn check_with(path: &str, text: &str, config: Config) -> (Report, Sources) {
    let mut sink = Sink::default();
    let mut session = Session::new(&repository("tests/designs"), config, Sources::new(), &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    let file = session.sources.add(path, text);
    session.open(file);
    let mut report = Report::default();
    for (_, checked) in session.check() {
        report.append(checked.report);
    }
    report.sort(&session.sources);
    (report, session.sources)
}

/// Checks a design that was another one in the last commit, in the same way.
pub(crate) fn check_against(old: &str, new: &str, status_levels: bool) -> (Report, Sources) {
    let book = BookOfDesigns::new(status_levels);
    book.write("designs/design.toml", old);
    git::init(book.folder.path());
    git::commit(book.folder.path());
    book.write("designs/design.toml", new);
    found(&book.target().against("main").expect("a repository"))
}

/// Checks files of a book, the versions of a design among them, with all rules at a visible level unless the
/// design's status decides. What is wrong with the book around them is left out.
pub(crate) fn check_series<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
    status_levels: bool,
) -> (Report, Sources) {
    let book = BookOfDesigns::new(status_levels);
    for (path, text) in files {
        book.write(path, text);
    }
    found(&book.target())
}

/// A book without chapters, in which all rules are at a visible level unless the design's status decides.
struct BookOfDesigns {
    folder: tempfile::TempDir,
}

impl BookOfDesigns {
    fn new(status_levels: bool) -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a folder") };
        let mut settings = "[book]\n[preprocessor.system-design.rules]\n".to_owned();
        for rule in rules_of_designs().filter(|rule| !status_levels && !rule.is_fixed()) {
            settings += &format!("{} = \"warn\"\n", rule.name);
        }
        book.write("book.toml", &settings);
        book.write("src/SUMMARY.md", "- [C](c.md)\n");
        book.write("src/c.md", "# C\n");
        book
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        write(&path, text);
    }

    fn target(&self) -> Target {
        Target::book(self.folder.path())
    }
}

/// What is found, but for what is wrong with the book around the designs.
fn found(target: &Target) -> (Report, Sources) {
    let found = target.inspect(&Overlay::default()).expect("a book");
    let mut report = found.report;
    report.findings.retain(|finding| !matches!(finding.rule.group, Group::Book { .. }));
    (report, found.session.sources)
}
