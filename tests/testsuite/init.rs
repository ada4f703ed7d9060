//! Setting a book up, on books on disk.

use std::path::{Path, PathBuf};

use mdbook_system_design::authoring::change::Plan;
use mdbook_system_design::authoring::init::{InitError, Setup, plan};
use mdbook_system_design::source::{Sources, WriteReason};
use mdbook_system_design::template::Templates;
use snapbox::{assert_data_eq, file};

use crate::harness::{self, check};

/// A folder that goes away again.
struct Book(PathBuf);

impl Book {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("system-design-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        for (path, text) in files {
            let path = folder.join(path);
            harness::write(&path, text);
        }
        Self(folder)
    }

    fn plan(&self, title: &str, make_book: bool) -> Result<Plan, InitError> {
        let templates = Templates::embedded(&mut Sources::new());
        let template = templates.find("system-design@1").ok().flatten().expect("a template");
        plan(&self.0, &Setup { title, template, templates: &templates, make_book })
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file, by its path.
    fn files(&self) -> Vec<String> {
        fn collect(folder: &Path, root: &Path, found: &mut Vec<String>) {
            for entry in
                std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
            {
                if entry.is_dir() {
                    collect(&entry, root, found);
                } else {
                    found.push(
                        entry
                            .strip_prefix(root)
                            .expect("below the root")
                            .to_string_lossy()
                            .replace('\\', "/"),
                    );
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.0, &self.0, &mut found);
        found.sort();
        found
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).expect("a folder");
    }
}

/// What `mdbook init` writes.
const FRESH: [(&str, &str); 3] = [
    (
        "book.toml",
        "[book]\nauthors = [\"Ann\"]\nlanguage = \"en\"\nsrc = \"src\"\ntitle = \"Handbook\" # ours\n",
    ),
    ("src/SUMMARY.md", "# Summary\n\n- [Chapter 1](./chapter_1.md)\n"),
    ("src/chapter_1.md", "# Chapter 1\n"),
];

#[test]
fn a_fresh_book_is_set_up_once() {
    let book = Book::new("fresh", &FRESH);
    let before = book.files();
    let plan = book.plan("Payment gateway", false).unwrap();
    assert_eq!(book.files(), before, "planning writes nothing");
    assert_data_eq!(plan.preview(&book.0), file!["../authoring/init.diff": Text].raw());

    plan.apply().unwrap();
    assert_eq!(
        book.files(),
        [
            "book.toml",
            "designs/payment-gateway.toml",
            "designs/system-design-1.schema.json",
            "src/SUMMARY.md",
            "src/chapter_1.md",
            "src/payment-gateway.md"
        ]
    );
    assert_eq!(book.read("src/chapter_1.md"), "# Chapter 1\n");
    assert_eq!(book.read("src/payment-gateway.md"), "<<#system-design /designs/payment-gateway.toml>>\n");
    let design = book.read("designs/payment-gateway.toml");
    assert!(design.starts_with("#:schema system-design-1.schema.json\n"), "{design}");
    let (report, _) = check("designs/payment-gateway.toml", &design);
    assert!(report.findings.iter().all(|finding| finding.rule.code == "SD101"));

    assert!(book.plan("Payment gateway", false).unwrap().is_empty(), "it is set up");
    assert!(book.plan("Another", true).unwrap().is_empty(), "there is a design");
}

#[test]
fn a_missing_book_is_created_on_demand() {
    let book = Book::new("none", &[("notes.md", "mine\n")]);
    assert!(matches!(book.plan("A", false), Err(InitError::NoBook(_))));
    book.plan("A", true).unwrap().apply().unwrap();
    assert_eq!(
        book.files(),
        [
            "book.toml",
            "designs/a.toml",
            "designs/system-design-1.schema.json",
            "notes.md",
            "src/SUMMARY.md",
            "src/a.md"
        ]
    );
    assert_eq!(book.read("src/SUMMARY.md"), "# Summary\n\n- [A](a.md)\n");
}

#[test]
fn files_of_the_user_are_never_overwritten() {
    let mut files = FRESH.to_vec();
    files.push(("src/payment-gateway.md", "mine\n"));
    files.push((
        "book.toml",
        "[book]\nsrc = \"src\"\n[preprocessor.system-design]\ndesigns = \"architecture\"\n",
    ));
    let book = Book::new("taken", &files);
    book.plan("Payment gateway", false).unwrap().apply().unwrap();
    assert_eq!(book.read("src/payment-gateway.md"), "mine\n");
    assert_eq!(
        book.read("src/payment-gateway-2.md"),
        "<<#system-design /architecture/payment-gateway-2.toml>>\n"
    );
    assert!(book.read("book.toml").contains("extra-watch-dirs = [\"architecture\"]"));
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    let broken = Book::new("broken", &[("book.toml", "[book\n")]);
    assert!(matches!(broken.plan("A", true), Err(InitError::Config { .. })));
    assert_eq!(broken.files(), ["book.toml"]);

    let summary = Book::new(
        "summary",
        &[("book.toml", ""), ("src/SUMMARY.md", "- [One](one.md)\n\nwhat is this?\n- two\n")],
    );
    assert!(matches!(summary.plan("A", false), Err(InitError::Summary { .. })));

    let moved = Book::new("moved", &FRESH);
    let plan = moved.plan("A", false).unwrap();
    std::fs::write(moved.0.join("src/SUMMARY.md"), "# Summary\n").unwrap();
    let before = moved.files();
    assert!(plan.apply().is_err_and(|error| error.is_stale() && matches!(error.why, WriteReason::Changed)));
    assert_eq!(moved.files(), before);

    // A file is in the place of a folder.
    let blocked = Book::new("blocked", &FRESH);
    let plan = blocked.plan("A", false).unwrap();
    std::fs::write(blocked.0.join("designs"), "a file\n").unwrap();
    let before = blocked.files();
    assert!(plan.apply().is_err_and(|error| error.aftermath.is_clean()));
    assert_eq!(blocked.files(), before);
    assert_eq!(blocked.read("book.toml"), FRESH[0].1);
}
