//! `cargo xtask licenses`: every crate of every target and feature has a licence that `deny.toml` allows and
//! comes from crates.io. It needs neither a network nor anything that is not installed with Rust.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::{commands, repository};

mod expression;

/// The allowed source of crates, as the lock file spells it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask licenses".to_owned());
    }
    let allowed = allowed(&read("deny.toml")?)?;
    let crates = crates()?;
    let mut wrong: Vec<String> = crates.iter().filter_map(|line| judge(line, &allowed)).collect();
    wrong.extend(foreign_sources(&read("Cargo.lock")?));
    if wrong.is_empty() {
        println!("{} crates, each with a licence of deny.toml", crates.len());
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

/// One line for each crate: its name and version, a tab, its licence.
fn crates() -> Result<BTreeSet<String>, String> {
    let tree = commands::output(
        Command::new(env!("CARGO"))
            .current_dir(repository())
            .args(["tree", "--locked", "--workspace", "--all-features", "--target=all"])
            .args(["--edges=normal,build,dev", "--no-dedupe", "--prefix=none", "--format={p}\t{l}"]),
    )?;
    Ok(tree.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The fault of a crate's licence, if it has one.
fn judge(line: &str, allowed: &[String]) -> Option<String> {
    let (name, license) = line.split_once('\t')?;
    let is_allowed = |license: &str| allowed.iter().any(|allowed| allowed == license);
    match expression::holds(license, &is_allowed) {
        Some(true) => None,
        Some(false) => Some(format!("{name}: `{license}` is not among the licences that deny.toml allows")),
        None => Some(format!("{name}: `{license}` is not a licence expression")),
    }
}

/// The strings of `allow = [ … ]`, one on each line, in `[licenses]`.
fn allowed(deny: &str) -> Result<Vec<String>, String> {
    let list = deny
        .split_once("\n[licenses]")
        .and_then(|(_, rest)| rest.split_once("\nallow = ["))
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| list)
        .ok_or("deny.toml has no list `allow` in `[licenses]`")?;
    Ok(list
        .split(',')
        .map(|item| item.trim().trim_matches('"').to_owned())
        .filter(|item| !item.is_empty())
        .collect())
}

/// Sources in the lock file other than crates.io.
fn foreign_sources(lock: &str) -> impl Iterator<Item = String> {
    lock.lines()
        .filter_map(|line| line.strip_prefix("source = "))
        .map(|source| source.trim_matches('"'))
        .filter(|source| *source != REGISTRY)
        .map(|source| format!("Cargo.lock: crates come from crates.io, not from {source}"))
}

fn read(name: &str) -> Result<String, String> {
    fs::read_to_string(repository().join(name)).map_err(|error| format!("{name} cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str =
        "# x\n\n[licenses]\n# why\nallow = [\n    \"MIT\",\n    \"Apache-2.0 WITH LLVM-exception\",\n]\n";

    #[test]
    fn the_list_of_deny_toml_is_read() {
        assert_eq!(allowed(LIST).expect("a list"), ["MIT", "Apache-2.0 WITH LLVM-exception"]);
        assert!(allowed("[licenses]\n").is_err());
    }

    #[test]
    fn a_crate_is_judged_by_its_licence() {
        let allowed = allowed(LIST).expect("a list");
        assert_eq!(judge("a v1.0.0\tMIT OR GPL-3.0", &allowed), None);
        let wrong = |line| judge(line, &allowed).expect("a finding");
        assert!(wrong("a v1.0.0\tGPL-3.0").contains("`GPL-3.0` is not among"));
        assert!(wrong("a v1.0.0\t").contains("is not a licence expression"));
    }

    #[test]
    fn a_git_source_is_foreign() {
        let lock = format!("source = \"{REGISTRY}\"\nsource = \"git+https://example.org/a\"\n");
        assert_eq!(foreign_sources(&lock).count(), 1);
    }
}
