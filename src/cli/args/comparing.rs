//! The arguments of what compares versions of a design.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::ListFormat;
use crate::authoring::bump::Step;
use crate::compare::Rename;

#[derive(Args)]
pub(crate) struct Diff {
    /// The old design: a file, a version of a series (`designs/checkout@1.2`), or either at a revision of the
    /// Git repository (`git:v1.2.0:designs/checkout.toml`)
    #[arg(required_unless_present_any = ["git_driver", "against"])]
    pub(crate) old: Option<PathBuf>,
    /// The new design, named in the same ways. Without it, a version of a series is compared with its
    /// baseline, the highest version below it that was accepted; a series alone means its highest version
    pub(crate) new: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Show the lines of both designs, as text
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Exit with 1 if anything changed
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Say that something has another id now: `requirements:R3=R3a`, `columns:orders.sum=orders.total`. Takes
    /// precedence over `was` in the design, and may be given several times
    #[arg(long = "rename", value_name = "TABLE:OLD=NEW")]
    pub(crate) renames: Vec<Rename>,
    /// Instead of OLD: everything that changed in the book, or in the named designs, since this branch left
    /// another one, including new and removed designs
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The form in which `git diff` calls the program, for files that .gitattributes names:
    /// `designs/**/*.toml diff=system-design`
    #[arg(long, value_name = "ARGUMENTS", num_args = 1..=9, allow_hyphen_values = true, conflicts_with_all = ["old", "new", "format", "verbose", "exit_code", "renames", "against"])]
    pub(crate) git_driver: Vec<PathBuf>,
}

/// How a comparison is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// One line per change, for people
    Text,
    /// A comment for a pull request; empty if nothing changed
    Markdown,
    /// One JSON object per line
    Json,
    /// Lines for `[output.html.redirect]` of book.toml, from the old anchors to the new ones
    Redirects,
}

#[derive(Args)]
pub(crate) struct Bump {
    /// The design: its file, or the folder of its versions, whose version that holds is copied;
    /// `designs/checkout@1.2` copies another one
    #[arg(required_unless_present = "into")]
    pub(crate) design: Option<PathBuf>,
    /// The next version: `major`, `minor` or `patch`, or a version such as `2.0.0-rc.1`
    /// [default: minor]
    #[arg(value_name = "STEP")]
    pub(crate) step: Option<Step>,
    /// Copy the files from outside the series that the copied version and the earlier ones cite with
    /// `{ file = … }`, so that these versions stay as they are; if the next version exists, only do this
    #[arg(long)]
    pub(crate) freeze: bool,
    /// Turn these single designs into versions of one design, in a folder of this name next to the first one;
    /// create a new version only if STEP is given. Prints redirects for the anchors under their old ids
    #[arg(long, num_args = 2.., value_names = ["NAME", "FILE"], conflicts_with = "freeze")]
    pub(crate) into: Vec<PathBuf>,
    /// Show what would change, without changing anything: new files by name, edits as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct Versions {
    /// The folder of the versions, or one of their files [default: every series of the book]
    pub(crate) series: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}
