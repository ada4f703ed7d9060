//! A Git repository in a folder of its own, whose commits are the same on every machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

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
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
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

/// Makes a repository of a folder.
pub(crate) fn init(top: &Path) {
    git(top, &["init", "--quiet", "--initial-branch", "main"]);
}

/// Commits everything in a folder.
pub(crate) fn commit(top: &Path) {
    git(top, &["add", "--all"]);
    git(top, &["commit", "--quiet", "--allow-empty", "--message", "A step"]);
}

/// Gives a command a Git that knows nothing of this machine, and that looks for repositories below a folder.
pub(crate) fn calm(command: &mut Command, ceiling: &Path) {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" });
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C").env("GIT_PAGER", "cat");
    command.env("GIT_CEILING_DIRECTORIES", ceiling);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "T").env(format!("GIT_{who}_EMAIL"), "t@example.org");
        command.env(format!("GIT_{who}_DATE"), "2026-01-02T03:04:05Z");
    }
}

#[track_caller]
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    let program = Path::new(env!("CARGO_BIN_EXE_mdbook-system-design")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(paths).expect("a path")).env("NO_COLOR", "1");
    calm(&mut command, folder.parent().expect("a folder"));
    let output = command.output().expect("git");
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
