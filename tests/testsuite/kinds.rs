//! `tests/kinds.toml` names the tests of every kind of thing that people meet, and they are there.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::harness;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    week: BTreeMap<String, Vec<String>>,
    book: BTreeMap<String, Vec<String>>,
}

#[test]
fn every_kind_has_tests_that_are_there() {
    let kinds: Kinds = toml::from_str(&harness::read("tests/kinds.toml")).expect("a list");
    let mut code = String::new();
    for folder in ["src", "tests", "compat"] {
        harness::gather(&harness::repository(folder), "rs", &mut code);
    }
    assert!(kinds.week.len() > 40 && kinds.book.len() == 15, "{} and {}", kinds.week.len(), kinds.book.len());
    for (kind, tests) in kinds.week.iter().chain(&kinds.book) {
        assert!(tests.len() > 1, "{kind}: one test");
        for test in tests {
            assert!(is_there(test, &code), "{kind}: there is no test `{test}`");
        }
    }
}

fn is_there(test: &str, code: &str) -> bool {
    match (test.split_once("::"), test.split_once('/')) {
        (Some((_, function)), _) => code.contains(&format!("fn {function}(")),
        (None, Some((folder, name))) => harness::repository(&format!("tests/{folder}/{name}.toml")).is_file(),
        (None, None) => false,
    }
}
