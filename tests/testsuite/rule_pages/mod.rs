//! A rule's page is its test: `book-example/src/rules/NAME.md`.
//!
//! Under `## Example` there is a `toml` block, a whole small design, and a `text` block with exactly the
//! findings of the rule. Under `## Use instead` there is another design, without such findings. The pages of
//! the rules about the book, and about the versions of a design, show several files, each after a line with
//! its path in backticks, before which `git:main:` says that it was so in the last commit; a book without `src/SUMMARY.md` has one chapter, `src/chapter.md`, and versions
//! without a book.toml are in a book that sets nothing.
//!
//! `SNAPSHOTS=overwrite` writes the `text` blocks, makes a `diff` of the design to use instead (`instead`),
//! and writes the parts that come from the rule's declaration: the line below the name, and the section on
//! silencing (`facts`).

use std::path::{Path, PathBuf};

use mdbook_system_design::book::Config;
use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::book::rules;
use mdbook_system_design::diagnostic::format::{Format as _, Text};
use mdbook_system_design::diagnostic::{Group, Report, Rule};
use mdbook_system_design::source::{Overlay, Sources};

use crate::{git, harness};
use instead::File;

pub(crate) mod facts;
mod instead;

#[test]
fn every_page_shows_what_its_rule_says() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let path = format!("book-example/src/rules/{}.md", rule.name);
        let Ok(page) = std::fs::read_to_string(harness::repository(&path)) else {
            wrong.push(format!("{path} is missing"));
            continue;
        };
        let page = page.replace("\r\n", "\n");
        match as_it_should_be(rule, &page) {
            Ok(expected) if expected == page => {}
            Ok(expected) if overwrite => {
                let written = std::fs::write(harness::repository(&path), expected);
                assert!(written.is_ok(), "{path} cannot be written");
            }
            Ok(expected) => {
                let diff = similar::TextDiff::from_lines(&page, &expected).unified_diff().to_string();
                wrong.push(format!("{path}: `SNAPSHOTS=overwrite` makes of it\n{diff}"));
            }
            Err(why) => wrong.push(format!("{path}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The page with everything in it that the program says.
fn as_it_should_be(rule: &Rule, page: &str) -> Result<String, String> {
    for heading in ["## Why it matters", "## Example", "## Use instead"] {
        if !page.contains(&format!("\n{heading}\n")) {
            return Err(format!("it lacks `{heading}`"));
        }
    }
    let description = rule.description();
    if description.starts_with(['#', '`']) || !description.ends_with(['.', ')', ':']) {
        return Err(format!("its first paragraph must describe what it finds: {description}"));
    }
    let example = section(page, "## Example");
    let shown = instead::files(example);
    let instead = section(page, "## Use instead");
    let marked = instead::marked(&shown, instead)?;
    let printed = block(example, "text").ok_or("the example lacks a `text` block")?;
    let (mut report, sources) = said(rule, &shown)?;
    let found = printed_report(&report, &sources);
    let Some(first) = report.findings.first().map(|finding| sources.get(finding.file()).path().to_owned())
    else {
        return Err("its example has no finding".to_owned());
    };
    let (still, sources) = said(rule, &instead::applied(&shown, &instead::files(&marked))?)?;
    if !still.findings.is_empty() {
        return Err(format!(
            "the design under “Use instead” has findings:\n{}",
            printed_report(&still, &sources)
        ));
    }
    report.findings.truncate(1);
    silenced(rule, &shown, &report, &first)?;
    let (old, new) = (format!("```text\n{printed}```"), format!("```text\n{found}```"));
    let page = page.replacen(instead, &marked, 1).replacen(&old, &new, 1);
    let page =
        facts::with_head(rule, &page).ok_or_else(|| format!("it must begin with\n{}", facts::head(rule)))?;
    Ok(facts::with_allow(rule, &page, &report))
}

/// The entry that the page shows silences the finding that it was made for, in the file of that finding.
fn silenced(rule: &Rule, shown: &[File], report: &Report, file: &str) -> Result<(), String> {
    if rule.is_fixed() || matches!(rule.group, Group::Book { .. }) {
        return Ok(());
    }
    let entry = facts::entry(rule, report).ok_or("nothing is found")?;
    let mut allowed = shown.to_vec();
    let design = allowed.iter_mut().find(|design| design.path.is_empty() || design.path == file);
    let design = design.ok_or_else(|| format!("`{file}` is no file of the example"))?;
    design.text = format!("{}\n{entry}", design.text);
    let (after, _) = said(rule, &allowed)?;
    let message = report.findings.first().map(|finding| &finding.message);
    if after.findings.iter().any(|finding| Some(&finding.message) == message) {
        return Err(format!("this does not silence it:\n{entry}"));
    }
    Ok(())
}

/// What a rule finds in the example of its page, after an edit of it.
pub(crate) fn example(rule: &Rule, edit: impl Fn(&str) -> String) -> Result<Report, String> {
    let page = rule.page.replace("\r\n", "\n");
    let example = edit(section(&page, "## Example"));
    let (mut report, _) = reported(rule, &instead::files(&example), "rule-examples")?;
    report.findings.retain(|finding| finding.rule.code == rule.code);
    Ok(report)
}

/// What one rule says of some files.
fn said(rule: &Rule, files: &[File]) -> Result<(Report, Sources), String> {
    let (mut report, sources) = reported(rule, files, SCRATCH)?;
    report.findings.retain(|finding| finding.rule.code == rule.code);
    Ok((report, sources))
}

/// A report as the terminal shows it.
fn printed_report(report: &Report, sources: &Sources) -> String {
    let text = if report.findings.is_empty() { String::new() } else { print(report, sources) };
    text.replace(&scratch(SCRATCH).display().to_string(), "/books")
}

/// Where the books of pages are written.
const SCRATCH: &str = "rule-pages";

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// What all rules say of a design, or of a book.
fn reported(rule: &Rule, files: &[File], name: &str) -> Result<(Report, Sources), String> {
    let is_of_book = matches!(rule.group, Group::Book { .. });
    if is_of_book || files.iter().any(|file| !file.path.is_empty()) {
        return book(files, &scratch(name).join(rule.name), is_of_book);
    }
    let [File { text: design, .. }] = files else { return Err("a `toml` block is missing".to_owned()) };
    // As if book.toml named the project's folder.
    let config = Config { project_root: Some("../project".into()), ..Config::default() };
    Ok(harness::check_with("design.toml", design, config))
}

/// Writes a book into a folder and checks it.
fn book(files: &[File], folder: &Path, needs_settings: bool) -> Result<(Report, Sources), String> {
    let mut files: Vec<(&str, &str)> = files.iter().map(|file| (&*file.path, &*file.text)).collect();
    if !files.iter().any(|(path, _)| *path == "book.toml") {
        if needs_settings {
            return Err("a book without `book.toml`".to_owned());
        }
        files.push(("book.toml", "[book]\ntitle = \"Book\"\n\n[preprocessor.system-design]\n"));
    }
    _ = std::fs::remove_dir_all(folder);
    let summary = ("src/SUMMARY.md", "# Summary\n\n- [Chapter](chapter.md)\n");
    let given = files.iter().any(|(path, _)| *path == summary.0);
    let files = files.into_iter().chain((!given).then_some(summary));
    let (before, now): (Vec<_>, Vec<_>) = files.partition(|(path, _)| path.starts_with(BEFORE));
    let mut target = Target::book(folder);
    for (path, text) in &before {
        write(&folder.join(path.trim_start_matches(BEFORE)), text)?;
    }
    if !before.is_empty() {
        git::init(folder);
        git::commit(folder);
        target = target.against("main").map_err(|error| error.to_string())?;
    }
    for (path, text) in now {
        write(&folder.join(path), text)?;
    }
    let found = target.inspect(&Overlay::default()).map_err(|error| error.to_string())?;
    Ok((found.report, found.session.sources))
}

/// What begins the path of a file that was committed before.
const BEFORE: &str = "git:main:";

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().is_some_and(|parent| std::fs::create_dir_all(parent).is_ok());
    let is_written = made && std::fs::write(path, text).is_ok();
    if is_written { Ok(()) } else { Err(format!("{} cannot be written", path.display())) }
}

fn print(report: &Report, sources: &Sources) -> String {
    let mut out = Vec::new();
    assert!(Text { color: false }.write(report, sources, &mut out).is_ok());
    let text = String::from_utf8_lossy(&out).into_owned();
    // The last paragraph counts the findings of a run; a page shows one rule.
    text.rsplit_once("\n\n").map_or(text.clone(), |(findings, _)| format!("{findings}\n"))
}

fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let start = page.find(&format!("\n{heading}\n")).map_or(page.len(), |at| at + heading.len() + 2);
    let rest = &page[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

fn block<'p>(section: &'p str, language: &str) -> Option<&'p str> {
    let open = format!("```{language}\n");
    let start = section.find(&open)? + open.len();
    let end = section[start..].find("```")?;
    Some(&section[start..start + end])
}
