//! The changes of one version: a list for each way in which they are judged.

use super::ShownVersion;
use crate::catalog::landscape::{Hit, Reach};
use crate::compare::{
    Change, Changes, Class, CoverageChange, DECISION_ADDED, DECISION_MOVED_ON, DECISION_REVERSED, Piece,
};
use crate::design::{Decision, DecisionStatus, Entity};
use crate::markdown::Builder;
use crate::reading::first_key;
use crate::render::sentence::{print_piece, sentence};
use crate::template::{Words, fill};

/// Two versions, and what differs.
pub(super) struct Between<'a> {
    pub(super) version: &'a ShownVersion<'a>,
    pub(super) since: &'a ShownVersion<'a>,
    pub(super) changes: &'a Changes,
    /// Who is hit by each of them.
    pub(super) reach: &'a [Reach],
    pub(super) words: &'a Words,
}

/// What the heading of a version says anyhow.
const IN_HEADING: [&str; 3] = ["design.version", "design.status", "design.updated"];

/// Prints the lists that have something in them.
pub(super) fn print<'a>(between: &Between<'a>, out: &mut Builder<'a>) {
    let start = out.len();
    lists(between, out);
    if out.len() == start {
        out.paragraph(|out| out.text(between.words.label("nothing-changed")));
    }
}

fn lists<'a>(between: &Between<'a>, out: &mut Builder<'a>) {
    let taken: Vec<(&Change, &Entity<Decision>)> =
        between.changes.entries.iter().filter_map(|change| Some((change, between.taken(change)?))).collect();
    let is_told = |change: &Change| {
        let is_decision = taken.iter().any(|(told, _)| std::ptr::eq(*told, change));
        IN_HEADING.contains(&change.path.as_str()) || is_decision && change.class != Class::Breaking
    };
    let judged = |is_it: &dyn Fn(&Change) -> bool| -> Vec<&'a Change> {
        between.changes.entries.iter().filter(|change| is_it(change) && !is_told(change)).collect()
    };
    between.entries("changes-breaking", &judged(&|change| change.class == Class::Breaking), out);
    between.entries("changes-added", &judged(&|change| change.class == Class::Additive && !change.look), out);
    between.entries("changes-reworded", &judged(&|change| change.class == Class::Editorial), out);
    between.entries("changes-look", &judged(&|change| change.look), out);
    between.list("changes-decisions", &taken, out, |(change, decision), out| {
        out.link(between.address(change), |out| out.code(decision.id.value.as_str()));
        out.text(format!(": {}", decision.title.value));
        if let Some(option) = decision.chosen_option() {
            out.text(format!(": {}", option.title.value));
        }
    });
    for (head, gained) in [("changes-coverage-gained", true), ("changes-coverage-lost", false)] {
        let of_head: Vec<&CoverageChange> =
            between.changes.coverage.iter().filter(|change| change.gained == gained).collect();
        between.list(head, &of_head, out, |change, out| {
            linked(change.sentence(), between.requirement(&change.requirement), out);
        });
    }
}

impl<'a> Between<'a> {
    fn entries(&self, head: &'static str, entries: &[&'a Change], out: &mut Builder<'a>) {
        self.list(head, entries, out, |change, out| {
            linked(change.sentence(), self.address(change), out);
            if let Some(reason) = &change.allowed {
                out.text(" ");
                let accepted = fill(self.words.label("changes-accepted"), &[("reason", reason)]);
                out.emphasis(|out| out.text(accepted));
            }
            if let Some(designs) = self.hit_by(change) {
                out.text(" ");
                let relied = fill(self.words.label("changes-relied"), &[("designs", &designs)]);
                out.emphasis(|out| out.text(relied));
            }
        });
    }

    fn list<T>(
        &self,
        head: &'static str,
        items: &[T],
        out: &mut Builder<'a>,
        item: impl Fn(&T, &mut Builder<'a>),
    ) {
        if items.is_empty() {
            return;
        }
        out.paragraph(|out| out.strong(|out| out.text(self.words.label(head))));
        out.list(|out| items.iter().for_each(|one| out.item(|out| item(one, out))));
    }

    /// The designs that rely on what a change breaks, with their owners.
    fn hit_by(&self, change: &Change) -> Option<String> {
        let at = self.changes.entries.iter().position(|entry| std::ptr::eq(entry, change))?;
        let hit = &self.reach.get(at)?.hit;
        let named = |hit: &Hit| match hit.owners.as_slice() {
            [] => hit.name(),
            owners => format!("{} ({})", hit.name(), owners.join(", ")),
        };
        (!hit.is_empty()).then(|| hit.iter().map(named).collect::<Vec<_>>().join(", "))
    }

    /// The decision that an entry says was taken.
    fn taken(&self, change: &Change) -> Option<&'a Entity<Decision>> {
        let is_taken = change.kind.is_any(&[&DECISION_ADDED, &DECISION_MOVED_ON, &DECISION_REVERSED]);
        let (_, rest) = first_key(&change.path);
        let decision = self.version.design.decisions.get(&first_key(rest).0)?;
        (is_taken && decision.status() == DecisionStatus::Accepted).then_some(decision)
    }
}

/// A sentence whose first piece, what it speaks of, is a link.
fn linked<'a>(pieces: Vec<Piece<'a>>, address: Option<String>, out: &mut Builder<'a>) {
    let mut pieces = pieces.into_iter();
    if let Some(first) = pieces.next() {
        out.link(address, |out| print_piece(first, out));
    }
    sentence(pieces.collect(), out);
}
