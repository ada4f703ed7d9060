//! Nodes. Where the system runs is nothing that it promises: a change of one is never breaking.

use super::catalogue::{NODE_ADDED, NODE_CHANGED, NODE_REMOVED, NODE_RENAMED, NODE_REWORDED};
use super::context::Context;
use super::entities::{self, both, renamed};
use super::keys::{
    self, Keys,
    Treatment::{Former, Kind},
};
use crate::design::{Entity, Node};

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("name", Kind(&NODE_REWORDED)),
    ("kind", Kind(&NODE_CHANGED)),
    ("part-of", Kind(&NODE_CHANGED)),
    ("environment", Kind(&NODE_CHANGED)),
    ("technology", Kind(&NODE_CHANGED)),
    ("instances", Kind(&NODE_CHANGED)),
    ("runs", Kind(&NODE_CHANGED)),
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
}
