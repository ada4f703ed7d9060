//! What holds for every two designs. They are made of the base by random edits of the corpus.

use mdbook_system_design::compare::{Change, Changes, Rename};
use mdbook_system_design::design::Design;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::{Edit, NEVER, Reading, edits, replaced};
use crate::harness::read;

/// As many edits as are tried at once.
const AT_ONCE: usize = 12;

#[test]
fn a_comparison_is_the_mirror_of_the_way_back() {
    let base = read("tests/changes/base.toml");
    let edits: Vec<Edit> =
        edits().into_iter().map(|(_, edit)| edit).filter(|edit| edit.base.is_none()).collect();
    let reading = std::cell::RefCell::new(Reading::new());
    let chosen = || prop::collection::vec(0..edits.len(), 0..AT_ONCE);
    let config = Config {
        cases: 96,
        rng_seed: RngSeed::Fixed(11),
        max_global_rejects: 4096,
        failure_persistence: None,
        ..Config::default()
    };
    let ran = TestRunner::new(config).run(&(chosen(), chosen()), |(first, second)| {
        let mut reading = reading.borrow_mut();
        // Where both sides name former ids, the two may contradict each other.
        let says_was = |at: &&usize| edits[**at].replacements().any(|(_, new)| new.contains("was = "));
        let first: Vec<usize> = first.iter().filter(|at| !says_was(at)).copied().collect();
        let mut design = |chosen: &[usize]| {
            let (text, whats) = with_edits(&base, &edits, chosen);
            // Two edits may give one name to two things.
            reading.try_design(&text).map(|design| (design, whats)).map_err(TestCaseError::reject)
        };
        let (old, new) = (design(&first)?, design(&second)?);
        for side in [&old.0, &new.0] {
            let itself = reading.compare(side, side, &[]);
            prop_assert!(itself.entries.is_empty() && itself.coverage.is_empty(), "{:?}", itself.entries);
        }
        let (there, back) = (reading.compare(&old.0, &new.0, &[]), reading.compare(&new.0, &old.0, &[]));
        if let Err(why) = mirror(&there, &back) {
            prop_assert!(false, "{why}\nold: {:#?}\nnew: {:#?}", old.1, new.1);
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

/// The base with those of the chosen edits that fit each other.
fn with_edits(base: &str, edits: &[Edit], chosen: &[usize]) -> (String, Vec<String>) {
    let mut text = base.to_owned();
    let (mut replacements, mut whats) = (Vec::new(), Vec::new());
    for index in chosen {
        let edit = &edits[*index];
        let with_it: Vec<(&str, &str)> = replacements.iter().copied().chain(edit.replacements()).collect();
        if let Ok(edited) = replaced(base, &with_it) {
            text = edited.text;
            replacements = with_it;
            whats.push(edit.what.clone());
        }
    }
    (text, whats)
}

/// Why one comparison is not the mirror of another: each entry has one on the way back, of a kind that undoes
/// it, with both sides exchanged.
fn mirror(there: &Changes, back: &Changes) -> Result<(), String> {
    let list = |changes: &Changes| -> Vec<String> {
        changes.entries.iter().map(|entry| format!("{} {}", entry.kind.code(), entry.message)).collect()
    };
    let shown = || format!("there: {:#?}\nback: {:#?}", list(there), list(back));
    let mut left: Vec<&Change> = back.entries.iter().collect();
    for entry in &there.entries {
        let undoes = |other: &&Change| {
            entry.kind.opposites.contains(&other.kind.name)
                && (entry.old_span, entry.new_span) == (other.new_span, other.old_span)
                && (&entry.old, &entry.new) == (&other.new, &other.old)
                && entry.claims.len() == other.claims.len()
                && entry.class >= entry.kind.weight.class()
                && (!entry.claims.is_empty() || entry.class == entry.kind.weight.class())
        };
        let Some(at) = left.iter().position(undoes) else {
            // A step forward has no entry.
            if is_step_back(entry) {
                continue;
            }
            return Err(format!("nothing undoes {}: {}\n{}", entry.kind.code(), entry.message, shown()));
        };
        left.remove(at);
    }
    left.retain(|entry| !is_step_back(entry));
    if !left.is_empty() {
        return Err(format!("{} entries undo nothing\n{}", left.len(), shown()));
    }
    let mut exchanged: Vec<_> = back.coverage.iter().map(|it| (it.by, it.gained, it.decides)).collect();
    let mut coverage: Vec<_> = there.coverage.iter().map(|it| (it.by, !it.gained, it.decides)).collect();
    exchanged.sort_by_key(|key| format!("{key:?}"));
    coverage.sort_by_key(|key| format!("{key:?}"));
    if exchanged == coverage { Ok(()) } else { Err(format!("{:?}\n{:?}", there.coverage, back.coverage)) }
}

fn is_step_back(entry: &Change) -> bool {
    entry.kind.opposites.iter().any(|name| NEVER.contains(&name.to_lowercase().replace('_', "-").as_str()))
}

/// Ids of the base by the table that `--rename` knows them by.
const IDS: [(&str, &[&str]); 8] = [
    ("requirements", &["R1", "R2", "R3", "R4", "R5", "R6", "R7"]),
    ("people", &["clerk", "auditor"]),
    ("integrations", &["carrier", "scales", "mail"]),
    ("components", &["desk", "store", "codes", "printing"]),
    ("flows", &["intake", "pickup"]),
    ("api", &["take-in", "collect", "put-rule", "announced"]),
    ("decisions", &["D1", "D2"]),
    ("tests", &["T1", "T2", "T3"]),
];

#[test]
fn a_rename_is_one_entry_whatever_cites_the_id() {
    let base = read("tests/changes/base.toml");
    let reading = std::cell::RefCell::new(Reading::new());
    let old: Design = reading.borrow_mut().design(&base);
    let all: Vec<(&str, &str)> =
        IDS.iter().flat_map(|(table, ids)| ids.iter().map(move |id| (*table, *id))).collect();
    let config =
        Config { cases: 48, rng_seed: RngSeed::Fixed(12), failure_persistence: None, ..Config::default() };
    let ran = TestRunner::new(config).run(&prop::sample::subsequence(all, 1..=12), |renamed| {
        let mut text = base.clone();
        let mut renames: Vec<Rename> = Vec::new();
        for (table, id) in &renamed {
            let now = format!("{id}-x");
            renames.push(format!("{table}:{id}={now}").parse().expect("a rename"));
            text = with_id(&text, table, id, &now);
        }
        let mut reading = reading.borrow_mut();
        let new = reading.design(&text);
        let changes = reading.compare(&old, &new, &renames);
        let mut found: Vec<&str> = changes.entries.iter().map(|entry| entry.entity.as_str()).collect();
        let mut expected: Vec<String> = renamed.iter().map(|(_, id)| format!("{id}-x")).collect();
        found.sort_unstable();
        expected.sort_unstable();
        let messages: Vec<&String> = changes.entries.iter().map(|entry| &entry.message).collect();
        prop_assert_eq!(found, expected, "{:#?}", messages);
        prop_assert!(changes.entries.iter().all(|it| it.kind.name.ends_with("_RENAMED")), "{messages:#?}");
        prop_assert!(changes.coverage.is_empty(), "{:?}", changes.coverage);
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

/// A design with another id, wherever it is cited.
fn with_id(text: &str, table: &str, id: &str, now: &str) -> String {
    let mut text = text.replace(&format!("\"{id}\""), &format!("\"{now}\""));
    for (old, new) in [
        (format!("[{table}.{id}]"), format!("[{table}.{now}]")),
        (format!("[{table}.{id}."), format!("[{table}.{now}.")),
        (format!("\n{id} = "), format!("\n{now} = ")),
        (format!("{{ {id} = "), format!("{{ {now} = ")),
        (format!(", {id} = "), format!(", {now} = ")),
        (format!("[{id}]"), format!("[{now}]")),
        (format!("\"{table}.{id}\""), format!("\"{table}.{now}\"")),
    ] {
        text = text.replace(&old, &new);
    }
    text
}
