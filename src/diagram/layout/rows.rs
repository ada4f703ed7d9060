//! Items in rows: boxes, labels, and the places where a long line passes a row.
//!
//! Between two rows of boxes are as many rows of labels as their width needs. A line has one item in each row
//! between its ends, so each row reserves the room in which it passes.

use super::Graph;
use super::homes::SCALE;
use super::labels::{self, Bundle};
use super::layers::Layers;

/// Everything that is ordered and placed.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub items: Vec<Item>,
    pub links: Vec<Link>,
    pub bundles: Vec<Bundle>,
    /// The items of each row, in no particular order.
    pub rows: Vec<Vec<usize>>,
    /// The item of each node.
    pub node_item: Vec<usize>,
    pub parents: Vec<Option<usize>>,
    /// The first and the last row of each group that has boxes.
    pub spans: Vec<Option<(usize, usize)>>,
    /// The home of each item; lines are at home in the middle of their group.
    pub homes: Vec<i64>,
    /// The mean home of the boxes of each group.
    pub group_homes: Vec<i64>,
    /// For each box the row that the author wants for it, and its place in it.
    pub wanted: Vec<Option<(usize, usize)>>,
    /// The x that a box has at home, measured from the middle of the picture; lines have none.
    pub targets: Vec<Option<i64>>,
    /// The width of the widest row.
    pub width: i64,
}

/// An item of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub kind: RowKind,
    pub row: usize,
    /// How far the item reaches to the left and to the right of its x.
    pub left: i32,
    pub right: i32,
    pub height: i32,
    /// The groups that the item is in, the outermost first.
    pub path: Vec<usize>,
    /// The links to the row above and to the row below.
    pub up: Vec<usize>,
    pub down: Vec<usize>,
}

/// The kinds of items; a bundle is named by its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum RowKind {
    Node(usize),
    Label(usize),
    Bend(usize),
    /// Keeps the room of a group in a row in which it has no other item.
    #[default]
    Spacer,
}

/// A piece of a bundle between two rows that follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub upper: usize,
    pub lower: usize,
    pub bundle: usize,
}

/// Least distance between two lines at the side of a box.
pub(super) const PORT_GAP: i32 = 18;
/// About the distance between two items of a row.
const BETWEEN: i32 = 20;
/// Least distance from a line to the corner of its box.
pub(super) const PORT_MARGIN: i32 = 18;

/// Builds the items. `homes` are those of the nodes.
pub(super) fn build(graph: &Graph, layers: &Layers, homes: &[i64]) -> Sheet {
    let (bundles, label_rows) = labels::plan(graph, layers);
    // The row of each row of boxes among all rows.
    let mut starts = Vec::with_capacity(layers.count);
    let mut count = 0;
    for labels in &label_rows {
        starts.push(count);
        count += 1 + labels;
    }
    let mut sheet = Sheet {
        rows: vec![Vec::new(); count],
        parents: graph.groups.iter().map(|group| group.parent).collect(),
        spans: vec![None; graph.groups.len()],
        ..Sheet::default()
    };
    add_nodes(graph, layers, &starts, &mut sheet);
    for (number, bundle) in bundles.iter().enumerate() {
        add_bundle(graph, layers, &starts, &mut sheet, number, bundle);
    }
    sheet.bundles = bundles;
    add_spacers(graph, &mut sheet);
    widen(&mut sheet);
    want(graph, &mut sheet);
    settle(&mut sheet, homes);
    sheet
}

impl Sheet {
    /// Room of an item in its row, with what is between it and its neighbours.
    pub(super) fn extent(&self, item: usize) -> i64 {
        i64::from(self.items[item].left + self.items[item].right + BETWEEN)
    }

    /// Whether the author wants one item of a row to be right of another one.
    pub(super) fn is_wanted_right(&self, item: usize, other: usize) -> bool {
        let both = self.wanted[item].zip(self.wanted[other]);
        both.is_some_and(|((row, place), (of_other, other_place))| row == of_other && place > other_place)
    }

    /// Whether an item is a box.
    pub(super) fn is_box(&self, item: usize) -> bool {
        matches!(self.items[item].kind, RowKind::Node(_))
    }

    fn add(&mut self, item: Item) -> usize {
        let number = self.items.len();
        self.rows[item.row].push(number);
        self.items.push(item);
        number
    }

    fn link(&mut self, upper: usize, lower: usize, bundle: usize) {
        let number = self.links.len();
        self.links.push(Link { upper, lower, bundle });
        self.items[upper].down.push(number);
        self.items[lower].up.push(number);
    }
}

fn add_nodes(graph: &Graph, layers: &Layers, starts: &[usize], sheet: &mut Sheet) {
    for (number, node) in graph.nodes.iter().enumerate() {
        let row = starts[layers.row[number]];
        let path = graph.path(node.group);
        for &group in &path {
            let span = sheet.spans[group].get_or_insert((row, row));
            *span = (span.0.min(row), span.1.max(row));
        }
        let item = sheet.add(Item {
            kind: RowKind::Node(number),
            row,
            left: node.width / 2,
            right: node.width - node.width / 2 + node.margin,
            height: node.height,
            path,
            ..Item::default()
        });
        sheet.node_item.push(item);
    }
}

fn add_bundle(
    graph: &Graph,
    layers: &Layers,
    starts: &[usize],
    sheet: &mut Sheet,
    number: usize,
    bundle: &Bundle,
) {
    let (Some(&upper), Some(&lower)) = (bundle.upper.first(), bundle.lower.first()) else { return };
    let (top, bottom) = (starts[layers.row[upper]], starts[layers.row[lower]]);
    let label_row = bundle.label.map(|(gap, place)| starts[gap] + 1 + place);
    let mut above: Vec<usize> = bundle.upper.iter().map(|&node| sheet.node_item[node]).collect();
    for row in top + 1..bottom {
        let label = bundle.edges.first().and_then(|&edge| graph.edges[edge].label);
        let (width, height) = label.filter(|_| label_row == Some(row)).unwrap_or_default();
        let kind = if label_row == Some(row) { RowKind::Label(number) } else { RowKind::Bend(number) };
        let path = shared_path(sheet, graph, row, (upper, top), (lower, bottom));
        let item =
            Item { kind, row, left: width / 2, right: width - width / 2, height, path, ..Item::default() };
        let item = sheet.add(item);
        for upper in std::mem::replace(&mut above, vec![item]) {
            sheet.link(upper, item, number);
        }
    }
    for upper in above {
        for &lower in &bundle.lower {
            sheet.link(upper, sheet.node_item[lower], number);
        }
    }
}

/// The groups that a line is in in a row: those of its nearer end that reach that row.
fn shared_path(
    sheet: &Sheet,
    graph: &Graph,
    row: usize,
    (upper, top): (usize, usize),
    (lower, bottom): (usize, usize),
) -> Vec<usize> {
    let reaching = |node: usize| {
        let mut path = graph.path(graph.nodes[node].group);
        path.retain(|&group| sheet.spans[group].is_some_and(|(first, last)| (first..=last).contains(&row)));
        path
    };
    let (from_top, from_bottom) = (reaching(upper), reaching(lower));
    if from_top.is_empty() || (row - top > bottom - row && !from_bottom.is_empty()) {
        from_bottom
    } else {
        from_top
    }
}

/// A group keeps its room in every row of its span.
fn add_spacers(graph: &Graph, sheet: &mut Sheet) {
    // Inner groups have larger numbers than outer ones, so their spacers count for both.
    for group in (0..sheet.spans.len()).rev() {
        let Some((first, last)) = sheet.spans[group] else { continue };
        for row in first..=last {
            let empty = sheet.rows[row].iter().all(|&item| !sheet.items[item].path.contains(&group));
            if empty {
                let path = graph.path(Some(group));
                sheet.add(Item { row, path, ..Item::default() });
            }
        }
    }
}

/// Boxes with many lines become wide enough for them.
fn widen(sheet: &mut Sheet) {
    for item in &mut sheet.items {
        if matches!(item.kind, RowKind::Node(_)) {
            let ports = i32::try_from(item.up.len().max(item.down.len())).unwrap_or(0);
            let half = ((ports - 1) * PORT_GAP + 2 * PORT_MARGIN + 1) / 2;
            let more = (half - item.left).max(0);
            item.left += more;
            item.right += more;
        }
    }
}

/// Notes which boxes share a row in an order that the author wants.
fn want(graph: &Graph, sheet: &mut Sheet) {
    sheet.wanted = vec![None; sheet.items.len()];
    for (row, nodes) in graph.hints.rows.iter().enumerate() {
        for (place, &node) in nodes.iter().enumerate() {
            sheet.wanted[sheet.node_item[node]].get_or_insert((row, place));
        }
    }
}

/// Tells every item where it is at home. Between the outermost homes is the width of the widest row of boxes, without
/// the lines that pass it: how many these are may change with an edit.
fn settle(sheet: &mut Sheet, homes: &[i64]) {
    let widest = |counts: &dyn Fn(usize) -> bool| {
        let width = |row: &Vec<usize>| {
            let counted = row.iter().filter(|&&item| counts(item));
            counted.map(|&item| sheet.extent(item)).sum::<i64>()
        };
        sheet.rows.iter().map(width).max().unwrap_or(0)
    };
    let (width, across) = (widest(&|_| true), widest(&|item| sheet.is_box(item)));
    let home = |item: &Item| match item.kind {
        RowKind::Node(node) => Some(homes[node]),
        RowKind::Label(_) | RowKind::Bend(_) | RowKind::Spacer => None,
    };
    let mean = |group: usize| {
        let members = sheet.items.iter().filter(|item| item.path.contains(&group)).filter_map(home);
        let (sum, count) = members.fold((0, 0), |(sum, count), home| (sum + home, count + 1));
        if count > 0 { sum / count } else { SCALE / 2 }
    };
    let group_homes: Vec<i64> = (0..sheet.spans.len()).map(mean).collect();
    let middle = |item: &Item| item.path.last().map_or(SCALE / 2, |&group| group_homes[group]);
    sheet.homes = sheet.items.iter().map(|item| home(item).unwrap_or_else(|| middle(item))).collect();
    sheet.targets = sheet.items.iter().map(|item| Some((home(item)? - SCALE / 2) * across / SCALE)).collect();
    sheet.group_homes = group_homes;
    sheet.width = width;
}
