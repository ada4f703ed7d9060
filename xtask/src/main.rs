//! Tasks of this repository that take more than one command: `cargo xtask COMMAND`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod bench;
mod book;
mod browser;
mod commands;
mod editors;
mod exports;
mod format;
mod fuzz;
mod growth;
mod instructions;
mod licenses;
mod measure;
mod new_rule;
mod pictures;
mod release;
mod scores;
mod versions;

/// A function that runs a command with the arguments after its name.
type Run = fn(&[String]) -> Result<(), String>;

/// The commands, their descriptions, and the functions that run them.
const COMMANDS: &[(&str, &str, Run)] = &[
    ("bench", "print a table of what the program costs, and others: [COUNT…] (needs valgrind)", bench::run),
    ("book", "build the example book; --open shows it in a browser, --test runs its code", book::run),
    ("browser", "open the example book and every kind of diagram in a real browser", browser::run),
    ("editors", "test what editors need: VS Code, Neovim, Tombi (needs Node and Python)", editors::run),
    (
        "exports",
        "read the example designs in other formats with the programs of these (needs Node)",
        exports::run,
    ),
    (
        "format",
        "format the code; --check changes nothing and fails where something would change",
        format::run,
    ),
    ("fuzz", "try mutated inputs: [TARGET] [--seconds N] [--seed N]", fuzz::run),
    ("growth", "hold that twice the input costs about twice as much: [WORD] (needs valgrind)", growth::run),
    (
        "instructions",
        "compare the instructions of the released program with their limits; --update (needs valgrind)",
        instructions::run,
    ),
    ("licenses", "check the licences of all crates against deny.toml", licenses::run),
    ("new-rule", "write the skeleton of a rule: NAME --code SDnnn [--group GROUP]", new_rule::run),
    ("pictures", "draw every picture of the example designs with rsvg-convert", pictures::run),
    ("release-build", "build the program as it is released: [TARGET | --features]", release::run),
    (
        "scores",
        "measure the pictures of the score file anew; --peers has elkjs and Mermaid draw them, too",
        scores::run,
    ),
    ("versions", "build one book with several versions of mdBook, or with those named", versions::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("", [].as_slice()),
    };
    let Some((_, _, run)) = COMMANDS.iter().find(|(command, ..)| *command == name) else {
        eprintln!("usage: cargo xtask COMMAND\n");
        for (command, what, _) in COMMANDS {
            eprintln!("  {command:<14}{what}");
        }
        return ExitCode::from(2);
    };
    match run(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The repository's folder: that of the clone in which cargo was called, even if several clones share a
/// target folder.
fn repository() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    package.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
