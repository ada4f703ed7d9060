//! `cargo xtask growth [WORD]`: twice the input costs about twice the instructions, for each block, view, command, form
//! of text and kind of mistake. What the start costs is taken off first.
//!
//! To add a row: a line in [`ROWS`]. A kind of block, a view or a command that no row names fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook_system_design::diagram::view::VIEWS;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;

use crate::measure::count::{self, Run};
use crate::release::{self, Linked, Product};
use crate::{commands, repository};

mod rows;

use rows::{Grows, Input, ROWS, Row};

/// Twice as much may cost so many hundredths as much. Linear is 200, n log n about 210.
const MOST: u64 = 220;
/// A picture is not linear: whatever the model, its instructions stay below this, which is less than half a second.
const CEILING: u64 = 3_500_000_000;
/// Commands whose input has one size.
const FIXED: [&str; 12] = [
    "explain",
    "rules",
    "template",
    "init",
    "new",
    "schema",
    "lsp",
    "mcp",
    "completions",
    "man",
    "help",
    "versions",
];
/// Blocks that print one line.
const SHORT: [&str; 1] = ["footprint"];

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let word = match arguments {
        [] => "",
        [word] => word.as_str(),
        _ => return Err("usage: cargo xtask growth [WORD]".to_owned()),
    };
    count::is_possible()?;
    let program = release::build(Product::Program, Linked::AsReleased, &release::host()?)?;
    let mut wrong = without_row(wanted().into_iter().chain(commands(&program)?));
    let mut count = 0;
    for row in ROWS.iter().filter(|row| row.name.contains(word)) {
        count += 1;
        match measured(&program, row)? {
            (told, true) => println!("{}: {told}", row.name),
            (told, false) => {
                println!("{}: {told}, TOO MUCH", row.name);
                wrong.push(format!("{}: {told}", row.name));
            }
        }
    }
    println!("{count} rows");
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// What a row costs, and whether that is within its limit.
fn measured(program: &Path, row: &Row) -> Result<(String, bool), String> {
    if row.grows == Grows::Picture {
        let cost = cost(program, row, row.size)?;
        return Ok((format!("{} M instructions", cost / 1_000_000), cost <= CEILING));
    }
    let start = cost(program, row, 0)?;
    let [one, two] = [row.size, 2 * row.size].map(|size| cost(program, row, size));
    let (one, two) = (one?.saturating_sub(start), two?.saturating_sub(start));
    let hundredths = 100 * two / one.max(1);
    let told = format!(
        "{}.{:02} ({} to {} M)",
        hundredths / 100,
        hundredths % 100,
        one / 1_000_000,
        two / 1_000_000
    );
    Ok((told, hundredths <= MOST))
}

fn cost(program: &Path, row: &Row, size: usize) -> Result<u64, String> {
    let folder = repository().join("target/measured/growth");
    let _ = fs::remove_dir_all(&folder);
    let put = |path: &str, text: String| -> Result<PathBuf, String> {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path)
    };
    let mut input = None;
    match row.input {
        Input::Design(body) => {
            put("a.toml", rows::HEAD.to_owned() + &body(size))?;
        }
        Input::Book(body, chapter) => {
            put("designs/a.toml", rows::HEAD.to_owned() + &body(size))?;
            let text = chapter(size);
            put("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n".to_owned())?;
            put(
                "book.toml",
                "[book]\ntitle = \"B\"\n[preprocessor.system-design]\nfail-on = \"never\"\n".to_owned(),
            )?;
            put("src/a.md", text.clone())?;
            input = Some(put("book.json", rows::book(&folder, &text))?);
        }
        Input::File(name, body) => {
            put(name, body(size))?;
        }
    }
    let run = Run { program, arguments: row.arguments, folder: &folder, input: input.as_deref() };
    count::instructions(&run, &repository().join("target/measured/output"))
}

/// The blocks and views that need a row.
fn wanted() -> Vec<(&'static str, String)> {
    let templates = Templates::embedded(&mut Sources::new());
    let blocks = templates.iter().flat_map(mdbook_system_design::template::Template::blocks);
    let blocks = blocks.map(|(_, block)| block.kind.name()).filter(|name| !SHORT.contains(name));
    let mut wanted: Vec<(&str, String)> = blocks.map(|name| ("block", name.to_owned())).collect();
    wanted.extend(VIEWS.iter().map(|(name, _)| ("view", (*name).to_owned())));
    wanted
}

/// The commands that need a row.
fn commands(program: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let help = commands::output(Command::new(program).arg("--help"))?;
    let list =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    Ok(names.filter(|name| !FIXED.contains(name)).map(|name| ("command", name.to_owned())).collect())
}

/// What is wrong where something that needs a row has none.
fn without_row(wanted: impl IntoIterator<Item = (&'static str, String)>) -> Vec<String> {
    let has =
        |what: &str, name: &str| ROWS.iter().any(|row| row.name.starts_with(&format!("{what} {name}:")));
    let mut missing: Vec<(&str, String)> =
        wanted.into_iter().filter(|(what, name)| !has(what, name)).collect();
    missing.sort();
    missing.dedup();
    let told = missing
        .into_iter()
        .map(|(what, name)| format!("the {what} `{name}` has no row in xtask/src/growth/rows.rs"));
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_and_view_has_a_row() {
        assert_eq!(without_row(wanted()), [""; 0]);
        assert_eq!(without_row([("block", "new".to_owned())]).len(), 1);
    }

    #[test]
    fn no_two_rows_have_the_same_name() {
        let mut names: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert!(names.len() == count && count >= 40, "{count}");
    }
}
