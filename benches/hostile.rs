//! Inputs that are made to take long, each with a limit: `cargo bench --bench hostile`.
//!
//! Before anything is timed, every row has to end within [`LONGEST`], and all of them together within
//! [`MEMORY`]. To add one: a line in [`rows`].

#![allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#![allow(clippy::print_stdout, reason = "it prints its results")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use divan::Bencher;
use mdbook_system_design::book::{Chapter, DrawRequest, Input, PictureForm, draw_file, expand, inspect};
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::source::Overlay;

const LONGEST: Duration = Duration::from_secs(2);
/// Kilobytes at the peak, of all rows together.
const MEMORY: usize = 512 * 1024;

const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

/// A design, and the task that is run on it.
struct Row {
    name: &'static str,
    design: String,
    task: Task,
}

enum Task {
    /// `check` of the file.
    Check,
    /// A build of a book with one chapter that shows it, with these arguments of the directive.
    Build(&'static str),
    /// `diagram --view`, and whether `--whole`.
    Draw(&'static str, bool),
}

fn rows() -> Vec<Row> {
    let row = |name, design, task| Row { name, design, task };
    vec![
        row("an entity used 20,000 times", entities(20_000, 20_000), Task::Check),
        row("120 neighbours", hub(120), Task::Build("view=component:c0")),
        row("400 neighbours", hub(400), Task::Build("view=component:c0")),
        row("2,000 neighbours", hub(2000), Task::Build("")),
        row("60 boxes, 180 lines", components(60, &spread(60, 3)), Task::Draw("architecture", true)),
        row("14 boxes, all lines", components(14, &all(14)), Task::Draw("architecture", true)),
        row("14 boxes, all lines, in parts", components(14, &all(14)), Task::Build("")),
        row("500 tables, 3 keys each", tables(500, 3), Task::Draw("tables", true)),
        row("2,000 tables, 3 keys each", tables(2000, 3), Task::Build("view=tables")),
    ]
}

fn entities(length: usize, uses: usize) -> String {
    let code =
        format!("<!DOCTYPE a [<!ENTITY e \"{}\">]>\n<a>{}</a>", "x".repeat(length), "&e;".repeat(uses));
    format!("[models.m]\nlanguage = \"xml\"\ncode = '''\n{code}\n'''\n")
}

fn hub(count: usize) -> String {
    components(count, &(1..count).map(|other| (0, other)).collect::<Vec<_>>())
}

fn all(count: usize) -> Vec<(usize, usize)> {
    (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).collect()
}

fn spread(count: usize, each: usize) -> Vec<(usize, usize)> {
    let mut dice = 7_usize;
    let mut roll = move || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        dice >> 33
    };
    (0..count * each).map(|line| (line % count, roll() % count)).collect()
}

fn components(count: usize, lines: &[(usize, usize)]) -> String {
    let mut uses = vec![std::collections::BTreeSet::new(); count];
    lines.iter().filter(|(from, to)| from != to).for_each(|&(from, to)| {
        uses[from].insert(to);
    });
    let mut design = String::new();
    for (number, uses) in uses.into_iter().enumerate() {
        let uses: Vec<String> = uses.iter().map(|to| format!("c{to} = \"Calls {number} {to}\"")).collect();
        let head = format!("[components.c{number}]\nname = \"Part {number}\"\nkind = \"service\"\n");
        writeln!(design, "{head}uses = {{ {} }}", uses.join(", ")).unwrap();
    }
    design
}

fn tables(count: usize, keys: usize) -> String {
    let lines = spread(count, keys);
    let mut design = String::new();
    for table in 0..count {
        let columns = lines.iter().filter(|(from, _)| *from == table).enumerate().map(|(key, (_, to))| {
            format!(", {{ name = \"k{key}\", type = \"uuid\", references = \"t{to}.id\" }}")
        });
        let columns: String = columns.collect();
        let head = "{ name = \"id\", type = \"uuid\", key = \"primary\" }";
        writeln!(design, "[tables.t{table}]\ncolumns = [{head}{columns}]").unwrap();
    }
    design
}

impl Row {
    fn run(&self, folder: &Path) {
        let path = folder.join("a.toml");
        std::fs::write(&path, HEAD.to_owned() + &self.design).unwrap();
        match self.task {
            Task::Check => {
                inspect::files(std::slice::from_ref(&path)).unwrap();
            }
            Task::Build(arguments) => {
                let chapter = Chapter {
                    name: "Page".to_owned(),
                    source_path: Some("page.md".to_owned()),
                    path: Some("page.md".to_owned()),
                    content: format!("<<#system-design /a.toml {arguments}>>\n"),
                };
                let expansion = expand(Input {
                    root: folder.to_owned(),
                    settings: serde_json::json!({ "preprocessor": { "system-design": {} } }),
                    renderer: "html".to_owned(),
                    mdbook_version: String::new(),
                    chapters: vec![(0, chapter)],
                    paths: Vec::new(),
                });
                assert!(expansion.contents.is_some(), "{}", self.name);
            }
            Task::Draw(view, whole) => {
                let drawn = draw_file(
                    &path,
                    &Overlay::default(),
                    &DrawRequest {
                        view,
                        selection: Selection::ALL,
                        against: None,
                        form: PictureForm { whole, ..PictureForm::default() },
                    },
                )
                .unwrap();
                assert!(drawn.text.is_some(), "{}", self.name);
            }
        }
    }
}

/// The peak memory of the process, if the system reports it.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    for row in rows() {
        // Another program may slow one run down, but not three.
        let times = (0..3).map(|_| {
            let start = Instant::now();
            row.run(folder.path());
            start.elapsed()
        });
        let best = times.min().unwrap();
        println!(
            "{:<40} {:>6} ms, {} MB at the peak so far",
            row.name,
            best.as_millis(),
            peak().unwrap_or(0) / 1024
        );
        assert!(cfg!(debug_assertions) || best < LONGEST, "{} takes {best:?}", row.name);
    }
    assert!(peak().is_none_or(|peak| peak < MEMORY), "{:?} kB", peak());
    divan::main();
}

/// Times each row.
#[divan::bench(args = 0..rows().len(), sample_count = 3)]
fn row(bencher: Bencher, number: usize) {
    let folder = tempfile::tempdir().unwrap();
    let row = rows().swap_remove(number);
    bencher.bench_local(|| row.run(folder.path()));
}
