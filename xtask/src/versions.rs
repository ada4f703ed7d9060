//! `cargo xtask versions`: one book, built by real programs of mdBook. They are installed from the registry into `target/mdbook`, once each.

use std::path::PathBuf;
use std::process::Command;

use crate::{commands, repository};

/// The oldest supported version, the last of its line, and the first and the newest of the next line.
const VERSIONS: [&str; 4] = ["0.4.30", "0.4.52", "0.5.0", "0.5.4"];

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|argument| argument.starts_with('-')) {
        return Err(format!("usage: cargo xtask versions [VERSION…]; without one: {}", VERSIONS.join(", ")));
    }
    let wanted: Vec<&str> = match arguments {
        [] => VERSIONS.to_vec(),
        some => some.iter().map(String::as_str).collect(),
    };
    let programs = wanted.iter().map(|version| install(version)).collect::<Result<Vec<_>, _>>()?;
    let programs = std::env::join_paths(programs).map_err(|error| error.to_string())?;
    commands::run(
        Command::new(env!("CARGO"))
            .current_dir(repository())
            .args(["test", "--locked", "--package", "mdbook-0-4-compat", "--features", "programs"])
            .args(["--test", "programs"])
            .env("MDBOOK_PROGRAMS", programs),
    )?;
    println!("mdBook {} built the book", wanted.join(", "));
    Ok(())
}

/// The program of a version, built without the features that only `mdbook serve` and search need.
fn install(version: &str) -> Result<PathBuf, String> {
    let target = repository().join("target/mdbook");
    let root = target.join(version);
    let program = root.join("bin").join(format!("mdbook{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        commands::run(
            Command::new(env!("CARGO"))
                .args(["install", "mdbook", "--debug", "--no-default-features", "--version"])
                .arg(format!("={version}"))
                .arg("--root")
                .arg(&root)
                // The next version reuses what this one has built.
                .arg("--target-dir")
                .arg(target.join("build")),
        )?;
    }
    Ok(program)
}
