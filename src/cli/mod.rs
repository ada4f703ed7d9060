//! The command line: one file per subcommand.
//!
//! Without arguments, the program is a preprocessor. mdBook runs it that way, so this case comes
//! first and does not parse any arguments. Exit codes: 0 success, 1 findings that fail, 2 wrong
//! usage or a file that cannot be read or written.

use std::process::ExitCode;

use clap::Parser as _;

mod args;
mod bump;
mod check;
mod choice;
mod diagram;
mod diff;
mod explain;
mod export;
mod fixes;
mod impact;
mod import;
mod init;
mod known;
#[cfg(test)]
mod laws;
mod lsp;
mod manual;
mod new;
mod next;
mod output;
mod overview;
mod paint;
mod preprocess;
mod render;
mod rules;
mod schema;
mod shell;
mod show;
mod stdin;
mod template;
mod told;
mod versions;

use args::{Arguments, Command};

/// Why a command failed with the exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A failure with the message of an error.
    pub(crate) fn because(error: impl std::error::Error) -> Self {
        Self(error.to_string())
    }
}

/// The result of a command.
type Outcome = Result<ExitCode, Failure>;

/// The exit code for findings that fail.
const FINDINGS: u8 = 1;
/// The exit code for wrong usage, or a file that cannot be read or written.
const FAILURE: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let outcome = match (arguments.next(), arguments.next(), arguments.next()) {
        (None, ..) => preprocess::run(),
        // mdBook asks this once for each renderer. Every one is supported: what it cannot show is printed in a form
        // that it can.
        (Some(command), Some(renderer), None)
            if command == "supports" && !renderer.as_encoded_bytes().starts_with(b"-") =>
        {
            Ok(ExitCode::SUCCESS)
        }
        _ => Arguments::try_parse().map_or_else(output::usage, run),
    };
    outcome.unwrap_or_else(|failure| {
        output::error(&failure.to_string());
        ExitCode::from(FAILURE)
    })
}

fn run(arguments: Arguments) -> Outcome {
    match arguments.command {
        Command::Supports { renderer: _ } => Ok(ExitCode::SUCCESS),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Diagram(arguments) => diagram::run(&arguments),
        Command::Explain { rule } => explain::run(&rule),
        Command::Rules { format } => rules::run(format),
        Command::Template { command } => template::run(&command),
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Bump(arguments) => bump::run(&arguments),
        Command::Versions(arguments) => versions::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Impact(arguments) => impact::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Next(arguments) => next::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Schema { template, of } => schema::run(&template, of),
        Command::Lsp { stdio: _ } => Ok(lsp::run()),
        #[cfg(feature = "mcp")]
        Command::Mcp => Ok(lsp::mcp()),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { dir: Some(folder), .. } => manual::pages(&folder),
        Command::Man { command, dir: None } => manual::page(&command),
    }
}
