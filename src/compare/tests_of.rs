//! The design's tests. They are never matched by their words: a test is its id.

use super::catalogue::{
    TEST_ADDED, TEST_LEVEL, TEST_LOWERED, TEST_REMOVED, TEST_RENAMED, TEST_REWORDED, TEST_VERIFIES,
};
use super::citations;
use super::context::Context;
use super::entities::{self, both, renamed};
use super::keys::{
    self, Keys,
    Treatment::{ByItself, Coverage, Former, Kind},
};
use crate::design::{Entity, Need, Test, TestLevel};

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("title", Kind(&TEST_REWORDED)),
    ("level", ByItself),
    ("verifies", Coverage),
    ("tool", Kind(&TEST_REWORDED)),
];

/// Adds what changed of the tests.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.tests);
    entities::compare(context, "tests", pairs, &TEST_ADDED, |_| &TEST_REMOVED, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Test>, new: &Entity<Test>) {
    let both = both("tests", old, new);
    renamed(context, &TEST_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    let (before, after) = (both.old.get("verifies"), both.new.get("verifies"));
    if citations::changed(context, before, after, Need::Test, &[&new.id.value]) {
        context.add(both.entry(&TEST_VERIFIES, "verifies"));
    }
    let (before, after) = (old.level.value, new.level.value);
    if before != after {
        let kind = if after == TestLevel::Unit { &TEST_LOWERED } else { &TEST_LEVEL };
        context.add(both.entry(kind, "level").detail("another level"));
    }
}
