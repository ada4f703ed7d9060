//! What the comparisons of all kinds share: the two sides, what is the same thing in both, and the
//! entries so far.

use std::collections::{HashMap, HashSet};

use super::catalogue::ChangeKind;
use super::change::{Change, Changes};
use super::class::{Area, Class, Weight};
use super::coverage::{self, CoverageChange};
use super::identity::{Matches, Rename};
use super::rules::BREAKING_CHANGE;
use super::sentence::spelled;
use super::step::Step;
use super::structure::MatchedElement;
use super::{Side, same};
use crate::design::Need;
use crate::design::value::Value;
use crate::source::Span;

/// A comparison while it is made.
pub(super) struct Context<'a> {
    /// The old design.
    pub(super) old: Side<'a>,
    /// The new one.
    pub(super) new: Side<'a>,
    /// What is the same thing in both.
    pub(super) matches: Matches<'a>,
    /// Both architectures as one.
    pub(super) structure: Vec<MatchedElement>,
    /// What cites requirements now, and what no longer.
    coverage: Vec<CoverageChange>,
    told: HashSet<(Need, String, String)>,
    entries: Vec<Entry>,
    claims: HashMap<String, Vec<(String, Weight)>>,
}

/// An entry that is being put together.
pub(super) struct Entry {
    kind: &'static ChangeKind,
    area: Option<Area>,
    entity: String,
    path: String,
    old: Option<String>,
    new: Option<String>,
    old_span: Option<Span>,
    new_span: Option<Span>,
    claims: Vec<String>,
    weights: Vec<Weight>,
    detail: Option<String>,
    perhaps: Option<String>,
}

impl Entry {
    /// A change of this kind, of the entity and at the path.
    pub(super) fn new(kind: &'static ChangeKind, entity: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            kind,
            area: None,
            entity: entity.into(),
            path: path.into(),
            old: None,
            new: None,
            old_span: None,
            new_span: None,
            claims: Vec::new(),
            weights: vec![kind.weight],
            detail: None,
            perhaps: None,
        }
    }

    /// Where it was and where it is.
    pub(super) fn at(mut self, old: Option<Span>, new: Option<Span>) -> Self {
        (self.old_span, self.new_span) = (old, new);
        self
    }

    /// What was said and what is said now.
    pub(super) fn said(mut self, old: Option<String>, new: Option<String>) -> Self {
        (self.old, self.new) = (old, new);
        self
    }

    /// Another area than the kind's.
    pub(super) fn area(mut self, area: Area) -> Self {
        self.area = Some(area);
        self
    }

    /// What exactly changed, for kinds that cover several things.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// What it may be, too.
    pub(super) fn perhaps(mut self, perhaps: String) -> Self {
        self.perhaps = Some(perhaps);
        self
    }

    /// A change that follows from it, which takes part in its class.
    pub(super) fn claim(&mut self, path: impl Into<String>, weight: Weight) {
        self.claims.push(path.into());
        self.weights.push(weight);
    }

    fn finish(self) -> Change {
        let class = self.weights.iter().map(|weight| weight.class()).max().unwrap_or(Class::Editorial);
        let look = class == Class::Additive
            && self.weights.contains(&Weight::Look)
            && (self.kind.weight == Weight::Look || !self.weights.contains(&Weight::Additive));
        let what = self.detail.unwrap_or_else(|| sentence(self.kind));
        let mut change = Change {
            kind: self.kind,
            class,
            look,
            area: self.area.unwrap_or(self.kind.area),
            entity_kind: self.kind.entity,
            entity: self.entity,
            path: self.path,
            old: self.old,
            new: self.new,
            what: match self.perhaps {
                Some(perhaps) => format!("{what}; {perhaps}"),
                None => what,
            },
            message: String::new(),
            old_span: self.old_span,
            new_span: self.new_span,
            claims: self.claims,
            allowed: None,
        };
        change.message = spelled(&change.sentence());
        change
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(old: Side<'a>, new: Side<'a>, renames: &[Rename]) -> Self {
        let matches = Matches::of(old.design, new.design, renames);
        let coverage = coverage::changes(old.design, new.design, &matches.names);
        let told = coverage.iter();
        let told = told.map(|change| (change.by, change.requirement.clone(), change.citer.clone())).collect();
        let (structure, entries, claims) = (Vec::new(), Vec::new(), HashMap::new());
        Self { old, new, matches, structure, coverage, told, entries, claims }
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Adds to what the entry at `owner` claims, whenever that is added.
    pub(super) fn claim(&mut self, owner: String, path: String, weight: Weight) {
        self.claims.entry(owner).or_default().push((path, weight));
    }

    /// Whether the coverage tells that one of the citers, by their ids in the new design, began or
    /// ceased to cite the requirement.
    pub(super) fn tells(&self, requirement: &str, by: Need, citers: &[&str]) -> bool {
        let mut citers = citers.iter();
        citers.any(|citer| self.told.contains(&(by, requirement.to_owned(), (*citer).to_owned())))
    }

    /// How many entries there are so far.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    /// Whether two values mean the same, once ids that were renamed are read as they are now.
    pub(super) fn same(&self, old: &Value<'_>, new: &Value<'_>) -> bool {
        same::values(old, new, &self.matches.names)
    }

    /// Everything that was found: what breaks first, then by place.
    pub(super) fn finish(self) -> Changes {
        let (old, new) = (self.old.design, self.new.design);
        let mut claims = self.claims;
        let with_claims = |mut entry: Entry| {
            for (path, weight) in claims.remove(&entry.path).unwrap_or_default() {
                entry.claim(path, weight);
            }
            entry.finish()
        };
        let mut changes = Changes {
            coverage: self.coverage,
            step: Step::None,
            structure: self.structure,
            versions: (old.meta.version.text.clone(), new.meta.version.text.clone()),
            areas: None,
            entries: self.entries.into_iter().map(with_claims).collect(),
        };
        // What another design cites may turn out to break that.
        let may_break = |entry: &&mut Change| entry.class == Class::Breaking || entry.lost_id().is_some();
        for entry in changes.entries.iter_mut().filter(may_break) {
            let allow = new.allows.iter().find(|allow| allow.permits(&BREAKING_CHANGE, &entry.path));
            entry.allowed = allow.map(|allow| allow.reason.clone());
        }
        changes.sort();
        changes
    }
}

/// The kind's sentence, to be continued: without its full stop and its capital.
fn sentence(kind: &ChangeKind) -> String {
    let sentence = kind.sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
