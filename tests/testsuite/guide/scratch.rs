//! Where a page's commands run: a folder that goes away again, and mdBook in process.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;
use tempfile::TempDir;

use crate::builds::site;
use crate::harness::{self, repository};

/// What is not run here, and why.
const NOT_RUN: [(&str, &str); 11] = [
    ("cargo install ", "it fetches from a registry"),
    ("cargo binstall ", "it fetches a release"),
    ("mdbook-mermaid install ", "another program"),
    ("mdbook serve", "it does not end"),
    ("MDBOOK_PREPROCESSOR__", "`builds` has a test of what the environment says"),
    ("cargo xtask book", "CI runs it"),
    ("cargo test", "it is running"),
    ("git clone ", "it fetches the repository"),
    ("gh attestation verify ", "it asks GitHub"),
    ("sha256sum ", "of a release that was not fetched"),
    ("cd mdbook-system-design", "the repository that is not fetched"),
];

/// A folder, and the one in it that commands run in.
pub(super) struct Scratch {
    _folder: TempDir,
    here: PathBuf,
}

/// The exit and the output of a command.
pub(super) struct Ended {
    pub(super) code: i32,
    pub(super) printed: String,
}

impl Scratch {
    pub(super) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { here: folder.path().to_owned(), _folder: folder }
    }

    /// A copy of a book of `tests/books`, with the designs of `tests/designs`.
    pub(super) fn book(name: &str) -> Self {
        let scratch = Self::empty();
        site::copy(&repository("tests/books").join(name), &scratch.here);
        site::copy(&repository("tests/designs"), &scratch.here.join("designs"));
        // A document such as a reader may have: the template that designs were written from.
        let document = repository("tests/seed/SYSTEM_DESIGN.template.md");
        std::fs::copy(document, scratch.here.join("SYSTEM_DESIGN.md")).expect("a document");
        scratch
    }

    pub(super) fn here(&self) -> &Path {
        &self.here
    }

    pub(super) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.here.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.here.join(path);
        harness::write(&path, text);
    }

    /// Runs a line as a shell does. `None` if it is one of those that are not run.
    pub(super) fn run(&mut self, line: &str) -> Option<Ended> {
        if NOT_RUN.iter().any(|(known, _)| line.starts_with(known)) {
            return None;
        }
        if let Some(folder) = line.strip_prefix("cd ") {
            self.here = self.here.join(folder);
            return Some(Ended { code: i32::from(!self.here.is_dir()), printed: String::new() });
        }
        if let Some(arguments) = line.strip_prefix("mdbook ") {
            return Some(self.mdbook(arguments));
        }
        assert!(line.starts_with("mdbook-system-design "), "`{line}` is neither run nor named as not run");
        let program = Path::new(env!("CARGO_BIN_EXE_mdbook-system-design")).parent().expect("a folder");
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(&self.here)
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .expect("sh");
        let printed = [output.stdout, output.stderr].concat();
        Some(Ended {
            code: output.status.code().unwrap_or(-1),
            printed: String::from_utf8_lossy(&printed).into_owned(),
        })
    }

    /// mdBook's own commands, with this crate instead of the configured program.
    fn mdbook(&self, arguments: &str) -> Ended {
        let done = match arguments.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["init", folder] => MDBook::init(self.here.join(folder)).build().map(|_| String::new()),
            ["build", rest @ ..] => self.build(rest.first().unwrap_or(&".")),
            _ => panic!("`mdbook {arguments}` is not known here"),
        };
        match done {
            Ok(printed) => Ended { code: 0, printed },
            Err(error) => Ended { code: 101, printed: format!("{error:#}\n") },
        }
    }

    fn build(&self, folder: &str) -> mdbook_driver::errors::Result<String> {
        let printed = Arc::new(Mutex::new(String::new()));
        let said = Arc::clone(&printed);
        let mut book = MDBook::load(self.here.join(folder))?;
        book.with_preprocessor(SystemDesign::new(move |text| said.lock().expect("a text").push_str(text)));
        book.build()?;
        let printed = printed.lock().expect("a text").clone();
        Ok(printed)
    }
}
