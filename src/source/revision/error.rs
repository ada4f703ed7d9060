//! Why a revision cannot be read.

use std::io;

/// Why a revision cannot be read, with Git's own words and what to type.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// There is no `git`.
    #[error("`git` cannot be run: {0}; a revision is read through it: install it, or name files instead")]
    NotRun(io::Error),
    /// The folder is in no repository.
    #[error(
        "no revision can be read, since this is not a Git repository: {words}; run the command inside one, or name files instead"
    )]
    NoRepository {
        /// What Git says.
        words: String,
    },
    /// Something else is written where a revision is expected.
    #[error(
        "`{0}` is not a revision of a file; write `git:REV:PATH`, as in `git:HEAD~1:designs/checkout.toml`"
    )]
    NotNamed(String),
    /// There is no such revision.
    #[error(
        "there is no revision `{revision}`: {words}; `git log --oneline --all` and `git tag` list what there is"
    )]
    NoRevision {
        /// What was named.
        revision: String,
        /// What Git says.
        words: String,
    },
    /// The clone lacks the history that is asked for.
    #[error("this clone is shallow and does not have {wanted}: {words}; type `{command}`")]
    Shallow {
        /// What it lacks.
        wanted: String,
        /// What Git says.
        words: String,
        /// The command that gets it.
        command: String,
    },
    /// The revision and the one that is checked out have no history in common.
    #[error(
        "`{0}` and `HEAD` have no commit in common, so nothing says what changed since; name a revision that this branch comes from"
    )]
    Unrelated(String),
    /// The path leads out of the repository.
    #[error(
        "`{0}` is outside the repository; a path at a revision begins at the repository's top, or with `./` in this folder"
    )]
    Outside(String),
    /// The path is one from this folder, and was not written as one.
    #[error(
        "there is no `{path}` at `{revision}`, since a path begins at the repository's top; type `git:{revision}:{meant}`"
    )]
    FromHere {
        /// The path as it was written.
        path: String,
        /// The revision.
        revision: String,
        /// The path from the repository's top.
        meant: String,
    },
}
