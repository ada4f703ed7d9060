//! How `git` is run: without a pager, a prompt, a hook or a lock.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::error::GitError;

/// Runs `git` in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    /// In a folder; where the environment says which repository is meant, as in a hook, that is read from
    /// the working directory.
    pub(super) fn within(folder: &Path) -> Self {
        let is_said = std::env::var_os("GIT_DIR").is_some();
        Self { folder: if is_said { PathBuf::from(".") } else { folder.to_path_buf() } }
    }

    /// A command that has not started yet.
    pub(super) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new("git");
        command.args(["--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false"]);
        command.args(arguments).current_dir(&self.folder);
        // A partial clone may fetch what it lacks, but nobody is there to type a password.
        command.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
        command
    }

    /// What a command prints.
    pub(super) fn output<'a>(
        &self,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Result<Result<Vec<u8>, String>, GitError> {
        let Output { status, stdout, stderr } = self.command(arguments).output().map_err(GitError::NotRun)?;
        Ok(if status.success() { Ok(stdout) } else { Err(words(&stderr)) })
    }

    /// The first line that a command prints; none where it fails.
    pub(super) fn line<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let printed = self.output(arguments).ok()?.ok()?;
        let text = String::from_utf8_lossy(&printed);
        Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
    }
}

/// What Git says, on one line.
fn words(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
