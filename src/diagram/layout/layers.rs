//! The row of each box.
//!
//! Bands are one below the other. Within them the network simplex finds the rows for which the lines are
//! shortest, and a list scheduling under a width (Coffman and Graham, 1972) spreads a row that is too wide
//! over several ones.

use super::simplex::Problem;
use super::steps::Steps;
use super::{Graph, Style, cycles, stacks};

/// The rows of boxes.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    /// The row of each node; no row below the last is empty.
    pub row: Vec<usize>,
    pub count: usize,
    /// For each edge, whether it is drawn upwards.
    pub turned: Vec<bool>,
}

impl Layers {
    /// The upper and the lower node of an edge.
    pub(super) fn ends(&self, graph: &Graph, edge: usize) -> (usize, usize) {
        let edge_ends = &graph.edges[edge];
        if self.turned[edge] { (edge_ends.to, edge_ends.from) } else { (edge_ends.from, edge_ends.to) }
    }
}

/// The graph, and variants of it that need less width, the calmest first: with narrower rows, and with groups
/// below each other that may as well be side by side.
pub(super) fn variants(graph: &Graph) -> impl Iterator<Item = Graph> {
    let narrow =
        Graph { style: Style { row_width: graph.style.row_width * 3 / 4, ..graph.style }, ..graph.clone() };
    let stacked = [stacks::outer, stacks::all].into_iter().filter_map(|stack| stack(graph));
    [graph.clone(), narrow].into_iter().chain(stacked)
}

/// Gives each node its row. A row that is too full for a page is filled in the order of declaration.
pub(super) fn assign(graph: &Graph, steps: &Steps) -> Layers {
    let turned = cycles::turned(graph);
    let mut layers = Layers { row: vec![0; graph.nodes.len()], count: 0, turned };
    let ideal = ideal_rows(graph, &layers, steps);
    let mut bands: Vec<usize> = graph.nodes.iter().map(|node| node.band).collect();
    bands.sort_unstable();
    bands.dedup();
    for band in bands {
        schedule(graph, band, &ideal, &mut layers);
    }
    layers
}

/// Rows for the shortest lines, whatever their width.
fn ideal_rows(graph: &Graph, layers: &Layers, steps: &Steps) -> Vec<i32> {
    let mut problem = Problem::default();
    for _ in &graph.nodes {
        problem.variable();
    }
    let last = graph.nodes.iter().map(|node| node.band).max().unwrap_or(0);
    // One variable between each two bands: above it ends one, below it begins the other.
    let seams: Vec<usize> = (0..last).map(|_| problem.variable()).collect();
    for (number, node) in graph.nodes.iter().enumerate() {
        if let Some(&seam) = seams.get(node.band) {
            problem.at_least(number, seam, 0, 0);
        }
        if let Some(&seam) = node.band.checked_sub(1).and_then(|above| seams.get(above)) {
            problem.at_least(seam, number, 1, 0);
        }
    }
    for pair in seams.windows(2) {
        problem.at_least(pair[0], pair[1], 0, 1);
    }
    for (number, edge) in graph.edges.iter().enumerate() {
        if edge.from != edge.to {
            let (upper, lower) = layers.ends(graph, number);
            // Lines between bands are long anyway; those within one should be short.
            let inside = graph.nodes[upper].band == graph.nodes[lower].band;
            problem.at_least(upper, lower, 1, if inside { 3 } else { 1 });
        }
    }
    let mut rows = problem.solve_balanced(steps).unwrap_or_else(|| vec![0; graph.nodes.len()]);
    rows.truncate(graph.nodes.len());
    stay_with_siblings(graph, &mut rows);
    rows
}

/// A box without lines keeps the row of the box that is declared before it in its band, else of the next one.
fn stay_with_siblings(graph: &Graph, rows: &mut [i32]) {
    let mut tied = vec![false; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.from != edge.to) {
        tied[edge.from] = true;
        tied[edge.to] = true;
    }
    for node in 0..rows.len() {
        let beside = |&other: &usize| {
            tied[other]
                && graph.nodes[other].band == graph.nodes[node].band
                && graph.nodes[other].group == graph.nodes[node].group
        };
        if !tied[node] {
            let sibling = (0..node).rev().find(beside).or_else(|| (node + 1..rows.len()).find(beside));
            rows[node] = sibling.map_or(rows[node], |sibling| rows[sibling]);
        }
    }
}

/// Fills the rows of one band from the top, as long as the row has room: first the nodes that wait longest, in
/// the order of declaration.
fn schedule(graph: &Graph, band: usize, ideal: &[i32], layers: &mut Layers) {
    let mut waiting: Vec<usize> =
        (0..graph.nodes.len()).filter(|&node| graph.nodes[node].band == band).collect();
    waiting.sort_by_key(|&node| (ideal[node], node));
    let mut above = vec![Vec::new(); graph.nodes.len()];
    for number in 0..graph.edges.len() {
        let (upper, lower) = layers.ends(graph, number);
        if upper != lower && graph.nodes[upper].band == graph.nodes[lower].band {
            above[lower].push(upper);
        }
    }
    let mut level = waiting.iter().map(|&node| ideal[node]).min().unwrap_or(0);
    let mut placed = vec![false; graph.nodes.len()];
    while !waiting.is_empty() {
        let mut width = 0;
        let mut chosen = Vec::new();
        for &node in &waiting {
            let ready = ideal[node] <= level && above[node].iter().all(|&upper| placed[upper]);
            let wider = width + graph.nodes[node].width + graph.nodes[node].margin + graph.style.box_gap;
            if ready && (chosen.is_empty() || wider <= graph.style.row_width) {
                width = wider;
                chosen.push(node);
            }
        }
        for &node in &chosen {
            placed[node] = true;
            layers.row[node] = layers.count;
        }
        waiting.retain(|&node| !placed[node]);
        layers.count += usize::from(!chosen.is_empty());
        level += 1;
    }
}
