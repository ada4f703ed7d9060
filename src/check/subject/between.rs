//! What is wrong between designs: found once for all of them, and told in one.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::super::cycles::strongly_connected;
use crate::catalog::landscape::{Landscape, SystemId};
use crate::design::{Entity, Integration};
use crate::source::{FileId, Span};

/// What is between the designs of a run.
#[derive(Debug)]
pub struct Between<'a> {
    landscape: &'a Landscape<'a>,
    /// The designs that are checked: what is between them and others is reported in one of these.
    asked: HashSet<FileId>,
    cycles: HashMap<FileId, Vec<Vec<Wait<'a>>>>,
    twins: HashMap<FileId, Vec<Twin<'a>>>,
}

/// One design waits for another.
#[derive(Clone, Debug)]
pub struct Wait<'a> {
    /// The id of the design that waits.
    pub from: &'a str,
    /// The id of the design that it waits for.
    pub to: &'a str,
    /// Where it is written.
    pub place: Span,
}

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

/// An edge of the graph of designs: the first relation that is waited for between two of them.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    consumer: FileId,
    place: Span,
}

/// So many steps are taken to find the shortest cycle; after that, the shortest one so far is reported.
const MOST_STEPS: usize = 200_000;

/// A name of more letters than this is compared as a whole only.
const LONGEST_NAME: usize = 48;

/// Names with fewer letters than this have too many neighbours.
const SHORTEST_NAME: usize = 6;

impl<'a> Between<'a> {
    /// What is between the designs of a landscape.
    pub fn of(landscape: &'a Landscape<'a>, asked: HashSet<FileId>) -> Self {
        let between = Self { landscape, asked, cycles: HashMap::new(), twins: HashMap::new() };
        let (cycles, twins) = (between.find_cycles(), between.find_twins());
        Self { cycles, twins, ..between }
    }

    /// The designs, and what they use of each other.
    pub fn landscape(&self) -> &Landscape<'a> {
        self.landscape
    }

    /// The cycles that are reported in a design, each beginning there.
    pub fn cycles(&self, file: FileId) -> &[Vec<Wait<'a>>] {
        self.cycles.get(&file).map_or(&[], Vec::as_slice)
    }

    /// The integrations of a design that look like those of others.
    pub fn twins(&self, file: FileId) -> &[Twin<'a>] {
        self.twins.get(&file).map_or(&[], Vec::as_slice)
    }

    fn find_cycles(&self) -> HashMap<FileId, Vec<Vec<Wait<'a>>>> {
        let systems = self.landscape.systems();
        let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); systems.len()];
        let mut seen: HashSet<(SystemId, SystemId)> = HashSet::new();
        for relation in self.landscape.relations() {
            let place = relation.alias.design.as_ref().map_or(relation.alias.id.span, |name| name.span);
            let both = [
                (relation.waits(), relation.from, relation.to),
                (relation.is_waited_for(), relation.to, relation.from),
            ];
            for (_, from, to) in both.into_iter().filter(|(waits, from, to)| *waits && from != to) {
                if seen.insert((from, to)) {
                    edges[from.index()].push(Edge { to: to.index(), consumer: relation.consumer, place });
                }
            }
        }
        let next = |at: usize| edges[at].iter().map(|edge| edge.to).collect::<Vec<_>>();
        let mut told: HashMap<FileId, Vec<Vec<Wait<'a>>>> = HashMap::new();
        for group in strongly_connected(systems.len(), next) {
            let mut cycle = shortest(&edges, &group);
            // It is reported at the first step that a checked design declares.
            let Some(first) = cycle.iter().position(|(_, edge)| self.asked.contains(&edge.consumer)) else {
                continue;
            };
            cycle.rotate_left(first);
            let Some(consumer) = cycle.first().map(|(_, edge)| edge.consumer) else { continue };
            let id = |at: usize| systems.get(at).and_then(|system| system.id).unwrap_or_default();
            let waits =
                cycle.iter().map(|(from, edge)| Wait { from: id(*from), to: id(edge.to), place: edge.place });
            told.entry(consumer).or_default().push(waits.collect());
        }
        told
    }

    fn find_twins(&self) -> HashMap<FileId, Vec<Twin<'a>>> {
        let mut all: Vec<Named<'a>> = Vec::new();
        for system in self.landscape.systems() {
            let (Some(design), Some(id)) = (system.holding_design(), system.id) else { continue };
            all.extend(design.integrations.iter().map(|it| Named {
                file: design.file,
                system: system.at,
                design: id,
                it,
            }));
        }
        let mut pairs: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        same_ids(&all, &mut pairs);
        similar_names(&all, &mut pairs);
        let mut told: HashMap<FileId, Vec<Twin<'a>>> = HashMap::new();
        for ((first, second), shares_id) in pairs {
            let (Some(first), Some(second)) = (all.get(first), all.get(second)) else { continue };
            let order = if self.asked.contains(&second.file) { (second, first) } else { (first, second) };
            if self.asked.contains(&order.0.file) {
                told.entry(order.0.file).or_default().push(order.0.twin(order.1, shares_id));
            }
        }
        told
    }
}

/// Integrations with one id and other names: each name is compared with the first one.
fn same_ids(all: &[Named<'_>], pairs: &mut BTreeMap<(usize, usize), bool>) {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, named) in all.iter().enumerate() {
        by_id.entry(&named.it.id.value).or_default().push(at);
    }
    for group in by_id.into_values() {
        let mut known: HashSet<&str> = HashSet::new();
        for &at in &group {
            let name = all[at].name();
            if !known.insert(name) {
                continue;
            }
            let other = group
                .iter()
                .find(|other| **other < at && all[**other].may_be(&all[at]) && all[**other].name() != name);
            if let Some(&other) = other {
                pairs.insert((other, at), true);
            }
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
    let mut first: HashMap<(&str, bool), usize> = HashMap::new();
    let mut shortened: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, named) in all.iter().enumerate() {
        let name = named.name();
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < SHORTEST_NAME || name.chars().count() > LONGEST_NAME {
            continue;
        }
        // A name that several designs share is one.
        if first.insert((name, named.it.design.is_some()), at).is_some() {
            continue;
        }
        let mut found: Vec<usize> = Vec::new();
        for key in without(name) {
            let known = shortened.entry(key).or_default();
            found.extend(known.iter().copied());
            known.push(at);
        }
        found.sort_unstable();
        found.dedup();
        let is_twin = |other: &usize| {
            all.get(*other).is_some_and(|other| other.may_be(named) && differ_little(other.name(), name))
        };
        if let Some(other) = found.into_iter().find(is_twin) {
            let is_told = pairs.keys().any(|(_, second)| *second == at);
            if !is_told {
                pairs.entry((other, at)).or_insert(false);
            }
        }
    }
}

/// A name, and what is left of it without one or two of its letters.
fn without(name: &str) -> HashSet<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut all = HashSet::from([name.to_owned()]);
    for left in 0..letters.len() {
        for right in left..letters.len() {
            let kept = letters.iter().enumerate().filter(|(at, _)| *at != left && *at != right);
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

/// The shortest cycle in a strongly connected part of the graph: where each step begins, and the step.
fn shortest(edges: &[Vec<Edge>], group: &[usize]) -> Vec<(usize, Edge)> {
    let inside: HashSet<usize> = group.iter().copied().collect();
    let mut best: Vec<(usize, Edge)> = Vec::new();
    let mut steps = 0;
    for &start in group {
        if best.len() == 2 || (steps > MOST_STEPS && !best.is_empty()) {
            break;
        }
        let mut reached_by: HashMap<usize, (usize, Edge)> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        'search: while let Some(here) = queue.pop_front() {
            for edge in edges[here].iter().filter(|edge| inside.contains(&edge.to)) {
                steps += 1;
                if edge.to == start {
                    let cycle = back(&reached_by, (here, *edge), start);
                    if best.is_empty() || cycle.len() < best.len() {
                        best = cycle;
                    }
                    break 'search;
                }
                if let Entry::Vacant(new) = reached_by.entry(edge.to) {
                    new.insert((here, *edge));
                    queue.push_back(edge.to);
                }
            }
        }
    }
    best
}

fn back(reached_by: &HashMap<usize, (usize, Edge)>, last: (usize, Edge), start: usize) -> Vec<(usize, Edge)> {
    let mut cycle = vec![last];
    let mut here = last.0;
    while here != start {
        let Some(&step) = reached_by.get(&here) else { break };
        cycle.push(step);
        here = step.0;
    }
    cycle.reverse();
    cycle
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
