//! The program without arguments, as mdBook runs it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{FINDINGS, Failure, Outcome, output};
use crate::book::{self, protocol};
use crate::source::Sources;

/// Reads the book from stdin and writes it to stdout, with every directive replaced by its design.
/// If a finding fails the build, nothing is written.
pub(super) fn run() -> Outcome {
    let input =
        protocol::read_stdin().map_err(|error| Failure::new(format!("stdin cannot be read: {error}")))?;
    let mut outcome = book::preprocess(&input).map_err(Failure::because)?;
    if let Some(root) = outcome.root.as_deref().filter(|_| !outcome.report.findings.is_empty()) {
        name_from_caller(root, &mut outcome.sources);
    }
    if let Some(warning) = &outcome.warning {
        output::say(format!("warning: {warning}"));
    }
    output::build(&outcome.report, outcome.threshold, &outcome.sources);
    let code = match &outcome.book {
        Some(book) => {
            output::written(protocol::write_stdout(book))?;
            ExitCode::SUCCESS
        }
        None => ExitCode::from(FINDINGS),
    };
    // The system takes all memory back at once; to give it back piece by piece takes longer than many a check.
    std::mem::forget(outcome);
    Ok(code)
}

/// Names files by paths that open from where mdBook was called.
fn name_from_caller(root: &Path, sources: &mut Sources) {
    let Ok(root) = root.canonicalize() else { return };
    let Some(caller) = caller(&root).filter(|caller| *caller != root) else { return };
    // A way up is longer than the whole path is.
    let way = root.strip_prefix(&caller).unwrap_or(&root);
    sources.name_from_above(way);
}

/// The folder that mdBook was called in. Since 0.5 it starts a preprocessor in the book's folder; then this is
/// the working directory of mdBook itself or, where the system does not tell that, the one of the shell.
fn caller(root: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    if here != root {
        return Some(here);
    }
    let folder = match started_by() {
        Some((name, folder)) => folder.filter(|_| name.starts_with("mdbook")),
        None => std::env::var_os("PWD").map(PathBuf::from).filter(|folder| root.starts_with(folder)),
    };
    folder?.canonicalize().ok()
}

/// The name and the working directory of the program that started this one, where the system tells.
fn started_by() -> Option<(String, Option<PathBuf>)> {
    let of = |file: &str| format!("/proc/{}/{file}", parent());
    let name = std::fs::read_to_string(of("comm")).ok()?;
    Some((name, std::fs::read_link(of("cwd")).ok()))
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}
