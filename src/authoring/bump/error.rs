//! Why there is no new version.

use std::path::PathBuf;

use semver::Version;

use crate::book::{InspectError, SummaryError};
use crate::diagnostic::Report;
use crate::source::{ReadError, Refused};

/// Why there is no new version.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BumpError {
    /// What was named is not a design, or cannot be read.
    #[error(transparent)]
    Inspect(#[from] InspectError),
    /// No version matches what was asked for, which elsewhere is not a mistake.
    #[error("`{}` names no version, so there is nothing to copy", .0.display())]
    Nothing(PathBuf),
    /// The file has mistakes, so that its version or a part of it is unknown.
    #[error("`{path}` has no next version before its errors are corrected")]
    Broken {
        /// The file.
        path: String,
        /// The findings in it.
        found: Box<Report>,
    },
    /// The version exists.
    #[error("version {version} exists already: `{path}`; name another version, or edit that one")]
    Exists {
        /// The version.
        version: Version,
        /// Its file.
        path: String,
    },
    /// The name of a file and its version differ.
    #[error(
        "the name of `{path}` and its version {version} differ; correct one of them, and `bump` the design again"
    )]
    Misnamed {
        /// The file.
        path: String,
        /// What the file says.
        version: Version,
    },
    /// The file's folder for versions has versions already.
    #[error(
        "`{path}` cannot become a version of `{series}`, which has versions already: {there}; name the series, \
         or give the file another name"
    )]
    SeriesThere {
        /// The file.
        path: String,
        /// The folder.
        series: String,
        /// Its versions.
        there: String,
    },
    /// A file has the name of the folder.
    #[error("`{path}` needs a folder `{folder}` for its versions, and that is a file; rename one of the two")]
    NotAFolder {
        /// The design.
        path: String,
        /// The file in the way.
        folder: String,
    },
    /// The name is not one of a series.
    #[error(
        "`{0}` cannot be the name of a series: write an id, of letters, digits, `-` and `_`, that is not a version"
    )]
    BadName(String),
    /// The file is a version of a series.
    #[error("`{path}` is a version of a series already; name single designs")]
    IsVersion {
        /// The file.
        path: String,
    },
    /// The text of a design cannot be edited.
    #[error("`{path}` cannot be edited: {why}; write `was` with its old id by hand")]
    Unedited {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file is a symbolic link.
    #[error("`{path}` is a symbolic link, so it cannot be moved; name the file that it leads to")]
    Link {
        /// The link.
        path: String,
    },
    /// The design is at a revision of Git.
    #[error(
        "`git:{0}` is at a revision, and a version is made beside a file on the disk; `git show {0} > FILE` writes it to one"
    )]
    AtRevision(String),
    /// The text comes from elsewhere than a file.
    #[error("`{path}` is not a file, so it has no next version")]
    NotOnDisk {
        /// What was named.
        path: String,
    },
    /// A file leads out of the book.
    #[error("`{}` is not read: {source}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refused,
    },
    /// A file that is cited cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// The chapters, which may show the design, cannot be read.
    #[error(transparent)]
    Summary(#[from] SummaryError),
}
