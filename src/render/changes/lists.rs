//! The changes of one version: a list for each way in which they are judged.

use super::{Reached, Relying, ShownVersion};
use crate::compare::{
    Change, Changes, Class, CoverageChange, DECISION_ADDED, DECISION_MOVED_ON, DECISION_REVERSED,
    Piece as Spoken,
};
use crate::design::{Decision, DecisionStatus, Entity};
use crate::markdown::Builder;
use crate::reading::first_key;
use crate::render::others::User;
use crate::render::sentence::{print_piece, sentence};
use crate::template::{Piece, Words, fill, pieces};

/// Two versions, and what differs.
pub(super) struct Between<'a> {
    pub(super) version: &'a ShownVersion<'a>,
    pub(super) since: &'a ShownVersion<'a>,
    pub(super) changes: &'a Changes,
    /// Who is hit by each of them.
    pub(super) reach: &'a [Reached],
    pub(super) words: &'a Words,
}

/// A change, and who is hit by it.
type Entry<'a> = (&'a Change, Option<&'a Reached>);

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
    let reach = between.reach.iter().map(Some).chain(std::iter::repeat(None));
    let all: Vec<Entry<'a>> = between.changes.entries.iter().zip(reach).collect();
    let judged = |is_it: &dyn Fn(&Change) -> bool| -> Vec<Entry<'a>> {
        all.iter().filter(|(change, _)| is_it(change) && !is_told(change)).copied().collect()
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
    fn entries(&self, head: &'static str, entries: &[Entry<'a>], out: &mut Builder<'a>) {
        self.list(head, entries, out, |(change, reached), out| {
            linked(change.sentence(), self.address(change), out);
            if let Some(reason) = &change.allowed {
                out.text(" ");
                let accepted = fill(self.words.label("changes-accepted"), &[("reason", reason)]);
                out.emphasis(|out| out.text(accepted));
            }
            if let Some(reached) = reached.filter(|reached| !reached.hit.is_empty()) {
                out.text(" ");
                out.emphasis(|out| self.reached(reached, out));
            }
        });
    }

    /// The designs that rely on what a change breaks, and those that use the design without relying on it.
    fn reached(&self, reached: &'a Reached, out: &mut Builder<'a>) {
        self.phrase("changes-relied", &reached.hit, out, |relying: &'a Relying, out| {
            out.link(relying.user.link.clone(), |out| out.text(relying.user.name.as_str()));
            out.text(" (");
            out.code(relying.place.as_str());
            for owner in &relying.owners {
                out.text(format!(", {owner}"));
            }
            out.text(")");
        });
        if !reached.spared.is_empty() {
            out.text("; ");
            self.phrase("changes-spared", &reached.spared, out, |user: &'a User, out| {
                out.link(user.link.clone(), |out| out.text(user.name.as_str()));
            });
        }
    }

    /// A label with a list in it.
    fn phrase<T>(
        &self,
        key: &'static str,
        items: &'a [T],
        out: &mut Builder<'a>,
        item: impl Fn(&'a T, &mut Builder<'a>),
    ) {
        for piece in pieces(self.words.label(key), &[("designs", ())]) {
            match piece {
                Piece::Words(words) => out.text(words),
                Piece::Value(()) => {
                    for (index, one) in items.iter().enumerate() {
                        if index > 0 {
                            out.text(", ");
                        }
                        item(one, out);
                    }
                }
            }
        }
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

    /// The decision that an entry says was taken.
    fn taken(&self, change: &Change) -> Option<&'a Entity<Decision>> {
        let is_taken = change.kind.is_any(&[&DECISION_ADDED, &DECISION_MOVED_ON, &DECISION_REVERSED]);
        let (_, rest) = first_key(&change.path);
        let decision = self.version.design.decisions.get(&first_key(rest).0)?;
        (is_taken && decision.status() == DecisionStatus::Accepted).then_some(decision)
    }
}

/// A sentence whose first piece, what it speaks of, is a link.
fn linked<'a>(pieces: Vec<Spoken<'a>>, address: Option<String>, out: &mut Builder<'a>) {
    let mut pieces = pieces.into_iter();
    if let Some(first) = pieces.next() {
        out.link(address, |out| print_piece(first, out));
    }
    sentence(pieces.collect(), out);
}
