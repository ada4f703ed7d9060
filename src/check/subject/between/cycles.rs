//! Designs that wait for each other: the shortest cycle of each group.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use crate::catalog::landscape::{Landscape, SystemId};
use crate::check::cycles::strongly_connected;
use crate::source::{FileId, Span};

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

/// An edge of the graph of designs: the first relation that is waited for between two of them.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    consumer: FileId,
    place: Span,
}

/// So many steps are taken to find the shortest cycle; after that, the shortest one so far is reported.
const MOST_STEPS: usize = 200_000;

/// The cycles, by the design that each is reported in: the first of it that is checked.
pub(super) fn find<'a>(
    landscape: &Landscape<'a>,
    asked: &HashSet<FileId>,
) -> HashMap<FileId, Vec<Vec<Wait<'a>>>> {
    let systems = landscape.systems();
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); systems.len()];
    let mut seen: HashSet<(SystemId, SystemId)> = HashSet::new();
    for relation in landscape.relations() {
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
        let Some(first) = cycle.iter().position(|(_, edge)| asked.contains(&edge.consumer)) else {
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
