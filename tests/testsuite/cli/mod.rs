//! The promises of the commands, as data: each file of `tests/cli/` is one case, which is run against the
//! program. `README.md` beside this file describes the format.

mod case;
mod diff_lines;
mod run;
mod toml_text;
mod words;

use std::path::{Path, PathBuf};

use case::{Case, Expected};
use run::Scratch;

use crate::harness::{read, repository};

#[test]
fn the_commands_do_what_they_promise() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    // `CASES=export` runs those whose names begin with it.
    let only = std::env::var("CASES").unwrap_or_default();
    let is_asked =
        |path: &PathBuf| path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with(&only));
    let cases: Vec<PathBuf> = cases().into_iter().filter(is_asked).collect();
    assert!(!cases.is_empty(), "no case begins with `{only}`");
    let share = cases.len().div_ceil(std::thread::available_parallelism().map_or(2, usize::from));
    let failures: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = cases
            .chunks(share)
            .map(|cases| {
                scope.spawn(move || cases.iter().filter_map(|path| fails(path, overwrite)).collect())
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|_| vec!["a panic".to_owned()]))
            .collect()
    });
    assert!(
        failures.is_empty(),
        "{}\n{} cases differ; `SNAPSHOTS=overwrite` rewrites what is expected",
        failures.join("\n"),
        failures.len()
    );
}

/// The difference between a case and its expected result.
fn fails(path: &Path, overwrite: bool) -> Option<String> {
    let case = Case::read(path);
    let found = Scratch::of(&case).run(&case);
    if overwrite {
        case.overwrite(path, &found);
        return None;
    }
    let differs = case.expected.as_ref() != Some(&found);
    differs.then(|| format!("{}: {}\n{}", path.display(), case.promise, difference(&case, &found)))
}

#[test]
fn every_switch_has_a_case() {
    let used: Vec<String> = cases().iter().map(|path| Case::read(path).args.join(" ")).collect();
    let mut missing = Vec::new();
    for command in COMMANDS {
        let help = run::help(&command.split(' ').collect::<Vec<_>>());
        let words = help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let switches = words.filter(|word| word.len() > 2 && word.starts_with("--") && *word != "--help");
        for switch in switches {
            let is_used = |args: &String| {
                args.starts_with(command) && args.split(' ').any(|argument| argument == switch)
            };
            if !used.iter().any(is_used) {
                missing.push(format!("{command} {switch}"));
            }
        }
    }
    assert!(missing.is_empty(), "no case of `tests/cli` uses {missing:?}");
}

#[test]
fn every_rule_is_explained() {
    for rule in mdbook_system_design::book::rules::all() {
        for word in [rule.code, rule.name] {
            let (text, page) =
                (run::output(&["explain", word]), format!("book-example/src/rules/{}.md", rule.name));
            let page = read(&page);
            let titles = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
            assert_eq!(titles(&text), titles(&page), "explain {word}");
            // A link to another page of the guide leads nowhere in a terminal.
            let leads = |prose: &str| prose.contains(".md)") || prose.contains(".md#");
            let has_links = |text: &str| text.split("```").step_by(2).any(leads);
            assert!(!has_links(&text), "explain {word}");
            if !has_links(&page) {
                assert_eq!(text, page, "explain {word}");
            }
        }
    }
}

/// The commands with switches.
const COMMANDS: [&str; 11] = [
    "check",
    "render",
    "diagram",
    "diff",
    "rules",
    "init",
    "new",
    "import",
    "template show",
    "template list",
    "man",
];

/// The files of the cases, in order.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/cli")).expect("the cases");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn difference(case: &Case, found: &Expected) -> String {
    let expected = case.expected.as_ref().map(Expected::text).unwrap_or_default();
    let found = found.text();
    let diff = similar::TextDiff::from_lines(&expected, &found);
    diff.unified_diff().context_radius(2).header("expected", "found").to_string()
}
