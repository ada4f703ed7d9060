//! Runs `git` so that it does the same on every machine.

use std::path::Path;
use std::process::{Command, Stdio};

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

/// Runs `git` in a folder, and gives what it prints. It finds the program on its `PATH`.
#[track_caller]
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
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
