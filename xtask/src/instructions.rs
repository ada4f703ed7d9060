//! `cargo xtask instructions`: counts, not seconds, so that the result is the same on every machine.
//!
//! What is counted is the program as it is released, beside the least that a preprocessor can do, which is linked in
//! the same way. Each run has its number in `benches/instructions/counts.txt`; `--update` writes them anew.
//! `--dynamic` builds the program as cargo links by default, too, and prints what that costs beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::books::{self, Kind};
use crate::measure::count::{self, Run};
use crate::measure::elf;
use crate::release::{self, Linked, Product};
use crate::{commands, repository};

/// A book without a directive may cost so many per mille of the floor, which does not check that the book is complete
/// and UTF-8.
const MOST_OF_FLOOR: u64 = 1500;
/// What is compared with the floor: both are counted on the same machine, so it may cost only so many per cent more
/// than its number.
const OF_FLOOR: &str = "per mille of the floor";
const MORE_OF_FLOOR: u64 = 2;
/// A run may cost so many per cent more than its number: what the same program costs differs by 2 to 3 % from one
/// machine to another.
const MORE: u64 = 5;

const COUNTS: &str = "benches/instructions/counts.txt";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|argument| !["--update", "--dynamic"].contains(&argument.as_str())) {
        return Err("usage: cargo xtask instructions [--update] [--dynamic]".to_owned());
    }
    let is_asked = |flag: &str| arguments.iter().any(|argument| argument == flag);
    count::is_possible()?;
    let target = release::host()?;
    let program = release::build(Product::Program, Linked::AsReleased, &target)?;
    let floor = release::build(Product::Floor, Linked::AsReleased, &target)?;
    let mut programs = vec![("static", program.clone())];
    if is_asked("--dynamic") {
        programs.push(("dynamic", release::build(Product::Program, Linked::ByDefault, &target)?));
    }
    let folder = repository().join("target/measured");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;

    let mut counts = BTreeMap::new();
    let mut wrong = without_directives(&program, &floor, &folder, &mut counts)?;
    for (name, program) in &programs {
        let size = elf::size(program)?;
        let supports = counted(program, &["supports", "html"], None, &folder)?;
        println!(
            "{name}: {} kB, {} relocations, {supports} instructions for `supports`",
            size.bytes / 1000,
            size.relocations
        );
        if *name == "static" {
            counts.insert("supports".to_owned(), supports);
            counts.insert("relocations".to_owned(), size.relocations);
        }
    }
    for design in ["url-shortener", "web-shop"] {
        let path = repository().join(format!("tests/designs/{design}.toml"));
        let path = path.to_string_lossy();
        counts.insert(format!("check {design}"), counted(&program, &["check", &path], None, &folder)?);
    }
    for diagrams in ["mermaid", "svg"] {
        for number in [1, 10] {
            let book = books::write("book", Kind::Dense, number, diagrams)?;
            let count = counted(&program, &[], Some(&book.json), &book.folder)?;
            counts.insert(format!("book of {number}, {diagrams}"), count);
        }
    }
    wrong.extend(compare(&counts, is_asked("--update"))?);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn counted(program: &Path, arguments: &[&str], input: Option<&Path>, folder: &Path) -> Result<u64, String> {
    let output = repository().join("target/measured/output");
    count::instructions(&Run { program, arguments, folder, input }, &output)
}

/// The books that mdBook sent once, none of which has a directive, through the program and the floor.
fn without_directives(
    program: &Path,
    floor: &Path,
    folder: &Path,
    counts: &mut BTreeMap<String, u64>,
) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    let (input, answer, least) = (folder.join("input"), folder.join("answer"), folder.join("least"));
    for capture in captures()? {
        let name = capture.file_name().unwrap_or_default().to_string_lossy().replace(".json.gz", "");
        let text = commands::bytes(Command::new("gzip").arg("-dc").arg(&capture))?;
        fs::write(&input, text).map_err(|error| format!("{}: {error}", input.display()))?;
        let run = |program, output: &Path| {
            let run = Run { program, arguments: &[], folder, input: Some(&input) };
            count::instructions(&run, output)
        };
        let (ours, floor) = (run(program, &answer)?, run(floor, &least)?);
        if fs::read(&answer).ok() != fs::read(&least).ok() {
            wrong.push(format!("{name}: the book was changed"));
        }
        let share = 1000 * ours / floor.max(1);
        println!("{name}: {ours} instructions, {share} {OF_FLOOR} ({floor})");
        if share > MOST_OF_FLOOR {
            wrong.push(format!("{name}: {share} {OF_FLOOR}, at most {MOST_OF_FLOOR}"));
        }
        counts.insert(format!("{name}, {OF_FLOOR}"), share);
    }
    Ok(wrong)
}

fn captures() -> Result<Vec<PathBuf>, String> {
    let folder = repository().join("tests/captures");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut captures: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    captures.retain(|path| path.extension().is_some_and(|ending| ending == "gz"));
    captures.sort();
    Ok(captures)
}

/// Compares each count with its number, or writes the numbers.
fn compare(counts: &BTreeMap<String, u64>, update: bool) -> Result<Vec<String>, String> {
    let path = repository().join(COUNTS);
    let known = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeMap<&str, u64> = known
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(name, count)| Some((name, count.parse().ok()?)))
        .collect();
    let mut wrong = Vec::new();
    for (name, &count) in counts {
        let Some(&known) = known.get(name.as_str()) else {
            println!("{name}: {count}");
            wrong.push(format!("{name}: it has no number in {COUNTS}"));
            continue;
        };
        println!("{name}: {count} ({} % of {known})", (100 * count).div_ceil(known.max(1)));
        let more = if name.ends_with(OF_FLOOR) { MORE_OF_FLOOR } else { MORE };
        if count * 100 > known * (100 + more) {
            wrong.push(format!("{name}: {count} instead of {known}, more than {more} % above"));
        }
    }
    if update {
        let lines: Vec<String> = counts.iter().map(|(name, count)| format!("{name}: {count}\n")).collect();
        let text = lines.concat();
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(Vec::new());
    }
    Ok(wrong)
}
