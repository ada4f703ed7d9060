//! Groups below each other: each gets a band to itself, so a system of many groups grows downwards and not
//! sideways, where its text would become small.

use std::collections::BTreeSet;

use super::Graph;

/// The graph with the outermost groups below each other; `None` if there is at most one.
pub(super) fn outer(graph: &Graph) -> Option<Graph> {
    let paths = paths(graph);
    let shared = shared(&paths);
    let keys: Vec<Vec<usize>> =
        paths.iter().map(|path| path.iter().skip(shared).take(1).copied().collect()).collect();
    banded(graph, &keys)
}

/// The graph with all groups below each other; `None` if no group is in another one.
pub(super) fn all(graph: &Graph) -> Option<Graph> {
    let paths = paths(graph);
    let shared = shared(&paths);
    let is_nested = paths.iter().any(|path| path.len() > shared + 1);
    let keys: Vec<Vec<usize>> =
        paths.iter().map(|path| path.iter().skip(shared).copied().collect()).collect();
    if is_nested { banded(graph, &keys) } else { None }
}

/// The groups around each node, the outermost first.
fn paths(graph: &Graph) -> Vec<Vec<usize>> {
    graph.nodes.iter().map(|node| graph.path(node.group)).collect()
}

/// How many groups are around every node that is in any.
fn shared(paths: &[Vec<usize>]) -> usize {
    let inner = || paths.iter().filter(|path| !path.is_empty());
    let Some(first) = inner().next() else { return 0 };
    let common = |path: &Vec<usize>| first.iter().zip(path).take_while(|(one, two)| one == two).count();
    inner().map(common).min().unwrap_or(0)
}

/// A band for each band and key. What is in no group is above the groups if it uses more of them than use it,
/// else below; groups are in the order in which they use each other.
fn banded(graph: &Graph, keys: &[Vec<usize>]) -> Option<Graph> {
    let groups: BTreeSet<&Vec<usize>> = keys.iter().filter(|key| !key.is_empty()).collect();
    if groups.len() < 2 {
        return None;
    }
    let mut order: Vec<&Vec<usize>> = groups.into_iter().collect();
    // How many more relationships leave a group's band than come to it: callers are above.
    let balance = |depth: usize, head: &[usize]| {
        let within = |node: usize| keys[node].len() >= depth && keys[node][..depth] == *head;
        // What is in no group is above or below all of them anyway.
        let near = |node: usize| keys[node].len() >= depth && keys[node][..depth - 1] == head[..depth - 1];
        graph.edges.iter().fold(0_i64, |sum, edge| {
            let (from, to) = (within(edge.from), within(edge.to));
            let is_near = near(edge.from) && near(edge.to);
            sum + i64::from(is_near && from && !to) - i64::from(is_near && to && !from)
        })
    };
    let rank = |key: &[usize]| -> Vec<(i64, usize)> {
        (1..=key.len()).map(|depth| (-balance(depth, &key[..depth]), key[depth - 1])).collect()
    };
    order.sort_by_cached_key(|key| rank(key));
    let place = |node: usize| {
        if keys[node].is_empty() {
            let uses = graph.edges.iter().filter(|edge| edge.from == node).count();
            let used = graph.edges.iter().filter(|edge| edge.to == node).count();
            return if uses >= used { 0 } else { order.len() + 1 };
        }
        1 + order.iter().position(|key| **key == keys[node]).unwrap_or(0)
    };
    let mut bands: Vec<(usize, usize)> =
        graph.nodes.iter().enumerate().map(|(number, node)| (node.band, place(number))).collect();
    let own = bands.clone();
    bands.sort_unstable();
    bands.dedup();
    let mut banded = graph.clone();
    for (node, own) in banded.nodes.iter_mut().zip(own) {
        node.band = bands.partition_point(|band| *band < own);
    }
    Some(banded)
}
