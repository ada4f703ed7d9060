//! The one place that writes to the terminal.
//!
//! [`print`] writes a result for programs (a document, a picture, a schema, JSON) unchanged.
//! Everything for people passes through [`guarded`]. Text that quotes others is built from
//! [`Lines`], so that a line break in a quotation cannot start a line.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};

use super::{FAILURE, Failure, Outcome};
use crate::book::Surroundings;
use crate::diagnostic::format::{Github, OutputFormat, Text};
use crate::diagnostic::{Report, Threshold, guarded, printable};
use crate::source::Sources;

/// Lines for a person.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds one line, whatever the text contains. A line break at the end of the text is dropped.
    pub(super) fn line(&mut self, text: impl Display) {
        let text = text.to_string();
        self.0.push_str(&guarded(&printable(text.trim_end_matches('\n')), false));
        self.0.push('\n');
    }

    /// The lines, each with its line break.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// Writes a result to stdout, as it is.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    written(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
}

/// Turns a failure to write to stdout into one of the command. A closed pipe is not a failure: a
/// reader such as `head` stops once it has seen enough.
pub(super) fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a result for people to stdout.
pub(super) fn show(text: &str) -> Result<(), Failure> {
    print(&guarded(text, false))
}

/// Prints one line for people on stderr.
pub(super) fn say(line: impl Display) {
    let mut lines = Lines::default();
    lines.line(line);
    tell(&lines);
}

/// Prints several lines for people on stderr.
pub(super) fn tell(lines: &Lines) {
    to_stderr(&lines.0);
}

/// Prints a question on stderr, without a line break: the answer is typed on the same line.
pub(super) fn ask(question: impl Display) {
    to_stderr(&guarded(&printable(&question.to_string()), false));
}

/// Prints why a command failed.
pub(super) fn error(message: &str) {
    let line = guarded(&printable(message), false);
    if stderr_has_color() {
        to_stderr(&format!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {line}\u{1b}[0m\n"));
    } else {
        to_stderr(&format!("error: {line}\n"));
    }
}

/// Prints the help or the version if it was requested, and otherwise what is wrong with the
/// arguments.
pub(super) fn usage(mut error: clap::Error) -> Outcome {
    use clap::error::ContextValue;

    let quoted: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
    for (kind, value) in quoted {
        let value = match value {
            ContextValue::String(text) => ContextValue::String(printable(&text).into_owned()),
            ContextValue::Strings(texts) => {
                ContextValue::Strings(texts.iter().map(|text| printable(text).into_owned()).collect())
            }
            other => other,
        };
        error.insert(kind, value);
    }
    let message = error.render();
    let drawn = |color: bool| {
        let text = if color { message.ansi().to_string() } else { message.to_string() };
        guarded(&text, color)
    };
    if error.use_stderr() {
        to_stderr(&drawn(stderr_has_color()));
        return Ok(ExitCode::from(FAILURE));
    }
    print(&drawn(has_color()))?;
    Ok(ExitCode::SUCCESS)
}

/// Says on stderr what is wrong, and how many notes there are, in colour on a terminal.
pub(super) fn build(report: &Report, threshold: Threshold, sources: &Sources) {
    let mut out = Vec::new();
    let text = Text { color: stderr_has_color() };
    if text.write_build(report, threshold, sources, &mut out).is_ok() {
        to_stderr(&String::from_utf8_lossy(&out));
    }
}

/// The same of a book's configuration, for commands that do something in the book.
pub(super) fn surroundings(surroundings: &Surroundings) {
    let threshold = surroundings.settings.config.threshold();
    build(&surroundings.report, threshold, &surroundings.session.sources);
}

/// What is drawn for people on stdout, in colour on a terminal.
pub(super) fn drawn(draw: impl FnOnce(Text, &mut dyn Write) -> io::Result<()>) -> Result<String, Failure> {
    let mut out = Vec::new();
    draw(Text { color: has_color() }, &mut out).map_err(|error| unwritten(&error))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// A report in the requested format, for stdout.
pub(super) fn formatted(report: &Report, sources: &Sources, format: OutputFormat) -> Result<String, Failure> {
    let mut out = Vec::new();
    // A workflow may run in a folder below the repository's top, from where GitHub looks for files.
    let in_repository = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    let writer = match format {
        OutputFormat::Github => Box::new(Github { in_repository }),
        format => format.writer(has_color()),
    };
    writer.write(report, sources, &mut out).map_err(|error| unwritten(&error))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn unwritten(error: &io::Error) -> Failure {
    Failure::new(format!("the report cannot be written: {error}"))
}

fn to_stderr(text: &str) {
    // If stderr is closed, nobody can be told.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether stdout is a terminal that shows colours (`NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`
/// are respected).
pub(super) fn has_color() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

fn stderr_has_color() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}
