//! `cargo xtask format`: `cargo fmt`, and the files that it does not find by itself.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{commands, repository};

/// A macro declares their modules, and rustfmt does not look into macros.
const RULES: &str = "src/check/rules";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let check: &[&str] = match arguments {
        [] => &[],
        [only] if only == "--check" => &["--check"],
        _ => return Err("usage: cargo xtask format [--check]".to_owned()),
    };
    commands::run(Command::new(env!("CARGO")).current_dir(repository()).args(["fmt", "--all"]).args(check))?;
    let folder = repository().join(RULES);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{RULES}: {error}"))?;
    // From the file of a folder, rustfmt finds the others.
    let file = |path: PathBuf| if path.is_dir() { path.join("mod.rs") } else { path };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(file(entry.ok()?.path()))).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    commands::run(
        Command::new("rustfmt").current_dir(repository()).args(["--edition", "2024"]).args(check).args(files),
    )
}
