//! What names a rule agrees: the registry, the pages, their entries in SUMMARY.md, the overview,
//! and the mutation corpus.

use std::collections::BTreeSet;

use mdbook_system_design::book::{Config, rules};
use mdbook_system_design::check;
use mdbook_system_design::diagnostic::{Group, Level, Rule, Stage};

use crate::harness;
use crate::rule_pages::facts;

fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries =
        std::fs::read_dir(harness::repository(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .filter(|name| name != "README")
        .collect()
}

fn registered(by: fn(&Rule) -> &'static str) -> BTreeSet<String> {
    rules::all().into_iter().map(|rule| by(rule).to_owned()).collect()
}

#[test]
fn codes_ascend_and_each_is_there_once() {
    let number = |rule: &Rule| rule.code.strip_prefix("SD")?.parse::<u32>().ok();
    for rules in [rules::all(), check::CHECKS.iter().map(|check| check.rule).collect()] {
        for pair in rules.windows(2) {
            assert!(number(pair[0]).is_some_and(|number| number > 0), "{}", pair[0].code);
            assert!(number(pair[0]) < number(pair[1]), "{} before {}", pair[0].code, pair[1].code);
        }
    }
    for rule in rules::all() {
        // Three digits at least: `SD002`.
        assert_eq!(Some(rule.code.to_owned()), number(rule).map(|number| format!("SD{number:03}")));
    }
}

#[test]
fn names_read_well_and_are_found_by_name_and_code() {
    let rules = rules::all();
    assert_eq!(registered(|rule| rule.name).len(), rules.len(), "names are unique");
    for rule in rules {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(
            rule.name.chars().all(kebab) && rule.name.contains('-') || rule.name == "undecided",
            "{}",
            rule.name
        );
        assert!(!rule.name.starts_with("no-") || rule.name == "no-production-environment", "{}", rule.name);
        assert!(rule.summary.ends_with('.') && rule.summary.lines().count() == 1, "{}", rule.summary);
        for word in [rule.name, rule.code] {
            for word in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
                assert_eq!(rules::find(&word).map(|found| found.code), Ok(rule.code));
            }
        }
    }
}

#[test]
fn an_allow_names_its_rule_in_any_case() {
    let check = |word: &str| {
        let head = "template = \"system-design@1\"\ndesign = { title = \"A\", version = \"1.0.0\", status = \"accepted\" }\n";
        let design =
            format!("{head}[[allow]]\nrule = \"{word}\"\nreason = \"It comes with the next version.\"\n");
        harness::check_with("designs/a.toml", &design, Config::default()).0
    };
    for word in ["SD101", "sd101", "missing-fact", "Missing-Fact"] {
        let report = check(word);
        assert!(
            report.findings.iter().all(|finding| !["SD010", "SD101"].contains(&finding.rule.code)),
            "{word}"
        );
        assert!(report.suppressed.iter().any(|silenced| silenced.finding.rule.code == "SD101"), "{word}");
    }
    let report = check("missing-fakt");
    let unknown =
        report.findings.iter().find(|finding| finding.rule.code == "SD010").expect("an unknown rule");
    assert_eq!(unknown.message, "there is no rule `missing-fakt`");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `\"missing-fact\"`?"));
    assert_eq!(unknown.fix[0].replacement, "\"missing-fact\"");
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    assert_eq!(names_in("book-example/src/rules", ".md"), registered(|rule| rule.name));
}

#[test]
fn the_summary_lists_the_pages_in_the_order_of_the_codes() {
    let summary = harness::read("book-example/src/SUMMARY.md");
    let listed: Vec<&str> =
        summary.lines().filter(|line| line.contains("](rules/") && !line.contains("README")).collect();
    let expected: Vec<String> = rules::all()
        .iter()
        .map(|rule| format!("  - [{} {name}](rules/{name}.md)", rule.code, name = rule.name))
        .collect();
    assert_eq!(listed, expected, "\n{}", expected.join("\n"));
}

#[test]
fn every_rule_of_designs_has_its_mutations() {
    let of_designs: BTreeSet<String> = harness::rules_of_designs().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(names_in("tests/mutations", ".toml"), of_designs);
}

#[test]
fn the_overview_says_what_the_registry_says() {
    let path = "book-example/src/rules/README.md";
    let page = harness::read(path).replace("\r\n", "\n");
    let expected = overview();
    let (before, rest) = page.split_once(BEGIN).unwrap_or_else(|| panic!("{path} lacks {BEGIN}"));
    let (found, after) = rest.split_once(END).unwrap_or_else(|| panic!("{path} lacks {END}"));
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let written = format!("{before}{BEGIN}{expected}{END}{after}");
        assert!(std::fs::write(harness::repository(path), written).is_ok(), "{path} cannot be written");
    } else {
        assert_eq!(found, expected, "`SNAPSHOTS=overwrite cargo test contract` rewrites it");
    }
}

const BEGIN: &str = "<!-- rules -->\n";
const END: &str = "<!-- end of rules -->\n";

/// One table for the rules of a group that have the same levels, in the order of the codes.
fn overview() -> String {
    let title = |rule: &Rule| {
        let group = rule.group.name();
        let group = format!("{}{}", group[..1].to_uppercase(), &group[1..]);
        // The levels of the rules about a book and about versions are their own.
        match rule.group {
            Group::Book { level, .. } => format!("{group}: {}", level.name()),
            Group::Versions { level, undecided } if level == undecided => {
                format!("{group}: {}", level.name())
            }
            Group::Versions { level, undecided } => {
                format!("{group}: {}, before acceptance {}", level.name(), undecided.name())
            }
            _ => group,
        }
    };
    let mut titles: Vec<String> = Vec::new();
    for rule in rules::all() {
        if !titles.contains(&title(rule)) {
            titles.push(title(rule));
        }
    }
    let mut text = String::new();
    for heading in titles {
        let rules: Vec<&Rule> = rules::all().into_iter().filter(|rule| title(rule) == heading).collect();
        // Some cannot be lowered, and say so themselves.
        let usual = rules.iter().find(|rule| !rule.is_fixed()).or(rules.first());
        let levels = usual.map(|rule| facts::levels(rule)).unwrap_or_default();
        text.push_str(&format!("\n## {heading}\n\nLevel: {levels}.\n\n| rule | finds |\n| --- | --- |\n"));
        text.extend(rules.into_iter().map(line));
    }
    text.push('\n');
    text
}

fn line(rule: &Rule) -> String {
    let fixed = if rule.is_fixed() { " · *firm*" } else { "" };
    let fix = match rule.fix.name() {
        "none" => "",
        "safe" => " · *fix*",
        _ => " · *suggestion*",
    };
    let most = match rule.highest {
        Level::Deny => String::new(),
        level => format!(" · *at most {}*", level.name()),
    };
    format!("| [{} {name}]({name}.md){fixed}{fix}{most} | {} |\n", rule.code, rule.summary, name = rule.name)
}

#[test]
fn what_cannot_be_lowered_is_denied() {
    for rule in rules::all().into_iter().filter(|rule| rule.is_fixed()) {
        assert!(matches!(rule.group, Group::Shape { .. } | Group::Book { .. }), "{}", rule.name);
        for stage in [Stage::Draft, Stage::Proposed, Stage::Final, Stage::Built, Stage::Retired] {
            assert_eq!(rule.default_level(stage).name(), "deny", "{}", rule.name);
        }
    }
}
