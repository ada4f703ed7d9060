//! `cargo xtask browser`: the tests that need a browser (`tests/browser/README.md`). It needs Node and
//! Chromium.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{book, commands, repository};

/// The Mermaid of the corpus, and the one that mdbook-mermaid puts into books.
const MERMAIDS: [&str; 2] = ["mermaid", "mermaid-11"];

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask browser".to_owned());
    }
    commands::run(
        npm().args(["ci", "--no-audit", "--no-fund", "--prefix", "tests/browser"]).current_dir(repository()),
    )?;
    println!("real Mermaid's verdicts on the corpus are the recorded ones:");
    node(
        "mermaid.mjs",
        ["--verdicts", "tests/mermaid/verdicts.json", "tests/mermaid/valid", "tests/mermaid/broken"],
    )?;
    let generated = generated_diagrams()?;
    for mermaid in MERMAIDS {
        println!("{mermaid} draws the generated diagrams, whatever the names are:");
        node("mermaid.mjs", ["--with".as_ref(), mermaid.as_ref(), generated.as_os_str()])?;
    }
    println!("the pages of the example book, light and dark:");
    let page = book::build()?;
    let book = page.parent().unwrap_or(&page);
    node("pages.mjs", [book])?;
    println!("its pictures, in five themes, on a phone and on paper:");
    node("figures.mjs", [book])?;
    println!("the same in Arabic, which is written from right to left:");
    let arabic = book::build_in("ar", &repository().join("target/book-ar"))?;
    node("figures.mjs", ["--language".as_ref(), "ar".as_ref(), arabic.as_os_str()])
}

/// The diagrams that a test writes: generated from models with hostile names.
fn generated_diagrams() -> Result<PathBuf, String> {
    let folder = repository().join("target/tmp/mermaid");
    let mut test = Command::new(env!("CARGO"));
    test.args(["test", "--quiet", "--test", "mermaid_names"]).current_dir(repository());
    commands::run(test.env("MERMAID_OUT", &folder))?;
    Ok(folder)
}

/// Runs a check and prints its last line, "N passed, N failed"; if it fails, all of its output.
fn node<A: AsRef<std::ffi::OsStr>>(
    script: &str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<(), String> {
    let script = Path::new("tests/browser").join(script);
    let printed =
        commands::output(Command::new("node").arg(script).args(arguments).current_dir(repository()))?;
    println!("{}", printed.trim_end().lines().last().unwrap_or_default());
    Ok(())
}

pub(crate) fn npm() -> Command {
    // On Windows npm is a script that only the shell finds by its short name.
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}
