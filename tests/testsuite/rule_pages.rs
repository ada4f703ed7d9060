//! A rule's page is its test: `book-example/src/rules/NAME.md`.
//!
//! Under `## Example` stand a `toml` block, a whole small design, and a `text` block with exactly
//! what the rule says of it. Under `## Use instead` stands a `toml` block of which it says nothing.
//! The pages of the rules about the book show several files, each behind a line with its path in
//! backticks; a book without `src/SUMMARY.md` has one chapter, `src/chapter.md`.
//! `SNAPSHOTS=overwrite` writes the `text` blocks, and the line below the name, which says what the rule's
//! identity says.

use std::path::{Path, PathBuf};

use mdbook_system_design::book::rules;
use mdbook_system_design::book::{Config, inspect};
use mdbook_system_design::diagnostic::format::{Format as _, Text};
use mdbook_system_design::diagnostic::{Group, Report, Rule};
use mdbook_system_design::source::Sources;

use crate::harness;

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
        let mut page = page.replace("\r\n", "\n");
        if !page.starts_with(&head(rule)) {
            match with_head(rule, &page).filter(|_| overwrite) {
                Some(written) => page = write(&path, written),
                None => wrong.push(format!("{path}: it must begin with\n{}", head(rule))),
            }
        }
        match test(rule, &page) {
            Ok(None) => {}
            Ok(Some((expected, found))) if overwrite => {
                let (old, new) = (format!("```text\n{expected}```"), format!("```text\n{found}```"));
                write(&path, page.replacen(&old, &new, 1));
            }
            Ok(Some((_, found))) => wrong.push(format!("{path}: the example gives\n{found}")),
            Err(why) => wrong.push(format!("{path}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The name, and a line of what the rule says of itself.
fn head(rule: &Rule) -> String {
    let reference = rule.reference.map(|address| format!(" · see <{address}>")).unwrap_or_default();
    format!(
        "# {}\n\n`{}` · {} · since {} · fix: {}{reference}\n\n",
        rule.name,
        rule.code,
        rule.group.name(),
        rule.since,
        rule.fix.name()
    )
}

/// The page with the head of its rule, where it has one at all.
fn with_head(rule: &Rule, page: &str) -> Option<String> {
    let mut paragraphs = page.splitn(3, "\n\n");
    let is_head = paragraphs.next()?.starts_with("# ") && paragraphs.next()?.starts_with('`');
    is_head.then(|| Some(head(rule) + paragraphs.next()?)).flatten()
}

fn write(path: &str, text: String) -> String {
    assert!(std::fs::write(harness::repository(path), &text).is_ok(), "{path} cannot be written");
    text
}

/// What the page expects and what was found, where they differ.
fn test(rule: &Rule, page: &str) -> Result<Option<(String, String)>, String> {
    for heading in ["## Why it matters", "## Example", "## Use instead"] {
        if !page.contains(&format!("\n{heading}\n")) {
            return Err(format!("it lacks `{heading}`"));
        }
    }
    let description = rule.description();
    if description.starts_with(['#', '`']) || !description.ends_with(['.', ')', ':']) {
        return Err(format!("its first paragraph must say what it finds: {description}"));
    }
    let example = section(page, "## Example");
    let instead = section(page, "## Use instead");
    let expected = block(example, "text").ok_or("the example lacks a `text` block")?;
    let found = said(rule, example)?;
    if found.is_empty() {
        return Err("its example does not make it speak".to_owned());
    }
    let still = said(rule, instead)?;
    if !still.is_empty() {
        return Err(format!("what to use instead makes it speak:\n{still}"));
    }
    Ok((expected != found).then(|| (expected.to_owned(), found)))
}

/// What a rule finds in the example of its page, after an edit of it.
pub(crate) fn example(rule: &Rule, edit: impl Fn(&str) -> String) -> Result<Report, String> {
    let page = rule.page.replace("\r\n", "\n");
    let example = edit(section(&page, "## Example"));
    let (mut report, _) = reported(rule, &example, "rule-examples")?;
    report.findings.retain(|finding| finding.rule.code == rule.code);
    Ok(report)
}

/// What one rule says of a section, as the terminal shows it.
fn said(rule: &Rule, section: &str) -> Result<String, String> {
    let (mut report, sources) = reported(rule, section, SCRATCH)?;
    report.findings.retain(|finding| finding.rule.code == rule.code);
    let text = if report.findings.is_empty() { String::new() } else { print(&report, &sources) };
    Ok(text.replace(&scratch(SCRATCH).display().to_string(), "/books"))
}

/// Where the books of pages are written.
const SCRATCH: &str = "rule-pages";

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// What all rules say of the design, or the book, of a section.
fn reported(rule: &Rule, section: &str, name: &str) -> Result<(Report, Sources), String> {
    if matches!(rule.group, Group::Book { .. }) {
        return book(section, &scratch(name).join(rule.name));
    }
    let design = block(section, "toml").ok_or("a `toml` block is missing")?;
    // As if book.toml said where the project lies.
    let config = Config { project_root: Some("../project".into()), ..Config::default() };
    Ok(harness::check_with("design.toml", design, config))
}

/// Writes the book of a section into a folder and checks it.
fn book(section: &str, folder: &Path) -> Result<(Report, Sources), String> {
    let files = files(section);
    if !files.iter().any(|(path, _)| *path == "book.toml") {
        return Err("a book without `book.toml`".to_owned());
    }
    _ = std::fs::remove_dir_all(folder);
    let summary = ("src/SUMMARY.md", "# Summary\n\n- [Chapter](chapter.md)\n");
    let given = files.iter().any(|(path, _)| *path == summary.0);
    for (path, text) in files.into_iter().chain((!given).then_some(summary)) {
        let path = folder.join(path);
        let made = path.parent().is_some_and(|parent| std::fs::create_dir_all(parent).is_ok());
        if !made || std::fs::write(&path, text).is_err() {
            return Err(format!("{} cannot be written", path.display()));
        }
    }
    let found = inspect::book(folder).map_err(|error| error.to_string())?;
    Ok((found.report, found.session.sources))
}

/// The files of a section: a line with a path in backticks, and the block behind it.
fn files(section: &str) -> Vec<(&str, &str)> {
    let mut files = Vec::new();
    let mut rest = section;
    while let Some(at) = rest.find("\n`") {
        rest = &rest[at + 2..];
        let Some((path, after)) = rest.split_once("`\n\n```") else { continue };
        if path.contains(['`', '\n']) {
            continue;
        }
        let ticks = after.len() - after.trim_start_matches('`').len() + 3;
        let fence = format!("\n{}\n", "`".repeat(ticks));
        let Some((_, body)) = after.split_once('\n') else { continue };
        let Some(end) = format!("\n{body}").find(&fence) else { continue };
        files.push((path, &body[..end]));
        rest = &body[end..];
    }
    files
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
