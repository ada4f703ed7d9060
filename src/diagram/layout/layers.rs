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
    want_rows(graph, &mut problem, steps);
    let mut rows = problem.solve_balanced(steps).unwrap_or_else(|| vec![0; graph.nodes.len()]);
    rows.truncate(graph.nodes.len());
    stay_with_siblings(graph, &mut rows);
    rows
}

/// Adds what the author wants of rows, as far as the lines and the bands allow it.
fn want_rows(graph: &Graph, problem: &mut Problem, steps: &Steps) {
    let mut above: Option<usize> = None;
    for row in &graph.hints.rows {
        for pair in row.windows(2) {
            problem.at_least_if_possible(pair[0], pair[1], 0, steps);
            problem.at_least_if_possible(pair[1], pair[0], 0, steps);
        }
        if let Some((&first, above)) = row.first().zip(above) {
            problem.at_least_if_possible(above, first, 1, steps);
        }
        above = row.first().copied().or(above);
    }
    for &(one, other) in &graph.hints.near {
        problem.attract(one, other, 0, NEAR);
    }
}

/// How strongly two boxes that should be near each other are drawn to one row, compared with a line.
const NEAR: i32 = 2;

/// A box without lines is in the row of the box that is declared before it in its band or of the next one, whichever
/// has more siblings: what has lost its last line stays with its like.
fn stay_with_siblings(graph: &Graph, rows: &mut [i32]) {
    let mut tied = vec![false; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.from != edge.to) {
        tied[edge.from] = true;
        tied[edge.to] = true;
    }
    for node in 0..rows.len() {
        if tied[node] {
            continue;
        }
        let is_sibling = |&other: &usize| {
            tied[other]
                && graph.nodes[other].band == graph.nodes[node].band
                && graph.nodes[other].group == graph.nodes[node].group
        };
        let siblings =
            |row: i32| (0..rows.len()).filter(is_sibling).filter(|&other| rows[other] == row).count();
        let before = (0..node).rev().find(is_sibling).map(|other| rows[other]);
        let after = (node + 1..rows.len()).find(is_sibling).map(|other| rows[other]);
        let row = match (before, after) {
            (Some(before), Some(after)) if siblings(after) > siblings(before) => Some(after),
            _ => before.or(after),
        };
        rows[node] = row.unwrap_or(rows[node]);
    }
}

/// Fills the rows of one band from the top, as long as the row has room: first the nodes that wait longest, in
/// the order of declaration.
fn schedule(graph: &Graph, band: usize, ideal: &[i32], layers: &mut Layers) {
    let mut waiting: Vec<usize> =
        (0..graph.nodes.len()).filter(|&node| graph.nodes[node].band == band).collect();
    let wanted = graph.wanted_rows();
    // What the author wants in one row comes first, so the row has room for it.
    waiting.sort_by_key(|&node| (ideal[node], wanted[node].is_none(), node));
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
            let is_free = |node: usize| above[node].iter().all(|&upper| placed[upper]);
            // Boxes that share a row wait for each other, and for the rows that the author wants above.
            let ready = ideal[node] <= level
                && is_free(node)
                && (wanted[node].is_none()
                    || waiting.iter().all(|&other| match wanted[node].zip(wanted[other]) {
                        Some((row, of_other)) if ideal[other] == ideal[node] && of_other == row => {
                            is_free(other)
                        }
                        Some((row, of_other)) => ideal[other] >= ideal[node] || of_other >= row,
                        None => true,
                    }));
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
