//! The arguments of `check`.

use std::path::PathBuf;

use clap::Args;

use super::values::one_of;
use crate::diagnostic::Level;
use crate::diagnostic::format::OutputFormat;

#[derive(Args)]
#[command(group = clap::ArgGroup::new("mending").multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Check {
    /// Books (their folders), designs, versions of a series (`designs/checkout@1.2`), chapters, or folders
    /// of these; `-` reads one from stdin [default: the book around this folder]
    pub(crate) paths: Vec<PathBuf>,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The output format of the findings
    #[arg(long, value_parser = one_of(&OutputFormat::ALL.map(|(word, _)| word), OutputFormat::parse), default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Apply the fixes that need no judgement, and list the changes; comments and layout are kept
    #[arg(long, group = "mending")]
    pub(crate) fix: bool,
    /// Show what the fixes would change, as a unified diff, without changing anything
    #[arg(long, group = "mending", conflicts_with = "format")]
    pub(crate) diff: bool,
    /// Include suggestions, which guess what was meant (the nearest id, a word from a list); needs --fix
    /// or --diff
    #[arg(long, requires = "mending")]
    pub(crate) unsafe_fixes: bool,
    /// Also show each note, what `[[allow]]` silences and why, and the completeness of each section
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Show only errors and warnings
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Show only findings of this level and above; the exit code does not change
    #[arg(long, value_parser = one_of(&["deny", "warn", "note"], Level::parse))]
    pub(crate) level: Option<Level>,
    /// Also compare designs with their state when this branch left another one, and report versions that others
    /// rely on and that changed
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The folder of the project's files [default: what `project-root` in book.toml names]
    #[arg(long, value_name = "DIR")]
    pub(crate) project_root: Option<PathBuf>,
    /// Also fail on warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// The list of known findings, which count as notes: only other findings fail, and entries that are no longer
    /// needed [default: the list that `baseline` in book.toml names]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the list of known findings; an existing list can only become shorter
    #[arg(long, conflicts_with = "mending")]
    pub(crate) write_baseline: bool,
}
