//! `cargo xtask scores`: the table of `tests/diagram/scores.txt`, measured anew; with `--peers` the same models as
//! elkjs and Mermaid lay them out (`tests/peers`), as the table of the guide, which needs Node and Chromium.

use std::fs;
use std::process::Command;

use crate::{browser, commands, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => scores(),
        ["--peers"] => peers(),
        _ => Err("usage: cargo xtask scores [--peers]".to_owned()),
    }
}

fn scores() -> Result<(), String> {
    commands::run(test("no_score_is_lower").env("UPDATE_SCORES", "1"))?;
    let path = repository().join("tests/diagram/scores.txt");
    let table = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    print!("{table}");
    Ok(())
}

fn peers() -> Result<(), String> {
    let tools = repository().join("target/peers");
    fs::create_dir_all(&tools).map_err(|error| format!("{}: {error}", tools.display()))?;
    for name in ["peers/package.json", "peers/package-lock.json", "peers/peers.mjs", "browser/browser.mjs"] {
        let from = repository().join("tests").join(name);
        let to = tools.join(from.file_name().unwrap_or_default());
        fs::copy(&from, to).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    let graphs = tools.join("graphs.json");
    commands::run(test("given_to_other_programs").env("PEER_GRAPHS", &graphs))?;
    let install = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"];
    commands::run(browser::npm().args(install).current_dir(&tools))?;
    commands::run(Command::new("node").args(["peers.mjs", "graphs.json"]).current_dir(&tools))
}

/// A test of the pictures.
fn test(name: &str) -> Command {
    let mut test = Command::new(env!("CARGO"));
    test.args(["test", "--quiet", "--locked", "--test", "diagram", "--", name]).current_dir(repository());
    test
}
