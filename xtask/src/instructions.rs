//! `cargo xtask instructions`: counts, not seconds, so that the result is the same on every machine.

use std::process::Command;

use crate::{commands, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask instructions".to_owned());
    }
    commands::output(Command::new("valgrind").arg("--version"))
        .map_err(|error| format!("{error}\n(instructions are counted by valgrind; install it first)"))?;
    commands::run(
        Command::new("bash")
            .arg("benches/instructions/measure")
            .current_dir(repository())
            .env("CARGO", env!("CARGO")),
    )
}
