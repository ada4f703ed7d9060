//! A rule's page is its test: `book-example/src/rules/NAME.md`.
//!
//! Under `## Example` stand a `toml` block, a whole small design, and a `text` block with exactly
//! what the rule says of it. Under `## Use instead` stands a `toml` block of which it says nothing.
//! `SNAPSHOTS=overwrite` writes the `text` blocks.

use mdbook_system_design::book::Config;
use mdbook_system_design::diagnostic::format::{Format as _, Text};
use mdbook_system_design::diagnostic::{Report, Rule};
use mdbook_system_design::source::Sources;

use crate::harness;

#[test]
fn every_page_shows_what_its_rule_says() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for rule in harness::rules_of_designs() {
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
    let design = block(example, "toml").ok_or("the example lacks a `toml` block")?;
    let expected = block(example, "text").ok_or("the example lacks a `text` block")?;
    let found = findings(rule, design);
    if found.is_empty() {
        return Err("its example does not make it speak".to_owned());
    }
    let instead =
        block(section(page, "## Use instead"), "toml").ok_or("there is no `toml` block to use instead")?;
    let still = findings(rule, instead);
    if !still.is_empty() {
        return Err(format!("what to use instead makes it speak:\n{still}"));
    }
    Ok((expected != found).then(|| (expected.to_owned(), found)))
}

/// What one rule says of a design, as the terminal shows it.
fn findings(rule: &Rule, design: &str) -> String {
    // As if book.toml said where the project lies.
    let config = Config { project_root: Some("../project".into()), ..Config::default() };
    let (mut report, sources) = harness::check_with("design.toml", design, config);
    report.findings.retain(|finding| finding.rule.code == rule.code);
    if report.findings.is_empty() {
        return String::new();
    }
    print(&report, &sources)
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
