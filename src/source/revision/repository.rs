//! A Git repository: where it is, and which revisions it has.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Revision;
use super::command::Git;
use super::error::GitError;
use super::objects::Objects;
use super::tree::Tree;
use crate::source::links::follow;

/// A Git repository, as it is seen from a folder of it.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    top: PathBuf,
    /// The folder it is seen from, relative to the top.
    prefix: PathBuf,
}

impl Repository {
    /// The repository around a folder.
    ///
    /// # Errors
    /// When there is none, or no `git`.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let git = Git::within(folder);
        let found = git.output(["rev-parse", "--absolute-git-dir"])?;
        found.map_err(|words| GitError::NoRepository { words })?;
        // A bare repository has no working tree; then paths are as if its files were in its own folder.
        let top = git.line(["rev-parse", "--show-toplevel"]);
        let top = top.or_else(|| git.line(["rev-parse", "--absolute-git-dir"])).unwrap_or_default();
        let prefix = git.line(["rev-parse", "--show-prefix"]).unwrap_or_default();
        Ok(Self { git, top: follow(Path::new(&top)), prefix: PathBuf::from(prefix) })
    }

    /// The folder at the top, and the one the repository is seen from, relative to it.
    pub fn place(&self) -> (&Path, &Path) {
        (&self.top, &self.prefix)
    }

    /// The files of a revision.
    ///
    /// # Errors
    /// When there is no such revision.
    pub fn at(&self, revision: &str) -> Result<Revision, GitError> {
        self.read(revision, revision)
    }

    /// The files of the last commit that a revision and `HEAD` have in common: what a branch that is behind
    /// has not got yet is not in it.
    ///
    /// # Errors
    /// When there is no such revision, or nothing in common.
    pub fn merge_base(&self, revision: &str) -> Result<Revision, GitError> {
        let commit = self.git.output(["merge-base", checked(revision)?, "HEAD"])?;
        let commit = commit.map_err(|words| {
            if !words.is_empty() {
                return self.missing(revision, words);
            }
            if !self.is_shallow() {
                return GitError::Unrelated(revision.to_owned());
            }
            GitError::Shallow {
                wanted: format!("the commit that `{revision}` and `HEAD` have in common"),
                words: "`git merge-base` finds none".to_owned(),
                command: "git fetch --unshallow".to_owned(),
            }
        })?;
        let commit = String::from_utf8_lossy(&commit).lines().next().unwrap_or_default().to_owned();
        let own = self.git.line(["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]);
        let short = || self.git.line(["rev-parse", "--short", &commit]);
        let name = if own.as_ref() == Some(&commit) { Some(revision.to_owned()) } else { short() };
        self.read(&commit, name.as_deref().unwrap_or(&commit))
    }

    fn read(&self, revision: &str, name: &str) -> Result<Revision, GitError> {
        let listed = self.git.output(["ls-tree", "-r", "-z", "--full-tree", checked(revision)?])?;
        let listed = listed.map_err(|words| self.missing(revision, words))?;
        Ok(Revision {
            name: name.to_owned(),
            top: self.top.clone(),
            tree: Tree::parse(&listed),
            objects: Mutex::new(Objects::of(self.git.clone())),
        })
    }

    fn missing(&self, revision: &str, words: String) -> GitError {
        let revision = revision.to_owned();
        if !self.is_shallow() {
            return GitError::NoRevision { revision, words };
        }
        GitError::Shallow { wanted: format!("`{revision}`"), words, command: self.fetch(&revision) }
    }

    fn is_shallow(&self) -> bool {
        self.git.line(["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true")
    }

    /// The command that gets a revision into a shallow clone. A clone that is shallow follows one branch, so
    /// another one, or a tag, has to be named.
    fn fetch(&self, revision: &str) -> String {
        const ALL: &str = "git fetch --unshallow";
        let name = revision.split(['~', '^', '@', ':']).next().unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
        let is_hash = name.len() >= 4 && name.chars().all(|c| c.is_ascii_hexdigit());
        let is_known = || self.git.line(["rev-parse", "--verify", "--quiet", name]).is_some();
        if name.is_empty() || is_hash || name.ends_with("HEAD") || !name.chars().all(is_plain) || is_known() {
            return ALL.to_owned();
        }
        let remotes = self.git.line(["remote"]).unwrap_or_default();
        let of_name = remotes.lines().find(|remote| name.starts_with(&format!("{remote}/")));
        let Some(remote) = of_name.or_else(|| remotes.lines().next()) else { return ALL.to_owned() };
        if let Some(branch) = of_name.and_then(|remote| name.strip_prefix(remote)) {
            let branch = branch.trim_start_matches('/');
            return format!("{ALL} {remote} +refs/heads/{branch}:refs/remotes/{remote}/{branch}");
        }
        let is_version = name.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
        if is_version {
            format!("{ALL} {remote} tag {name}")
        } else {
            format!("{ALL} {remote} {name}:{name}")
        }
    }
}

/// A revision that Git cannot take for a switch.
fn checked(revision: &str) -> Result<&str, GitError> {
    if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
        return Err(GitError::NotNamed(revision.to_owned()));
    }
    Ok(revision)
}
