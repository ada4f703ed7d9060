//! Nodes. Where the system runs is nothing that it promises: a change of one is never breaking.

use super::catalogue::{NODE_ADDED, NODE_CHANGED, NODE_REMOVED, NODE_RENAMED, NODE_REWORDED};
use super::context::Context;
use super::entities::{self, both, renamed};
use super::keys::{
    self, Keys,
    Treatment::{ByItself, Former, Kind},
};
use crate::design::value::Valued as _;
use crate::design::{CitedKind, Entity, Node, Run};

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("name", Kind(&NODE_REWORDED)),
    ("kind", Kind(&NODE_CHANGED)),
    ("part-of", Kind(&NODE_CHANGED)),
    ("environment", Kind(&NODE_CHANGED)),
    ("technology", Kind(&NODE_CHANGED)),
    ("instances", Kind(&NODE_CHANGED)),
    ("runs", ByItself),
    ("description", Kind(&NODE_REWORDED)),
];

/// Adds what changed of the nodes.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.nodes);
    entities::compare(context, "nodes", pairs, &NODE_ADDED, |_| &NODE_REMOVED, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Node>, new: &Entity<Node>) {
    let both = both("nodes", old, new);
    renamed(context, &NODE_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
    if !runs_the_same(context, old, new) {
        context.add(both.entry(&NODE_CHANGED, "runs").detail("`runs` changed"));
    }
}

/// Whether the same components run on a node, in the same way. The order in which they are written is nothing.
fn runs_the_same(context: &Context<'_>, old: &Node, new: &Node) -> bool {
    let names = &context.matches.names;
    let is_there = |run: &Run| {
        let now = names.cited(CitedKind::Component, &run.component);
        let found = new.runs.iter().find(|other| *other.component == *now);
        found.is_some_and(|other| context.same(&run.words.as_value(), &other.words.as_value()))
    };
    old.runs.len() == new.runs.len() && old.runs.iter().all(is_there)
}
