//! `explain RULE`: the rule's page in the terminal, or the rules in whose pages a word is found.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::paint::{self, Paint};
use super::{Failure, Outcome, output};
use crate::book::rules;
use crate::diagnostic::Rule;
use crate::markdown;

/// Below it, every page has the same words.
const SAME: &str = "\n## Allow it\n";

pub(super) fn run(words: &[String]) -> Outcome {
    let words = words.join(" ");
    let found = match rules::find(words.trim()) {
        Ok(rule) => {
            let page = markdown::without_pages(rule.page);
            output::print(&if output::has_color() { paint::page(&page) } else { page })?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(unknown) => Some(search(&words))
            .filter(|found| !found.is_empty())
            .ok_or_else(|| Failure::new(unknown.to_string()))?,
    };
    let width = found.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut list = String::new();
    for rule in found {
        let code = format!("{:<7}", rule.code);
        let code = if output::has_color() { Paint::Bold.on(&code) } else { code };
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{code} {:<width$}  {}", rule.name, rule.summary);
    }
    output::print(&list)?;
    Ok(ExitCode::SUCCESS)
}

/// The rules that have all of the words: first those whose name has them, then those whose sentence
/// has them, then those whose page does.
fn search(words: &str) -> Vec<&'static Rule> {
    let words: Vec<String> = plain(words).split_whitespace().map(str::to_owned).collect();
    let has = |text: &str| words.iter().all(|word| plain(text).contains(word));
    let mut found: Vec<(usize, &'static Rule)> = Vec::new();
    for rule in rules::all().into_iter().filter(|_| !words.is_empty()) {
        let name = format!("{} {}", rule.code, rule.name);
        let page = format!("{name} {} {} {}", rule.group.name(), rule.summary, body(rule));
        let rank = [name.as_str(), rule.summary, page.as_str()].into_iter().position(has);
        found.extend(rank.map(|rank| (rank, rule)));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, rule)| rule).collect()
}

/// What a page says of its rule alone: without the line of facts, and without how to allow it.
fn body(rule: &Rule) -> &'static str {
    let page = rule.page.split(SAME).next().unwrap_or_default();
    page.splitn(3, "\n\n").nth(2).unwrap_or_default()
}

/// Words in any case, whether hyphens or blanks are between them.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(['-', '_'], " ")
}
