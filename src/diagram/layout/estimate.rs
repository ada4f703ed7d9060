//! The width of a picture before it is laid out: that of its widest row.
//!
//! A row is at least as wide as its boxes, labels and passing lines with the distances between them; lines that are
//! kept straight make the picture about a quarter wider. That says whether a page's column can hold it, at a small
//! part of what the layout costs.

use std::collections::BTreeSet;

use super::rows::{RowKind, Sheet};
use super::steps::Steps;
use super::{Graph, PLACING, homes, layers, rows};

/// From the side of a group to what is inside.
const INSIDE: i32 = 18;
/// From something else than a box to its neighbour.
const BESIDE: i32 = 16;
/// About the distance between two rows.
const BETWEEN: i32 = 40;

/// Whether the picture of a graph is wider than this, in whichever way its rows are filled.
pub(in crate::diagram) fn is_wider(graph: &Graph, most: i32) -> bool {
    if graph.leads_right() {
        return depth(&graph.exchanged()) > most;
    }
    let steps = Steps::new(PLACING / 8);
    let homes = homes::of(graph);
    layers::variants(graph).all(|variant| {
        let layers = layers::assign(&variant, &steps);
        widest(graph, &rows::build(graph, &layers, &homes)).saturating_mul(5) / 4 > most
    })
}

/// About how wide a picture is whose width and height are exchanged: all rows and the tracks between them.
fn depth(graph: &Graph) -> i32 {
    let layers = layers::assign(graph, &Steps::new(PLACING / 8));
    let sheet = rows::build(graph, &layers, &homes::of(graph));
    let row =
        |items: &Vec<usize>| items.iter().map(|&item| sheet.items[item].height).max().unwrap_or(0) + BETWEEN;
    sheet.rows.iter().map(row).sum()
}

fn widest(graph: &Graph, sheet: &Sheet) -> i32 {
    let row = |items: &Vec<usize>| {
        let items = items.iter().map(|&item| &sheet.items[item]);
        let groups: BTreeSet<usize> = items.clone().flat_map(|item| item.path.iter().copied()).collect();
        let gap = |kind| match kind {
            RowKind::Node(_) => graph.style.box_gap,
            RowKind::Label(_) | RowKind::Bend(_) => BESIDE,
            RowKind::Spacer => 0,
        };
        let reach: i32 = items.map(|item| item.left + item.right + gap(item.kind)).sum();
        reach + 2 * INSIDE * i32::try_from(groups.len()).unwrap_or(i32::MAX / 4 / INSIDE)
    };
    sheet.rows.iter().map(row).max().unwrap_or(0)
}
