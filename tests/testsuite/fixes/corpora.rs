//! Every fix or suggestion in the corpora of the rules helps.

use mdbook_system_design::book::Config;

use super::{BOOK, Book};
use crate::{corpus, harness};

#[test]
fn every_fix_of_the_corpora_helps() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for corpus::Wrong { name, text, .. } in corpus::designs() {
        tried += usize::from(has_fix(&text));
        wrong.extend(fault(&text).map(|fault| format!("{name}: {fault}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 100, "{tried}");
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
