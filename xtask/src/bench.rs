//! `cargo xtask bench [COUNT…]`: one table of what the program costs, in Markdown: its start and its size, books of several
//! sizes beside mdBook's own time, and other programs.
//!
//! mdBook's time is that of `mdbook build` without ours. A program that is not on the `PATH` is left out, which the table
//! says.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::measure::books::{self, Book, Kind};
use crate::measure::count::{self, Run};
use crate::measure::{elf, time};
use crate::release::{self, Linked, Product};
use crate::{commands, repository};

/// Books of so many designs, unless others are asked for.
const COUNTS: [usize; 4] = [1, 10, 100, 1000];

/// Other preprocessors, run over the captured book of the rustc guide, and how to install them.
const PREPROCESSORS: [(&str, &str); 4] = [
    ("mdbook-mermaid", "cargo install mdbook-mermaid"),
    ("mdbook-admonish", "cargo install mdbook-admonish"),
    ("mdbook-toc", "cargo install mdbook-toc"),
    ("mdbook-katex", "cargo install mdbook-katex"),
];
/// Other tools for designs and requirements: the time of their start.
const TOOLS: [(&str, &str); 3] = [
    ("doorstop", "pip install doorstop"),
    ("strictdoc", "pip install strictdoc"),
    ("likec4", "npm install --global likec4"),
];

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let counts: Result<Vec<usize>, _> = arguments.iter().map(|count| count.parse::<usize>()).collect();
    let counts = counts.map_err(|_| "usage: cargo xtask bench [COUNT…]".to_owned())?;
    let counts = if counts.is_empty() { COUNTS.to_vec() } else { counts };
    count::is_possible()?;
    let target = release::host()?;
    let program = release::build(Product::Program, Linked::AsReleased, &target)?;
    let without = release::build(Product::WithoutFeatures, Linked::AsReleased, &target)?;
    let dynamic = release::build(Product::Program, Linked::ByDefault, &target)?;

    println!("| program | size | relocations | `supports`, instructions | ms |\n|---|---|---|---|---|");
    let programs =
        [("as released", &program), ("without features", &without), ("linked by default", &dynamic)];
    for (name, program) in programs {
        if !program.is_file() {
            println!("| {name} | not built | | | |");
            continue;
        }
        let size = elf::size(program)?;
        let run = Run { program, arguments: &["supports", "html"], folder: &repository(), input: None };
        let count = count::instructions(&run, &repository().join("target/measured/output"))?;
        let wall = time::taken(&run, 5)?.wall;
        println!("| {name} | {:.1} MB | {} | {count} | {wall:.1} |", mega(size.bytes), size.relocations);
    }

    println!(
        "\n| designs | pictures | number | ms | CPU, ms | MB | of mdBook's CPU |\n|---|---|---|---|---|---|---|"
    );
    for kind in Kind::ALL {
        for diagrams in ["mermaid", "svg"] {
            for &count in &counts {
                let book = books::write("bench", kind, count, diagrams)?;
                let ours =
                    Run { program: &program, arguments: &[], folder: &book.folder, input: Some(&book.json) };
                let repeated = if count < 100 { 3 } else { 1 };
                let taken = time::taken(&ours, repeated)?;
                let peak = mega(time::peak(&ours)?);
                let share = of_mdbook(&book, &program, taken.cpu)?;
                println!(
                    "| {} | {diagrams} | {count} | {:.0} | {:.0} | {peak:.0} | {share} |",
                    kind.name(),
                    taken.wall,
                    taken.cpu
                );
            }
        }
    }
    peers()
}

#[allow(clippy::cast_precision_loss, reason = "a size is shown with one digit")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Our share of what mdBook takes for itself.
fn of_mdbook(book: &Book, program: &Path, ours: f64) -> Result<String, String> {
    let Some(mdbook) = on_path("mdbook") else { return Ok("`mdbook` is not on the PATH".to_owned()) };
    let settings = book.folder.join("book.toml");
    let text = fs::read_to_string(&settings).map_err(|error| format!("{}: {error}", settings.display()))?;
    fs::write(&settings, format!("{text}command = {:?}\n", program.to_string_lossy()))
        .map_err(|error| format!("{}: {error}", settings.display()))?;
    let build = Run { program: Path::new(&mdbook), arguments: &["build"], folder: &book.folder, input: None };
    let all = time::taken(&build, 1)?.cpu;
    Ok(format!("{:.0} %", 100.0 * ours / (all - ours).max(1.0)))
}

fn peers() -> Result<(), String> {
    let input = repository().join("target/measured/rustc.json");
    let capture = repository().join("tests/captures/rustc-dev-guide.05.json.gz");
    let text = commands::bytes(Command::new("gzip").arg("-dc").arg(capture))?;
    fs::write(&input, text).map_err(|error| format!("{}: {error}", input.display()))?;
    println!("\n| other program | ms |\n|---|---|");
    let folder = repository();
    for (names, arguments, input) in
        [(&PREPROCESSORS[..], &[][..], Some(input.as_path())), (&TOOLS[..], &["--version"][..], None)]
    {
        for (name, install) in names {
            let Some(path) = on_path(name) else {
                println!("| {name} | left out: it is not on the PATH (`{install}`) |");
                continue;
            };
            let run = Run { program: Path::new(&path), arguments, folder: &folder, input };
            if !time::succeeds(&run)? {
                println!("| {name} | left out: it fails on this input |");
                continue;
            }
            let taken = time::taken(&run, 3)?;
            println!("| {name} | {:.0} |", taken.wall);
        }
    }
    Ok(())
}

fn on_path(name: &str) -> Option<String> {
    let found = commands::output(Command::new("sh").arg("-c").arg(format!("command -v {name}"))).ok()?;
    Some(found.trim().to_owned()).filter(|path| !path.is_empty())
}
