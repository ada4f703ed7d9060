//! The one place that writes to the terminal.

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};

use super::{FAILURE, Failure, Outcome};
use crate::diagnostic::Report;
use crate::diagnostic::format::OutputFormat;
use crate::source::Sources;

/// Writes a result to stdout.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    written(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
}

/// Whether a result reached stdout. A reader that has seen enough, as `head` does, has what it wants.
pub(super) fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("stdout cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints help and version where they were asked for; otherwise says what is wrong with the arguments.
pub(super) fn usage(error: &clap::Error) -> Outcome {
    let text = error.render();
    let shown = |color: bool| if color { text.ansi().to_string() } else { text.to_string() };
    if error.use_stderr() {
        say(&shown(stderr_has_color()));
        return Ok(ExitCode::from(FAILURE));
    }
    print(&shown(stdout_has_color()))?;
    Ok(ExitCode::SUCCESS)
}

/// Says something to people on stderr.
pub(super) fn say(text: &str) {
    // Where stderr is gone there is nobody to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says why a command did not do its work.
pub(super) fn error(message: &str) {
    let text = if stderr_has_color() {
        format!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {message}\u{1b}[0m\n")
    } else {
        format!("error: {message}\n")
    };
    say(&text);
}

/// Shows a report on stderr, in colour on a terminal.
pub(super) fn report(report: &Report, sources: &Sources) {
    if report.findings.is_empty() {
        return;
    }
    let mut out = Vec::new();
    let written = OutputFormat::Text.writer(stderr_has_color()).write(report, sources, &mut out);
    if written.is_ok() {
        say(&String::from_utf8_lossy(&out));
    }
}

/// A report in the form that was asked for, for stdout.
pub(super) fn formatted(report: &Report, sources: &Sources, format: OutputFormat) -> Result<String, Failure> {
    let mut out = Vec::new();
    format
        .writer(stdout_has_color())
        .write(report, sources, &mut out)
        .map_err(|error| Failure::new(format!("the report cannot be written: {error}")))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn stdout_has_color() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Whether stderr is a terminal that shows colours (`NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`
/// are respected).
fn stderr_has_color() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}
