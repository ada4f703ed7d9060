//! Where each box belongs between left and right, whatever its row.
//!
//! A box's home is the resting place of springs: one to each box that it has a relationship with, one to its
//! group, and one to its place in the order of declaration. There is exactly one such state, and it changes a
//! little if a relationship is added or removed. Orders and places that keep to it therefore survive an
//! edit, and a picture is never its own mirror image after one.
//!
//! Springs draw most boxes to the middle. So in the end each home is mostly the share of the boxes that are left of it:
//! homes fill the width as boxes will, and boxes in rows that differ in their number keep left and right.

use super::Graph;

/// From the leftmost to the rightmost home.
pub(super) const SCALE: i64 = SCALE_OF_SHARES as i64;
const SCALE_OF_SHARES: f64 = 100_000.0;

/// The strength of springs: to the order of declaration, for boxes in a group and for all others, and to the group. People and other systems go where their relationships are.
const DECLARED: f64 = 0.3;
const LOOSE: f64 = 0.07;
const GROUP: f64 = 2.0;
/// The strength of a relationship, if its boxes have no other one.
const RELATED: f64 = 4.0;
/// Boxes nearer to each other than this are partly left and partly right of each other.
const NEAR_HOME: f64 = 0.04;
/// How far homes are spread.
const SPREAD: f64 = 0.9;
/// The strength of the spring between two boxes that should be near each other.
const NEAR: f64 = 4.0;
/// Rounds of relaxation, in each of which every box moves to where its springs hold it.
const ROUNDS: usize = 200;

/// The home of each node, from 0 to [`SCALE`].
pub(super) fn of(graph: &Graph) -> Vec<i64> {
    let declared = declared(graph);
    let count = graph.nodes.len();
    let springs = springs(graph);
    let mut x: Vec<f64> = declared.iter().copied().chain(graph.groups.iter().map(|_| 0.5)).collect();
    for _ in 0..ROUNDS {
        for one in 0..x.len() {
            let (anchor, strength) = match graph.nodes.get(one) {
                Some(node) => (declared[one], if node.group.is_some() { DECLARED } else { LOOSE }),
                None => (0.5, f64::EPSILON),
            };
            let pulls = springs[one].iter();
            let (sum, all) = pulls.fold((strength * anchor, strength), |(sum, all), &(other, strength)| {
                (sum + strength * x[other], all + strength)
            });
            x[one] = sum / all;
        }
    }
    x.truncate(count);
    let mut x = spread(&x);
    sort_wanted(graph, &mut x);
    x.iter().map(|x| (x.clamp(0.0, 1.0) * SCALE_OF_SHARES) as i64).collect()
}

/// Spreads homes over the whole width, mostly by the share of the boxes that are left of each one. Boxes near each other
/// count in part, so there is no jump where two of them change sides.
fn spread(x: &[f64]) -> Vec<f64> {
    let left = |one: f64, other: f64| 0.5 + 0.5 * ((one - other) / NEAR_HOME).clamp(-1.0, 1.0);
    let share = |one: f64| x.iter().map(|&other| left(one, other)).sum::<f64>() / number(x.len());
    x.iter().map(|&one| SPREAD * share(one) + (1.0 - SPREAD) * one).collect()
}

/// Boxes that share a row are at home in the order that the author wants.
fn sort_wanted(graph: &Graph, x: &mut [f64]) {
    for row in &graph.hints.rows {
        let mut homes: Vec<f64> = row.iter().map(|&node| x[node]).collect();
        homes.sort_by(f64::total_cmp);
        for (&node, home) in row.iter().zip(homes) {
            x[node] = home;
        }
    }
}

/// The place of each node in the order of declaration of its band, from 0 to 1. Members of a group follow each
/// other.
fn declared(graph: &Graph) -> Vec<f64> {
    let mut first = vec![usize::MAX; graph.groups.len()];
    let paths: Vec<Vec<usize>> = graph.nodes.iter().map(|node| graph.path(node.group)).collect();
    for (node, path) in paths.iter().enumerate() {
        for &group in path {
            first[group] = first[group].min(node);
        }
    }
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_cached_key(|&node| {
        let groups: Vec<usize> = paths[node].iter().map(|&group| first[group]).chain([node]).collect();
        (graph.nodes[node].band, groups)
    });
    let mut places = vec![0.0; order.len()];
    for band in order.chunk_by(|&one, &other| graph.nodes[one].band == graph.nodes[other].band) {
        for (at, &node) in band.iter().enumerate() {
            places[node] = share(at, band.len());
        }
    }
    places
}

/// The springs at each node and at each group: the other end, and how strong. However many relationships two
/// boxes have, they are joined by one. A relationship among many at a box says less about its place. The outermost group is around everything and holds nobody together.
fn springs(graph: &Graph) -> Vec<Vec<(usize, f64)>> {
    let count = graph.nodes.len();
    let mut springs = vec![Vec::new(); count + graph.groups.len()];
    let mut join = |one: usize, other: usize, strength: f64| {
        springs[one].push((other, strength));
        springs[other].push((one, strength));
    };
    let ends = graph.edges.iter().filter(|edge| edge.from != edge.to);
    let mut pairs: Vec<(usize, usize)> =
        ends.map(|edge| (edge.from.min(edge.to), edge.from.max(edge.to))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut degree = vec![0_usize; count];
    for &(one, other) in &pairs {
        degree[one] += 1;
        degree[other] += 1;
    }
    for (one, other) in pairs {
        join(one, other, RELATED / number(degree[one] * degree[other]).sqrt().sqrt());
    }
    for &(one, other) in &graph.hints.near {
        join(one, other, NEAR);
    }
    let members =
        graph.nodes.iter().map(|node| node.group).chain(graph.groups.iter().map(|group| group.parent));
    for (one, group) in members.enumerate() {
        if let Some(group) = group
            && graph.groups[group].parent.is_some()
        {
            join(one, count + group, GROUP);
        }
    }
    springs
}

/// The middle of one of `count` equal parts of the whole.
fn share(at: usize, count: usize) -> f64 {
    (number(at) + 0.5) / number(count)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Graph, Group, Node};
    use super::of;

    /// A graph of one band within one group.
    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        let node = Node { width: 100, height: 40, group: Some(0), ..Node::default() };
        let edge = |&(from, to): &(usize, usize)| Edge { from, to, ..Edge::default() };
        Graph {
            nodes: vec![node; nodes],
            edges: edges.iter().map(edge).collect(),
            groups: vec![Group::default()],
            ..Graph::default()
        }
    }

    #[test]
    fn without_relationships_boxes_are_at_home_in_the_order_of_declaration() {
        let homes = of(&graph(5, &[]));
        assert!(homes.is_sorted(), "{homes:?}");
    }

    #[test]
    fn what_is_declared_last_is_near_what_it_works_with() {
        let homes = of(&graph(6, &[(0, 5)]));
        assert!(homes[5] < homes[4], "{homes:?}");
    }

    #[test]
    fn one_relationship_less_moves_few_homes_past_each_other() {
        let edges: Vec<(usize, usize)> =
            (1..20).map(|at| (at / 3, at)).chain((0..8).map(|at| (at, (at * 7 + 5) % 20))).collect();
        let whole = of(&graph(20, &edges));
        for gone in 0..edges.len() {
            let mut fewer = edges.clone();
            fewer.remove(gone);
            let after = of(&graph(20, &fewer));
            let turned =
                |one: usize, other: usize| (whole[one] < whole[other]) != (after[one] < after[other]);
            let pairs = (0..20).flat_map(|one| (0..one).map(move |other| (one, other)));
            let flips = pairs.filter(|&(one, other)| turned(one, other)).count();
            assert!(flips <= 40, "{flips} of 190 pairs without {:?}", edges[gone]);
        }
    }
}
