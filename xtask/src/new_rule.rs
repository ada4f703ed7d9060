//! `cargo xtask new-rule NAME`: everything that a rule consists of. The skeleton compiles and passes the
//! tests: until you write what the rule should find, it reports a design whose title is the rule's name.

use std::fs;

use mdbook_system_design::book::rules;
use mdbook_system_design::check::CHECKS;

use crate::repository;

const USAGE: &str = "usage: cargo xtask new-rule NAME --code SDnnn [--group GROUP]";

/// The groups of rules that look at designs, by the names that documents and the code use. A rule about the
/// format is not a check of a design, and a rule about the book is declared in `src/book/rules.rs`.
const GROUPS: &[(&str, &str)] = &[
    ("missing", "Missing"),
    ("coverage", "Coverage"),
    ("contradiction", "Contradiction"),
    ("advice", "Advice"),
    ("sources", "Sources"),
    (
        "versions",
        "Versions { level: crate::diagnostic::Level::Deny, undecided: crate::diagnostic::Level::Deny }",
    ),
];

const REGISTRY: &str = "src/check/registry.rs";
const SUMMARY: &str = "book-example/src/SUMMARY.md";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let rule = NewRule::parse(arguments)?;
    let files = rule.files(&read(REGISTRY)?, &read(SUMMARY)?)?;
    for (path, _) in files.iter().filter(|(path, _)| ![REGISTRY, SUMMARY].contains(&path.as_str())) {
        if repository().join(path).exists() {
            return Err(format!("`{path}` exists"));
        }
    }
    for (path, text) in files {
        fs::write(repository().join(&path), text).map_err(|error| format!("{path}: {error}"))?;
        println!("{path}");
    }
    println!(
        "\nwrite the rule, its page and its mutations; then `SNAPSHOTS=overwrite cargo test`, and read the diff"
    );
    Ok(())
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(repository().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// The rule that is asked for.
struct NewRule {
    name: String,
    number: u32,
    group: &'static (&'static str, &'static str),
}

impl NewRule {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let (mut name, mut code, mut group) = (None, None, "advice");
        let mut rest = arguments.iter().map(String::as_str);
        while let Some(argument) = rest.next() {
            match argument {
                "--code" => code = rest.next(),
                "--group" => group = rest.next().ok_or(USAGE)?,
                _ if argument.starts_with('-') || name.is_some() => return Err(USAGE.to_owned()),
                _ => name = Some(argument),
            }
        }
        let (name, code) = name.zip(code).ok_or(USAGE)?;
        let is_kebab = name.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        if !is_kebab || !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.contains('-') {
            return Err(format!("`{name}` is not the name of a rule: write words such as `too-few-options`"));
        }
        let number = number(code).filter(|number| *number > 0 && code == format!("SD{number:03}"));
        let number = number.ok_or_else(|| format!("`{code}` is not a code: write one such as `SD605`"))?;
        for word in [name, code] {
            if let Ok(taken) = rules::find(word) {
                return Err(format!("`{word}` is taken: {} {}", taken.code, taken.name));
            }
        }
        let group = GROUPS.iter().find(|(known, _)| *known == group).ok_or_else(|| {
            let known: Vec<&str> = GROUPS.iter().map(|(known, _)| *known).collect();
            format!("`{group}` is not a group of such rules: {}", known.join(", "))
        })?;
        Ok(Self { name: name.to_owned(), number, group })
    }

    /// Every file that the command changes, with its new text.
    fn files(&self, registry: &str, summary: &str) -> Result<Vec<(String, String)>, String> {
        let (name, module) = (&self.name, module(&self.name));
        let next = CHECKS.iter().map(|check| check.rule).find(|rule| self.is_before(rule.code));
        let registry = match next {
            Some(next) => {
                before(registry, &format!("    {},\n", self::module(next.name)), &format!("    {module},\n"))
            }
            None => before(registry, "}\n", &format!("    {module},\n")),
        };
        let entry = |code: &str, name: &str| format!("  - [{code} {name}](rules/{name}.md)\n");
        let own = entry(&format!("SD{:03}", self.number), name);
        let all = rules::all();
        let summary = match all.iter().position(|rule| self.is_before(rule.code)) {
            Some(next) => before(summary, &entry(all[next].code, all[next].name), &own),
            None => all.last().and_then(|last| after(summary, &entry(last.code, last.name), &own)),
        };
        Ok(vec![
            (format!("src/check/rules/{module}.rs"), self.filled(include_str!("new_rule/rule.txt"))),
            (REGISTRY.to_owned(), registry.ok_or_else(|| format!("{REGISTRY} has no place for `{module}`"))?),
            (format!("book-example/src/rules/{name}.md"), self.filled(include_str!("new_rule/page.txt"))),
            (SUMMARY.to_owned(), summary.ok_or_else(|| format!("{SUMMARY} has no place for `{name}`"))?),
            (
                format!("tests/mutations/SD{:03}.toml", self.number),
                self.filled(include_str!("new_rule/mutations.txt")),
            ),
        ])
    }

    fn is_before(&self, code: &str) -> bool {
        number(code).is_some_and(|number| self.number < number)
    }

    fn filled(&self, skeleton: &str) -> String {
        skeleton
            .replace("{name}", &self.name)
            .replace("{code}", &format!("SD{:03}", self.number))
            .replace("{group}", self.group.0)
            .replace("{Group}", self.group.1)
            .replace("{version}", env!("CARGO_PKG_VERSION"))
    }
}

fn number(code: &str) -> Option<u32> {
    code.strip_prefix("SD")?.parse().ok()
}

fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// The text with an insertion before the last occurrence of these words.
fn before(text: &str, words: &str, more: &str) -> Option<String> {
    let at = text.rfind(words)?;
    Some(format!("{}{more}{}", &text[..at], &text[at..]))
}

/// The text with an insertion after these words.
fn after(text: &str, words: &str, more: &str) -> Option<String> {
    let at = text.rfind(words)? + words.len();
    Some(format!("{}{more}{}", &text[..at], &text[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<NewRule, String> {
        NewRule::parse(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_rule_is_four_things_in_their_places() {
        let rule =
            parse("made-up-rule --code SD419 --group contradiction").unwrap_or_else(|why| panic!("{why}"));
        let (registry, summary) = (read(REGISTRY).unwrap_or_default(), read(SUMMARY).unwrap_or_default());
        let files = rule.files(&registry, &summary).unwrap_or_else(|why| panic!("{why}"));
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "src/check/rules/made_up_rule.rs",
                REGISTRY,
                "book-example/src/rules/made-up-rule.md",
                SUMMARY,
                "tests/mutations/SD419.toml"
            ]
        );
        assert!(files[0].1.contains("\"SD419\", \"made-up-rule\", Group::Contradiction, since"));
        assert!(files[1].1.contains("    made_up_rule,\n    chosen_not_an_option,\n"));
        assert!(files[3].1.contains("(rules/made-up-rule.md)\n  - [SD501 chosen-not-an-option]"));
        let added = |index: usize, text: &str| files[index].1.lines().count() - text.lines().count();
        assert_eq!((added(1, &registry), added(3, &summary)), (1, 1));
        assert!(files.iter().all(|(_, text)| !text.contains("{name}") && !text.contains("{code}")));
    }

    #[test]
    fn the_last_of_all_has_its_place_too() {
        let rule = parse("made-up-rule --code SD9901").unwrap_or_else(|why| panic!("{why}"));
        let files = rule
            .files(&read(REGISTRY).unwrap_or_default(), &read(SUMMARY).unwrap_or_default())
            .unwrap_or_else(|why| panic!("{why}"));
        assert!(files[1].1.ends_with("    made_up_rule,\n}\n"));
        assert!(files[3].1.contains("- [SD9901 made-up-rule](rules/made-up-rule.md)\n"));
    }

    #[test]
    fn what_cannot_be_a_rule_is_refused() {
        for (line, why) in [
            ("made-up-rule", "usage"),
            ("madeup --code SD419", "not the name of a rule"),
            ("Made-Up --code SD419", "not the name of a rule"),
            ("made-up-rule --code 419", "not a code"),
            ("made-up-rule --code SD0419", "not a code"),
            ("made-up-rule --code SD501", "taken"),
            ("chosen-not-an-option --code SD419", "taken"),
            ("made-up-rule --code SD419 --group book", "not a group"),
        ] {
            let error = parse(line).err().unwrap_or_default();
            assert!(error.contains(why), "{line}: {error}");
        }
    }
}
