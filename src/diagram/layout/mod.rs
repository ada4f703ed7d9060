//! The positions of boxes, labels and lines: pure geometry, without text and without SVG.
//!
//! The stages are Sugiyama's ("Methods for Visual Understanding of Hierarchical System Structures", 1981),
//! with labels as items of separate rows and with nested groups:
//!
//! 1. [`homes`]: each box gets a home between left and right, which a small edit hardly moves;
//! 2. [`layers`]: each box gets a row; bands stay apart, rows stay narrow;
//! 3. [`rows`]: labels and the bends of long lines become items between the boxes;
//! 4. [`order`]: the items of each row are ordered for few crossings, the boxes near their homes;
//! 5. [`places`]: each item gets its x;
//! 6. [`tracks`]: the horizontal pieces of lines get their places in the gaps between rows;
//! 7. [`heights`]: each row and gap gets its y;
//! 8. [`assembly`]: rectangles and lines of the picture.
//!
//! Each stage works within a number of counted [`steps`] and keeps the best it has found when they
//! are spent.
//!
//! Horizontal pieces run only in gaps, and vertical pieces only through items reserved for them, so no line
//! can cross a box or a label, whatever the graph is.

mod assembly;
mod cycles;
mod estimate;
mod exchange;
mod heights;
mod homes;
mod labels;
mod layers;
mod order;
mod places;
mod price;
mod rows;
mod sideways;
mod simplex;
mod stacks;
mod steps;
mod titles;
mod tracks;

use super::geometry::{Point, Rect};
use super::hints::{Course, Hints};
pub(super) use estimate::is_wider;
use steps::Steps;

/// What is laid out.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub groups: Vec<Group>,
    pub style: Style,
    /// What the author wants of the layout.
    pub hints: Hints<usize>,
}

/// A box.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    pub width: i32,
    pub height: i32,
    /// Room that is kept empty to the right of the box.
    pub margin: i32,
    /// Boxes of a lower band are above those of a higher one.
    pub band: usize,
    pub group: Option<usize>,
}

/// A line from one box to another one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// The width and height of the edge's label.
    pub label: Option<(i32, i32)>,
    /// Edges of the same kind may share a label and an end.
    pub kind: Option<usize>,
}

/// A boundary around boxes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// The boundary around this one; it has a smaller number.
    pub parent: Option<usize>,
    /// The width and height of the group's title.
    pub title: (i32, i32),
}

/// The measures in which pictures differ.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// The width that rows should not exceed.
    pub row_width: i32,
    /// Least distance between two boxes of a row.
    pub box_gap: i32,
    /// The least distance from a box to the next thing below it.
    pub below_box: i32,
    /// The least distance from a box to the next thing above it.
    pub above_box: i32,
    /// Whether the boxes of a row are made equally high.
    pub stretch: bool,
}

impl Graph {
    /// Whether width and height are exchanged.
    fn leads_right(&self) -> bool {
        self.hints.course == Course::Right
    }

    /// For each node the row that the author wants for it, counted among the wanted ones.
    fn wanted_rows(&self) -> Vec<Option<usize>> {
        let mut wanted = vec![None; self.nodes.len()];
        for (row, nodes) in self.hints.rows.iter().enumerate() {
            for &node in nodes {
                wanted[node].get_or_insert(row);
            }
        }
        wanted
    }

    /// The groups around a group, the outermost first, and the group itself.
    fn path(&self, group: Option<usize>) -> Vec<usize> {
        let up = |&group: &usize| self.groups[group].parent;
        let mut path: Vec<usize> = std::iter::successors(group, up).collect();
        path.reverse();
        path
    }
}

/// A finished layout.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub width: i32,
    pub height: i32,
    /// A rectangle for each node.
    pub nodes: Vec<Rect>,
    pub nets: Vec<Net>,
    /// The rectangle of each group that has boxes, and of its title.
    pub groups: Vec<Option<(Rect, Rect)>>,
}

/// One or more edges that share a label.
#[derive(Debug, Clone, Default)]
pub(super) struct Net {
    pub edges: Vec<usize>,
    pub label: Option<Rect>,
    pub strokes: Vec<Stroke>,
}

/// A line, downwards; it ends at boxes and is interrupted by its label.
#[derive(Debug, Clone, Default)]
pub(super) struct Stroke {
    pub points: Vec<Point>,
    /// The node at its upper end, and the one at its lower end.
    pub upper: Option<usize>,
    pub lower: Option<usize>,
}

/// Lays out a graph. If it is wider than a page, other rows are tried until it is not. Edges from a node to
/// itself are left out: their room is the node's margin.
///
/// `share` is the number of pictures that are drawn in the place of one: they share its steps.
pub(super) fn lay_out(graph: &Graph, share: usize) -> Layout {
    match graph.hints.course {
        Course::Down => lay_out_downwards(graph, share),
        Course::Right => lay_out_downwards(&graph.exchanged(), share).exchanged(),
    }
}

fn lay_out_downwards(graph: &Graph, share: usize) -> Layout {
    let share = share.clamp(1, MOST_SHARES) as u64;
    let (ordering, placing) = (Steps::new(ORDERING / share), Steps::new(PLACING / share));
    let homes = homes::of(graph);
    let mut best: Option<Candidate> = None;
    for variant in layers::variants(graph) {
        let candidate = Candidate::of(graph, &variant, &homes, (&ordering.share(2), &placing.share(2)));
        let fits = price::fits(graph, &candidate.layout);
        if fits || best.as_ref().is_none_or(|best| candidate.price < best.price) {
            best = Some(candidate);
        }
        if fits {
            break;
        }
    }
    best.map(|best| best.finished(graph, &placing)).unwrap_or_default()
}

/// The steps of the search for an order and of all that comes after it: together about a
/// quarter of a second of a slow machine.
const ORDERING: u64 = 60_000_000;
const PLACING: u64 = 120_000_000;
/// However many pictures share the steps of one, each has enough for a small one.
const MOST_SHARES: usize = 16;

/// A layout, and the intermediate results that lead to it.
struct Candidate {
    sheet: rows::Sheet,
    order: order::Order,
    draft: places::Draft,
    layout: Layout,
    price: i64,
    /// Whether its places were found within their steps; otherwise improving the layout is not attempted.
    is_settled: bool,
}

impl Candidate {
    /// Lays out a graph with the rows of a variant of it.
    fn of(graph: &Graph, variant: &Graph, homes: &[i64], (ordering, placing): (&Steps, &Steps)) -> Self {
        let layers = layers::assign(variant, &placing.share(4));
        let sheet = rows::build(graph, &layers, homes);
        let order = order::find(&sheet, ordering);
        let draft = places::draft(graph, &sheet, &order, price::width(graph), placing);
        let is_settled = placing.are_left();
        let (layout, price) = finish(graph, &sheet, &order, &draft.places, placing);
        Self { sheet, order, draft, layout, price, is_settled }
    }

    /// The layout with straight and evenly spread lines, unless that makes it worse.
    fn finished(mut self, graph: &Graph, steps: &Steps) -> Layout {
        if !self.is_settled {
            return self.layout;
        }
        let last = steps.share(4);
        self.draft.straighten(graph, &self.sheet, &self.order, steps);
        let (straight, price) = finish(graph, &self.sheet, &self.order, &self.draft.places, &last);
        let Some(places) = self.draft.even(graph, &self.sheet, &self.order, &last) else {
            return straight;
        };
        let (even, even_price) = finish(graph, &self.sheet, &self.order, &places, &last);
        if even_price <= price + price::EVEN { even } else { straight }
    }
}

/// From places to the layout and its price.
fn finish(
    graph: &Graph,
    sheet: &rows::Sheet,
    order: &order::Order,
    places: &sideways::Places,
    steps: &Steps,
) -> (Layout, i64) {
    let tracks = tracks::route(sheet, order, places, steps);
    let heights = heights::measure(graph, sheet, order, &tracks);
    let layout = assembly::assemble(graph, sheet, places, &tracks, &heights);
    let price = price::of(graph, &layout, tracks.crossings);
    (layout, price)
}
