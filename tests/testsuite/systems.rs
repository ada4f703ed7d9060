//! Six systems of different kinds, each written as the team that builds it would write it. A rule that says
//! something about one of them is wrong, and so is a template that does not fit.

use std::collections::BTreeSet;

use mdbook_system_design::book::{Checked, Config, Session, rules};
use mdbook_system_design::diagnostic::{Level, Sink};
use mdbook_system_design::source::Sources;

use crate::harness::{read, repository};

/// What they are, where they are, and the template that each asks for. Two of them are in the example book.
const SYSTEMS: [(&str, &str, &str); 6] = [
    ("a shop of eleven services", "tests/systems/shop.toml", "architecture@1"),
    ("a password server", "book-example/designs/password-server.toml", "architecture@1"),
    ("an application that works offline", "tests/systems/field-notes.toml", "app@1"),
    ("the firmware of a watch", "book-example/designs/watch.toml", "device@1"),
    ("a data pipeline", "tests/systems/meter-pipeline.toml", "pipeline@1"),
    ("a compiler", "tests/systems/compiler.toml", "tool@1"),
];

/// Checks a design with every rule at a visible level: no status hides what a rule says.
fn check(text: &str) -> (Checked, Vec<String>) {
    let mut config = Config::default();
    for rule in rules::all() {
        config.levels.set(rule, Level::Warn);
    }
    let mut session =
        Session::new(&repository("tests/systems"), config, Sources::new(), &mut Sink::default());
    let file = session.sources.add("system.toml", text);
    session.open(file);
    let (_, checked) = session.check().into_iter().next().expect("a design");
    let found = checked.report.findings.iter();
    let said = found.map(|finding| format!("{} {}: {}", finding.rule.code, finding.path, finding.message));
    let said = said.collect();
    (checked, said)
}

#[test]
fn a_system_of_each_kind_is_accepted_without_a_finding() {
    for (what, path, template) in SYSTEMS {
        let text = read(path);
        assert!(text.lines().count() >= 150, "{path} is not a whole system");
        assert!(text.contains(&format!("template = \"{template}\"\n")), "{path}: {template}");
        assert!(!text.contains("[[allow]]"), "{path} silences a rule");
        for status in ["accepted", "implemented"] {
            let text = text.replacen("status = \"accepted\"", &format!("status = \"{status}\""), 1);
            let (checked, mut said) = check(&text);
            // That its pictures are several says how large a system is, and nothing against it.
            said.retain(|said| !said.starts_with("SD313 "));
            assert_eq!(said, Vec::<String>::new(), "{what}, {status}");
            assert_eq!(checked.design.expect("a design").status().word(), status, "{path}");
            let completeness = checked.completeness;
            assert!(completeness.is_whole(), "{path}");
            assert!(completeness.justified() <= 5, "{path}: {} do not apply", completeness.justified());
        }
    }
}

/// The design whose page the example book prints by both templates.
#[test]
fn a_system_may_be_whole_by_two_templates() {
    let text = read("book-example/designs/password-server.toml");
    let (checked, said) = check(&text.replacen("architecture@1", "system-design@1", 1));
    assert_eq!(said, Vec::<String>::new());
    assert!(checked.completeness.is_whole() && checked.completeness.justified() <= 5);
}

/// What the six have to use so that they show what the format has.
#[test]
fn the_systems_use_what_real_systems_need() {
    let texts = SYSTEMS.map(|(_, path, _)| read(path));
    let mut unused = BTreeSet::new();
    for word in [
        "alternatives = ",
        "optional = ",
        "loop = ",
        "parallel = ",
        "fails = ",
        "[nodes.",
        "part-of = ",
        "instances = ",
        "schedule = ",
        "origin = \"third-party\"",
        "both-ways = true",
        "kind = \"build\"",
        "kind = \"data\"",
        "kind = \"collection\"",
        "kind = \"view\"",
        "foreign-keys = ",
        "on-delete = ",
        "values = ",
        "retention = ",
        "operations",
        "parameters = ",
        "direction = \"consumed\"",
        "acceptance = ",
        "source = ",
        "[scope]",
        "[risks.",
        "[glossary]",
        "[performance.budgets]",
    ] {
        if !texts.iter().any(|text| text.contains(word)) {
            unused.insert(word);
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}
