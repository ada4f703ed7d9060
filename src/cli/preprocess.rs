//! The program without arguments, as mdBook runs it.

use std::process::ExitCode;

use super::{FINDINGS, Failure, Outcome, output};
use crate::book::{self, protocol};

/// Reads the book from stdin and writes it to stdout, with every directive replaced by its design.
/// If a finding fails the build, nothing is written.
pub(super) fn run() -> Outcome {
    let input =
        protocol::read_stdin().map_err(|error| Failure::new(format!("stdin cannot be read: {error}")))?;
    let outcome = book::preprocess(&input).map_err(Failure::because)?;
    if let Some(warning) = &outcome.warning {
        output::say(format!("warning: {warning}"));
    }
    output::build(&outcome.report, outcome.threshold, &outcome.sources);
    match outcome.book {
        Some(book) => {
            output::written(protocol::write_stdout(&book))?;
            Ok(ExitCode::SUCCESS)
        }
        None => Ok(ExitCode::from(FINDINGS)),
    }
}
