//! A Git repository in a folder of its own, whose commits are the same on every machine.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::command::{calm, commit, git, init};
use crate::harness;

pub(crate) struct Repository {
    folder: TempDir,
    /// The repository, in that folder.
    top: PathBuf,
}

/// What the program did.
#[derive(Debug, PartialEq)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Repository {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().canonicalize().expect("a folder").join("repo");
        fs::create_dir(&top).expect("a folder");
        init(&top);
        Self { folder, top }
    }

    /// A clone with a part of the history.
    pub(crate) fn cloned(&self, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().canonicalize().expect("a folder").join("repo");
        let from = format!("file://{}", self.top.display());
        let to = top.to_string_lossy().into_owned();
        git(folder.path(), &[&["clone", "--quiet"], options, &[&from, &to]].concat());
        Self { folder, top }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        harness::write(&path, text);
    }

    /// Writes some files, and commits everything.
    pub(crate) fn commit(&self, files: &[(&str, &str)]) {
        for (path, text) in files {
            self.write(path, text);
        }
        commit(&self.top);
    }

    /// Runs `git` at the top.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(&self.top, arguments)
    }

    /// Runs the program in a folder of the repository.
    pub(crate) fn run(&self, from: &str, arguments: &[&str]) -> Ran {
        self.run_with(from, arguments, &[])
    }

    /// The same with something in the environment.
    pub(crate) fn run_with(&self, from: &str, arguments: &[&str], env: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
        command.current_dir(self.path(from)).args(arguments).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env_remove("GITHUB_ACTIONS");
        calm(&mut command, self.folder.path());
        command.envs(env.iter().copied());
        let Output { status, stdout, stderr } = command.output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }
}
