//! `completions SHELL` and `man`: files that a package installs along with the program.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::args::Arguments;
use super::{Failure, Outcome, output};
use crate::reading::nearest;
use crate::source::{Root, Writes};

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut text = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut text);
    print(&text)
}

/// Prints the page of the program, or of a subcommand: `["template", "show"]`.
pub(super) fn page(path: &[String]) -> Outcome {
    let mut command = documented();
    for name in path {
        let known =
            || command.get_subcommands().filter(|inner| !inner.is_hide_set()).map(clap::Command::get_name);
        let Some(inner) = command.find_subcommand(name).filter(|inner| !inner.is_hide_set()) else {
            let near = nearest(name, known()).map(|near| format!("; did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| "; `mdbook-system-design --help` lists them".to_owned());
            return Err(Failure::new(format!("there is no command `{}`{hint}", path.join(" "))));
        };
        command = inner.clone();
    }
    print(&text(&manual(command))?)
}

/// Writes a page for the program and for each subcommand.
pub(super) fn pages(folder: &Path) -> Outcome {
    let mut commands = vec![documented()];
    let mut writes = Writes::within(&Root::new(folder, false));
    let mut files = Vec::new();
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands().filter(|inner| !inner.is_hide_set()).cloned());
        let man = manual(command);
        let file = folder.join(man.get_filename());
        writes.put(&file, &String::from_utf8_lossy(&text(&man)?));
        files.push(file);
    }
    writes.commit().map_err(|error| Failure::new(error.to_string()))?;
    files.sort();
    for file in files {
        output::say(format!("Created: {}", file.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The program's command with the subcommands that have a page. `help` and hidden ones have none, so
/// no page may refer to one.
fn documented() -> clap::Command {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command = command.mut_subcommands(|inner| inner.disable_help_subcommand(true));
    command.build();
    command
}

/// The page of a command, which says what program it belongs to.
fn manual(command: clap::Command) -> Man {
    Man::new(command).source(format!("mdbook-system-design {}", env!("CARGO_PKG_VERSION")))
}

fn text(man: &Man) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    man.render(&mut text).map_err(|error| Failure::new(format!("cannot write the manual page: {error}")))?;
    Ok(text)
}

fn print(text: &[u8]) -> Outcome {
    output::print(&String::from_utf8_lossy(text))?;
    Ok(ExitCode::SUCCESS)
}
