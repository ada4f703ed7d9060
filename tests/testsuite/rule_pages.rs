//! A rule's page is its test: `book-example/src/rules/NAME.md`.
//!
//! Under `## Example` stand a `toml` block, a whole small design, and a `text` block with exactly
//! what the rule says of it. Under `## Use instead` stands a `toml` block of which it says nothing.
//! The pages of the rules about the book show several files, each behind a line with its path in
//! backticks; a book without `src/SUMMARY.md` has one chapter, `src/chapter.md`.
//! `SNAPSHOTS=overwrite` writes the `text` blocks.

use std::path::Path;

use mdbook_system_design::book::{Config, inspect};
use mdbook_system_design::check;
use mdbook_system_design::diagnostic::format::{Format as _, Text};
use mdbook_system_design::diagnostic::{Group, Report, Rule};
use mdbook_system_design::source::Sources;

use crate::harness;

#[test]
fn every_page_shows_what_its_rule_says() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for rule in check::all() {
        let path = format!("book-example/src/rules/{}.md", rule.name);
        let Ok(page) = std::fs::read_to_string(harness::repository(&path)) else {
            wrong.push(format!("{path} is missing"));
            continue;
        };
        let page = page.replace("\r\n", "\n");
        match test(rule, &page) {
            Ok(None) => {}
            Ok(Some((expected, found))) if overwrite => {
                let written =
                    page.replacen(&format!("```text\n{expected}```"), &format!("```text\n{found}```"), 1);
                assert!(
                    std::fs::write(harness::repository(&path), written).is_ok(),
                    "{path} cannot be written"
                );
            }
            Ok(Some((_, found))) => wrong.push(format!("{path}: the example gives\n{found}")),
            Err(why) => wrong.push(format!("{path}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the page expects and what was found, where they differ.
fn test(rule: &Rule, page: &str) -> Result<Option<(String, String)>, String> {
    let head = format!("# {}\n\n`{}` · {}\n", rule.name, rule.code, rule.group.name());
    if !page.starts_with(&head) {
        return Err(format!("it must begin with\n{head}"));
    }
    for heading in ["## Why it matters", "## Example", "## Use instead"] {
        if !page.contains(&format!("\n{heading}\n")) {
            return Err(format!("it lacks `{heading}`"));
        }
    }
    let example = section(page, "## Example");
    let instead = section(page, "## Use instead");
    let expected = block(example, "text").ok_or("the example lacks a `text` block")?;
    let of_book = matches!(rule.group, Group::Book { .. });
    let said = |section| if of_book { book_findings(rule, section) } else { design_findings(rule, section) };
    let found = said(example)?;
    if found.is_empty() {
        return Err("its example does not make it speak".to_owned());
    }
    let still = said(instead)?;
    if !still.is_empty() {
        return Err(format!("what to use instead makes it speak:\n{still}"));
    }
    Ok((expected != found).then(|| (expected.to_owned(), found)))
}

/// What one rule says of the design of a section.
fn design_findings(rule: &Rule, section: &str) -> Result<String, String> {
    Ok(findings(rule, block(section, "toml").ok_or("a `toml` block is missing")?))
}

/// What one rule says of the book of a section.
fn book_findings(rule: &Rule, section: &str) -> Result<String, String> {
    let files = files(section);
    if !files.iter().any(|(path, _)| *path == "book.toml") {
        return Err("a book without `book.toml`".to_owned());
    }
    let books = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule-pages");
    let folder = books.join(rule.name);
    _ = std::fs::remove_dir_all(&folder);
    let summary = ("src/SUMMARY.md", "# Summary\n\n- [Chapter](chapter.md)\n");
    let given = files.iter().any(|(path, _)| *path == summary.0);
    for (path, text) in files.into_iter().chain((!given).then_some(summary)) {
        let path = folder.join(path);
        let made = path.parent().is_some_and(|parent| std::fs::create_dir_all(parent).is_ok());
        if !made || std::fs::write(&path, text).is_err() {
            return Err(format!("{} cannot be written", path.display()));
        }
    }
    let mut found = inspect::book(&folder).map_err(|error| error.to_string())?;
    let said = only(rule, &mut found.report, &found.session.sources);
    Ok(said.replace(&books.display().to_string(), "/books"))
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

/// What one rule says of a design, as the terminal shows it.
fn findings(rule: &Rule, design: &str) -> String {
    // As if book.toml said where the project lies.
    let config = Config { project_root: Some("../project".into()), ..Config::default() };
    let (mut report, sources) = harness::check_with("design.toml", design, config);
    only(rule, &mut report, &sources)
}

/// What one rule says in a report, as the terminal shows it.
fn only(rule: &Rule, report: &mut Report, sources: &Sources) -> String {
    report.findings.retain(|finding| finding.rule.code == rule.code);
    if report.findings.is_empty() { String::new() } else { print(report, sources) }
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
