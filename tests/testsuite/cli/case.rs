//! One case: the files, the command, the expected result.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::toml_text::{key, string};

/// The line above the part that `SNAPSHOTS=overwrite` rewrites.
const BELOW: &str = "# Expected; `SNAPSHOTS=overwrite` rewrites what follows.\n";

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Case {
    /// The sentence of the help or the guide that the case tests.
    pub(super) promise: String,
    /// The arguments. Without any, the program is the preprocessor, as mdBook runs it.
    #[serde(default)]
    pub(super) args: Vec<String>,
    /// Commands that ran before, whatever they print.
    #[serde(default)]
    pub(super) before: Vec<Vec<String>>,
    /// The renderer of a build: the book on disk is sent on stdin, and its chapters are expected.
    pub(super) build: Option<String>,
    /// The version of mdBook that sends it.
    #[serde(default = "newest_mdbook")]
    pub(super) mdbook: String,
    /// A folder of `tests/cli` to begin with.
    pub(super) folder: Option<String>,
    /// The working directory, in the case's folder.
    #[serde(default)]
    pub(super) cwd: String,
    #[serde(default)]
    pub(super) stdin: String,
    #[serde(default)]
    pub(super) env: BTreeMap<String, String>,
    /// Whether whoever read stdout is gone.
    #[serde(default)]
    pub(super) closed_stdout: bool,
    /// Of a long stdout, the lines that contain one of these.
    #[serde(default)]
    pub(super) only: Vec<String>,
    /// Files beside those of `folder`; `false` removes one.
    #[serde(default)]
    pub(super) files: BTreeMap<String, Content>,
    /// The files of each commit, those of `folder` in the first one; `files` are not committed.
    #[serde(default)]
    pub(super) commits: Vec<BTreeMap<String, Content>>,
    pub(super) expected: Option<Expected>,
}

/// A file's text, or `false` for a file that must not exist.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub(super) enum Content {
    Text(String),
    Absent(bool),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    pub(super) exit: i32,
    #[serde(default)]
    pub(super) stdout: String,
    #[serde(default)]
    pub(super) stderr: String,
    /// The files that are not as they were.
    #[serde(default)]
    pub(super) files: BTreeMap<String, Content>,
}

fn newest_mdbook() -> String {
    "0.5.4".to_owned()
}

impl Case {
    pub(super) fn read(path: &Path) -> Self {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Adds a file.
    pub(super) fn put(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), Content::Text(text.to_owned()));
    }

    pub(super) fn overwrite(&self, path: &Path, found: &Expected) {
        if self.expected.as_ref() == Some(found) {
            return;
        }
        let text = std::fs::read_to_string(path).expect("a case");
        let above = text.split(BELOW).next().unwrap_or_default().trim_end();
        std::fs::write(path, format!("{above}\n\n{BELOW}{}", found.text())).expect("a case");
    }
}

impl Expected {
    /// As the case's file has it.
    pub(super) fn text(&self) -> String {
        let mut text = format!("[expected]\nexit = {}\n", self.exit);
        for (name, value) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !value.is_empty() {
                text.push_str(&format!("{name} = {}\n", string(value)));
            }
        }
        if !self.files.is_empty() {
            text.push_str("\n[expected.files]\n");
        }
        for (path, content) in &self.files {
            let content = match content {
                Content::Text(text) => string(text),
                Content::Absent(there) => there.to_string(),
            };
            text.push_str(&format!("{} = {content}\n", key(path)));
        }
        text
    }
}
