//! `check` tells of a design as soon as it was checked, in the order of paths, and says what it would say at the end.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use mdbook_system_design::book::Inspection;
use mdbook_system_design::book::inspect::{Target, Told};
use mdbook_system_design::diagnostic::format::{Format as _, Json};
use mdbook_system_design::diagnostic::{Level, Report};
use mdbook_system_design::source::{Overlay, Sources};

use crate::harness::{self, read, repository};

/// A mistake that a design gets while the book is being checked.
const LATER: (&str, &str) = ("title = ", "titel = ");

#[test]
fn the_first_design_is_told_before_the_second_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let design = read("tests/designs/url-shortener.toml");
    book(folder.path(), &[("a", &design), ("b", &design), ("c", &design)]);
    let mut told = Vec::new();
    let mut listener = |design: &Told<'_>| {
        if told.is_empty() {
            let path = folder.path().join("designs/b.toml");
            harness::write(&path, &read("tests/designs/url-shortener.toml").replacen(LATER.0, LATER.1, 1));
        }
        let unknown = design.checked.report.findings.iter().any(|finding| finding.rule.code == "SD002");
        told.push((design.sources.get(design.file).path().to_owned(), unknown, design.of));
    };
    let target = Target::book(folder.path());
    target.inspect_and_tell(&Overlay::default(), Some(&mut listener)).expect("a book");
    let expected = [("a", false), ("b", true), ("c", false)];
    assert_eq!(told, expected.map(|(name, unknown)| (format!("designs/{name}.toml"), unknown, 3)));
}

/// A pipe holds less than is said of the first design, so that the program cannot go on before it is read.
#[test]
fn the_program_prints_a_design_before_the_last_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let design = read("tests/designs/url-shortener.toml");
    let long = "unknown-".repeat(40);
    let wrong = |at: usize| {
        let wrong = format!("{long}{at}");
        format!(
            "[components.c{at}]\nname = 1\nkind = \"{wrong}\"\n{wrong} = 1\nuses = {{ {wrong} = \"a\" }}\n"
        )
    };
    let first = format!("{design}\n{}", (0..100).map(wrong).collect::<String>());
    book(folder.path(), &[("a", &first), ("b", &design), ("c", &design)]);
    for format in ["text", "short", "json"] {
        harness::write(&folder.path().join("designs/c.toml"), &design);
        let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
        command.args(["check", "--format", format]).current_dir(folder.path()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut text = String::new();
        output.read_line(&mut text).expect("a line");
        assert!(text.contains("designs/a.toml"), "{text}");
        harness::write(&folder.path().join("designs/c.toml"), &design.replacen(LATER.0, LATER.1, 1));
        output.read_to_string(&mut text).expect("text");
        assert!(text.len() > 80_000, "{format}: {}", text.len());
        child.wait().expect("an end");
        assert!(text.contains("`titel`"), "{format}: {}", text.get(text.len() - 2000..).unwrap_or(&text));
    }
}

#[test]
fn what_is_told_of_each_design_is_what_is_found_in_it() {
    let corpus = corpus();
    assert!(corpus.len() > 80, "{}", corpus.len());
    let citing = read("tests/designs/web-shop.toml");
    let lonely = read("tests/designs/url-shortener.toml");
    let (twin, relied) =
        ("id = \"twin\"\ntitle = ", "[integrations.other]\ndesign = \"m010\"\ncontracts = [\"none\"]\n");
    let (twin, relied) = (lonely.replacen("title = ", twin, 1), format!("{lonely}\n{relied}"));
    let allow = |rule: &str| format!("{lonely}\n[[allow]]\nrule = \"{rule}\"\nreason = \"We know.\"\n");
    let allows = ["twin-systems", "unknown-design", "unused-allow", "summary-length"].map(allow);
    for first in ["m000a", "m050a", "z"] {
        let mut designs: Vec<(String, &str)> =
            corpus.iter().enumerate().map(|(at, text)| (format!("m{at:03}"), text.as_str())).collect();
        designs.extend([(first.to_owned(), citing.as_str()), (format!("{first}b"), relied.as_str())]);
        designs.extend(["k1", "m020a", "z9"].map(|name| (name.to_owned(), twin.as_str())));
        designs.extend(allows.iter().enumerate().map(|(at, text)| (format!("l{at}"), text.as_str())));
        designs.sort();
        let folder = tempfile::tempdir().expect("a folder");
        let names: Vec<(&str, &str)> = designs.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        book(folder.path(), &names);
        agree(&Target::book(folder.path()), designs.len());
    }
}

/// A rule that asks for other designs is in one of the lists that say so, or its designs wait for all others.
#[test]
fn rules_that_look_at_other_designs_are_known() {
    let registry = read("src/check/registry.rs");
    let (_, lists) = registry.split_once("const BETWEEN").expect("the lists");
    let mut files: Vec<_> = std::fs::read_dir(repository("src/check/rules"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|of| of == "rs"))
        .collect();
    files.sort();
    let (mut around, mut waiting) = (0, Vec::new());
    for path in files {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        if ["subject.landscape", "subject.between"].iter().any(|asked| text.contains(asked)) {
            assert!(lists.contains(&format!("rules::{name}::RULE")), "{name} is in neither list");
            around += 1;
        }
        if text.contains("subject.book") {
            waiting.push(name);
        }
    }
    assert!(around >= 9, "{around}");
    assert_eq!(waiting, ["broken_supersession", "unknown_reference"], "what replaces a design waits for all");
}

#[test]
fn the_example_book_is_told_as_it_is_found() {
    agree(&Target::book(repository("book-example")), 12);
}

/// Checks a book of at least so many designs with and without a listener.
#[track_caller]
fn agree(target: &Target, least: usize) {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    let mut listener = |design: &Told<'_>| {
        let (report, _) = design.checked.report.clone().parted();
        told.push((design.sources.get(design.file).path().to_owned(), lines(report, design.sources)));
    };
    let heard = target.inspect_and_tell(&Overlay::default(), Some(&mut listener)).expect("a book");
    let found = target.inspect(&Overlay::default()).expect("a book");
    assert!(told.len() >= least && told.is_sorted(), "{}", told.len());
    for inspection in [&heard, &found] {
        let sources = &inspection.session.sources;
        let expected: Vec<(String, Vec<String>)> = inspection
            .designs
            .iter()
            .map(|(file, checked)| {
                let (report, _) = checked.report.clone().parted();
                (sources.get(*file).path().to_owned(), lines(report, sources))
            })
            .collect();
        for (told, expected) in told.iter().zip(&expected) {
            assert_eq!(told, expected);
        }
        assert_eq!(told.len(), expected.len());
    }
    assert_eq!(all(heard), all(found));
}

/// Everything that was found, and what came of it.
fn all(inspection: Inspection) -> (Vec<String>, Level) {
    let worst = inspection.report.worst();
    (lines(inspection.report, &inspection.session.sources), worst)
}

/// The findings as JSON, and what was silenced.
fn lines(mut report: Report, sources: &Sources) -> Vec<String> {
    report.sort(sources);
    let mut out = Vec::new();
    Json.write(&report, sources, &mut out).expect("a report");
    let mut lines: Vec<String> = String::from_utf8_lossy(&out).lines().map(from_anywhere).collect();
    lines.extend(
        report.suppressed.iter().map(|silent| format!("{} {}", silent.finding.message, silent.reason)),
    );
    lines
}

/// A line without the way to the book, which files only have once they are named from the working directory.
fn from_anywhere(line: &str) -> String {
    let parts = line.split("\"file\":\"").map(|part| match part.split_once('"') {
        Some((path, rest)) if !path.contains('{') => {
            let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
            format!("{name}\"{rest}")
        }
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("\"file\":\"")
}

/// For each rule a design that it reports.
fn corpus() -> Vec<String> {
    let mut texts = Vec::new();
    let folder = std::fs::read_dir(repository("tests/mutations")).expect("a folder");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for path in files {
        let corpus: toml::Table = read(&path.to_string_lossy()).parse().expect("TOML");
        let case = corpus.get("fires").and_then(|cases| cases.get(0));
        let text = |key: &str| case.and_then(|case| case.get(key)?.as_str());
        let (Some(from), Some(to)) = (text("replace"), text("with")) else { continue };
        let base = text("base").unwrap_or("url-shortener");
        texts.push(read(&format!("tests/designs/{base}.toml")).replacen(from, to, 1));
    }
    texts
}

/// A book with these designs, of which each second one has a chapter.
fn book(folder: &Path, designs: &[(&str, &str)]) {
    let mut summary = "# Summary\n\n".to_owned();
    for (at, (name, text)) in designs.iter().enumerate() {
        harness::write(&folder.join(format!("designs/{name}.toml")), text);
        if at % 2 == 0 {
            harness::write(
                &folder.join(format!("src/{name}.md")),
                &format!("<<#system-design /designs/{name}.toml>>\n"),
            );
            summary += &format!("- [{name}]({name}.md)\n");
        }
    }
    harness::write(&folder.join("src/SUMMARY.md"), &summary);
    harness::write(&folder.join("book.toml"), "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n");
}
