//! The design's tests. They are never matched by their words: a test is its id.

use super::catalogue::{TEST_ADDED, TEST_LEVEL, TEST_LOWERED, TEST_REMOVED, TEST_RENAMED, TEST_REWORDED};
use super::context::{Context, Entry};
use super::entities::{both, path, renamed};
use super::keys::{
    self, Keys,
    Treatment::{ByItself, Coverage, Former, Kind},
};
use crate::design::TestLevel;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("title", Kind(&TEST_REWORDED)),
    ("level", ByItself),
    ("verifies", Coverage),
    ("tool", Kind(&TEST_REWORDED)),
];

/// Adds what changed of the tests.
pub(super) fn compare(context: &mut Context<'_>) {
    for pair in std::mem::take(&mut context.matches.tests) {
        match (pair.old, pair.new) {
            (Some(old), Some(new)) => {
                let both = both("tests", old, new);
                renamed(context, &TEST_RENAMED, &both, old, new);
                keys::compare(context, KEYS, &both);
                let (before, after) = (old.level.value, new.level.value);
                if before != after {
                    let kind = if after == TestLevel::Unit { &TEST_LOWERED } else { &TEST_LEVEL };
                    context.add(both.entry(kind, "level").detail("another level"));
                }
            }
            (None, Some(new)) => {
                let id = &new.id.value;
                context.add(Entry::new(&TEST_ADDED, id, path("tests", id)).at(None, Some(new.id.span)));
            }
            (Some(old), None) => {
                let id = &old.id.value;
                context.add(Entry::new(&TEST_REMOVED, id, path("tests", id)).at(Some(old.id.span), None));
            }
            (None, None) => {}
        }
    }
}
