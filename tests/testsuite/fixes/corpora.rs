//! Every fix or suggestion in the corpora of the rules helps.

use mdbook_system_design::book::Config;
use serde::Deserialize;

use super::{BOOK, Book};
use crate::harness;

#[derive(Deserialize)]
struct Corpus {
    #[serde(default)]
    fires: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    edit: String,
    base: Option<String>,
    /// Missing in a case about several versions.
    replace: Option<String>,
    #[serde(default)]
    with: String,
    #[serde(default)]
    more: Vec<Edit>,
}

#[derive(Deserialize)]
struct Edit {
    replace: String,
    with: String,
}

#[test]
fn every_fix_of_the_mutations_helps() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for rule in harness::rules_of_designs() {
        let path = format!("tests/mutations/{}.toml", rule.code);
        let corpus: Corpus = toml::from_str(&harness::read(&path)).expect("a corpus");
        for case in corpus.fires {
            let Some(replace) = &case.replace else { continue };
            let base = case.base.as_deref().unwrap_or("url-shortener");
            let mut text = harness::read(&format!("tests/designs/{base}.toml"));
            text = text.replacen(replace, &case.with, 1);
            for edit in &case.more {
                text = text.replacen(&edit.replace, &edit.with, 1);
            }
            tried += usize::from(has_fix(&text));
            wrong.extend(fault(&text).map(|fault| format!("{path}: {}: {fault}", case.edit)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 10, "{tried}");
}

#[test]
fn every_fix_of_the_rules_pages_helps() {
    let mut wrong = Vec::new();
    for rule in harness::rules_of_designs() {
        let path = format!("book-example/src/rules/{}.md", rule.name);
        let page = harness::read(&path);
        let example = page.split("## Example").nth(1).and_then(|rest| rest.split("```toml\n").nth(1));
        let Some(design) = example.and_then(|rest| rest.split("```").next()) else { continue };
        wrong.extend(fault(design).map(|fault| format!("{path}: {fault}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn has_fix(design: &str) -> bool {
    let (report, _) = harness::check_with("design.toml", design, Config::default());
    report.findings.iter().any(|finding| !finding.fix.is_empty())
}

/// The fault of a design's fixes, if there is one.
fn fault(design: &str) -> Option<String> {
    if !has_fix(design) {
        return None;
    }
    let rules = harness::rules_of_designs().filter(|rule| !rule.is_fixed());
    let levels = rules.fold(String::new(), |levels, rule| levels + rule.name + " = \"warn\"\n");
    let config = format!("{}[preprocessor.system-design.rules]\n{levels}", BOOK[0].1);
    let book = Book::new(&[("designs/a.toml", design), ("book.toml", &config)]);
    let mended = book.mend(true);
    let refused: Vec<String> =
        mended.refused.iter().map(|refused| format!("{}: {}", refused.message, refused.why)).collect();
    if !book.mend_in_memory(true).files.is_empty() {
        return Some("a second run changes something".to_owned());
    }
    (!refused.is_empty()).then(|| refused.join("; "))
}
