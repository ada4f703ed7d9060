//! Risks. They promise nothing to anybody: a change of one is never breaking.

use super::catalogue::{RISK_ADDED, RISK_CHANGED, RISK_REMOVED, RISK_RENAMED, RISK_REWORDED};
use super::context::Context;
use super::entities::{self, both, renamed};
use super::keys::{
    self, Keys,
    Treatment::{Former, Kind},
};
use crate::design::{Entity, Risk};

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("text", Kind(&RISK_REWORDED)),
    ("likelihood", Kind(&RISK_CHANGED)),
    ("impact", Kind(&RISK_CHANGED)),
    ("mitigation", Kind(&RISK_CHANGED)),
    ("owner", Kind(&RISK_REWORDED)),
    ("status", Kind(&RISK_CHANGED)),
    ("concerns", Kind(&RISK_CHANGED)),
];

/// Adds what changed of the risks.
pub(super) fn compare(context: &mut Context<'_>) {
    let pairs = std::mem::take(&mut context.matches.risks);
    entities::compare(context, "risks", pairs, &RISK_ADDED, |_| &RISK_REMOVED, compare_one);
}

fn compare_one(context: &mut Context<'_>, old: &Entity<Risk>, new: &Entity<Risk>) {
    let both = both("risks", old, new);
    renamed(context, &RISK_RENAMED, &both, old, new);
    keys::compare(context, KEYS, &both);
}
