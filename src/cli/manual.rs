//! `completions SHELL` and `man`: files that a package installs along with the program.

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::args::Arguments;
use super::{Failure, Outcome, output};

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut text = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut text);
    print(&text)
}

pub(super) fn page() -> Outcome {
    let mut text = Vec::new();
    clap_mangen::Man::new(Arguments::command())
        .render(&mut text)
        .map_err(|error| Failure::new(format!("cannot write the manual page: {error}")))?;
    print(&text)
}

fn print(text: &[u8]) -> Outcome {
    output::print(&String::from_utf8_lossy(text))?;
    Ok(ExitCode::SUCCESS)
}
