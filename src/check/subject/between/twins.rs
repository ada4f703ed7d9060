//! Integrations of several designs that look like one system: one id under several names, or names that differ
//! by a typing error.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalog::landscape::{Landscape, SystemId};
use crate::design::{Entity, Integration};
use crate::source::{FileId, Span};

/// An integration that looks like one of another design.
#[derive(Clone, Debug)]
pub struct Twin<'a> {
    /// The integration's id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// Where that is written.
    pub place: Span,
    /// What the other design calls it.
    pub other_name: &'a str,
    /// Where that is written.
    pub other_place: Span,
    /// The id of the other design.
    pub other: &'a str,
    /// Whether both have one id.
    pub shares_id: bool,
    /// The design that one of them names.
    pub design: Option<&'a str>,
}

/// A name of more letters than this is compared as a whole only.
const LONGEST_NAME: usize = 48;

/// No more names than this are compared with others for what is left of them.
const MOST_ALIKE: usize = 16;

/// Names with fewer letters than this have too many neighbours.
const SHORTEST_NAME: usize = 6;

/// The twins, by the design that each is reported in.
pub(super) fn find<'a>(landscape: &Landscape<'a>, asked: &HashSet<FileId>) -> HashMap<FileId, Vec<Twin<'a>>> {
    let mut all: Vec<Named<'a>> = Vec::new();
    for system in landscape.systems() {
        let (Some(design), Some(id)) = (system.holding_design(), system.id) else { continue };
        all.extend(design.integrations.iter().map(|it| Named {
            file: design.file,
            system: system.at,
            design: id,
            it,
        }));
    }
    // Those of one design are never compared with each other.
    let systems: HashSet<SystemId> = all.iter().map(|named| named.system).collect();
    if systems.len() < 2 {
        return HashMap::new();
    }
    let mut pairs: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    same_ids(&all, &mut pairs);
    similar_names(&all, &mut pairs);
    let mut told: HashMap<FileId, Vec<Twin<'a>>> = HashMap::new();
    for ((first, second), shares_id) in pairs {
        let (Some(first), Some(second)) = (all.get(first), all.get(second)) else { continue };
        let order = if asked.contains(&second.file) { (second, first) } else { (first, second) };
        if asked.contains(&order.0.file) {
            told.entry(order.0.file).or_default().push(order.0.twin(order.1, shares_id));
        }
    }
    told
}

/// Integrations with one id and other names: each name is compared with the first one of another design.
fn same_ids(all: &[Named<'_>], pairs: &mut BTreeMap<(usize, usize), bool>) {
    let mut by_id: HashMap<&str, Group<'_>> = HashMap::new();
    for (at, named) in all.iter().enumerate() {
        let group = by_id.entry(&named.it.id.value).or_default();
        if group.names.insert(named.name()) {
            let known = if named.it.design.is_some() { &group.of_no_design } else { &group.all };
            let other = known.iter().find(|other| all[**other].may_be(named));
            pairs.extend(other.map(|other| ((*other, at), true)));
        }
        Group::keep(&mut group.all, at, all);
        if named.it.design.is_none() {
            Group::keep(&mut group.of_no_design, at, all);
        }
    }
}

/// The integrations with one id, as far as others are compared with them.
#[derive(Default)]
struct Group<'a> {
    names: HashSet<&'a str>,
    /// The first one, and the first one of another design.
    all: Vec<usize>,
    /// The same among those that name no design.
    of_no_design: Vec<usize>,
}

impl Group<'_> {
    fn keep(known: &mut Vec<usize>, at: usize, all: &[Named<'_>]) {
        let is_new = || known.iter().all(|other| all[*other].system != all[at].system);
        if known.len() < 2 && is_new() {
            known.push(at);
        }
    }
}

/// An integration of a design that holds.
#[derive(Clone, Copy)]
struct Named<'a> {
    file: FileId,
    system: SystemId,
    design: &'a str,
    it: &'a Entity<Integration>,
}

impl<'a> Named<'a> {
    fn name(&self) -> &'a str {
        self.it.title()
    }

    fn place(&self) -> Span {
        self.it.name.as_ref().map_or(self.it.id.span, |name| name.span)
    }

    /// Whether two of them may be one system: two that name their designs know what they are.
    fn may_be(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.it.design.is_some(), other.it.design.is_some());
        self.system != other.system && !(ours && theirs)
    }

    fn twin(&self, other: &Self, shares_id: bool) -> Twin<'a> {
        let design = self.it.design.as_ref().or(other.it.design.as_ref());
        Twin {
            id: &self.it.id.value,
            name: self.name(),
            place: self.place(),
            other_name: other.name(),
            other_place: other.place(),
            other: other.design,
            shares_id,
            design: design.map(|name| name.text.as_str()),
        }
    }
}

/// Names that are at most two edits apart: those that are equal after two letters at most were left out of
/// each are looked at. Each name is reported once.
fn similar_names(all: &[Named<'_>], pairs: &mut BTreeMap<(usize, usize), bool>) {
    let told: HashSet<usize> = pairs.keys().map(|(_, second)| *second).collect();
    let mut first: HashSet<(&str, bool)> = HashSet::new();
    let mut shortened: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, named) in all.iter().enumerate() {
        let name = named.name();
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < SHORTEST_NAME || name.chars().count() > LONGEST_NAME {
            continue;
        }
        // A name that several designs share is one.
        if !first.insert((name, named.it.design.is_some())) {
            continue;
        }
        let mut found: Vec<usize> = Vec::new();
        for key in without(name) {
            let known = shortened.entry(key).or_default();
            found.extend(known.iter().copied());
            if known.len() < MOST_ALIKE {
                known.push(at);
            }
        }
        found.sort_unstable();
        found.dedup();
        let is_twin = |other: &usize| {
            all.get(*other).is_some_and(|other| other.may_be(named) && differ_little(other.name(), name))
        };
        if !told.contains(&at)
            && let Some(other) = found.into_iter().find(is_twin)
        {
            pairs.entry((other, at)).or_insert(false);
        }
    }
}

/// A name, and what is left of it without one or two of its letters. Its numbers are never left out: names with
/// other numbers are no twins.
fn without(name: &str) -> HashSet<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut all = HashSet::from([name.to_owned()]);
    let free: Vec<usize> = (0..letters.len()).filter(|at| !letters[*at].is_ascii_digit()).collect();
    for (number, left) in free.iter().enumerate() {
        for right in &free[number..] {
            let kept = letters.iter().enumerate().filter(|(at, _)| at != left && at != right);
            all.insert(kept.map(|(_, c)| *c).collect());
        }
    }
    all
}

/// Whether two names are one or two edits apart, and not by their numbers.
fn differ_little(one: &str, other: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    one != other && digits(one) == digits(other) && distance(one, other) <= 2
}

/// The edits between two names: letters that are added, left out, replaced or swapped with the next one.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let above = &rows[i];
            let mut least = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{differ_little, distance, without};

    #[test]
    fn a_swap_is_one_edit() {
        for (one, other, expected) in [
            ("Mail relay", "Mail realy", 1),
            ("Stripe", "Strype", 1),
            ("abc", "", 3),
            ("Stripe", "Stripes!", 2),
        ] {
            assert_eq!(distance(one, other), expected, "{one}, {other}");
            assert_eq!(distance(other, one), expected, "{other}, {one}");
        }
    }

    #[test]
    fn names_that_differ_little_share_a_shortened_form() {
        for (one, other) in [("Mail relay", "Mail realy"), ("Mailrelay", "Mail relays"), ("Stripe", "tripes")]
        {
            assert!(
                differ_little(one, other) && !without(one).is_disjoint(&without(other)),
                "{one}, {other}"
            );
        }
        for (one, other) in [("Region 1", "Region 2"), ("Stripe", "Stripe"), ("Stripe", "Strudel")] {
            assert!(!differ_little(one, other), "{one}, {other}");
        }
    }
}
