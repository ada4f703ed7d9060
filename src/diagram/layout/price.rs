//! What a finished layout costs its reader, as units of its height: crossings and bends, size, and boxes that
//! are out of the declared order. They are weighed against each other, so a few bends more are the price of
//! text that can be read, and a crossing is sometimes that of a calm picture.

use super::super::limits::{MOST_WIDTH, are_too_many};
use super::{Graph, Layout};

const CROSSING: i64 = 80;
const BEND: i64 = 12;
/// Two boxes of a row in the wrong order.
const TURNED: i64 = 10;
/// A unit of width beyond that at which text is too small in a page.
const TOO_WIDE: i64 = 12;
/// What a layout may cost more if the lines of each box are evenly spread.
pub(super) const EVEN: i64 = 60;

/// Up to this number of boxes, a picture fits into a page at nearly its natural size.
const FEW: usize = 21;
/// The width within which a picture that a page never shows as a whole may keep its lines straight.
const SHEET: i32 = 3300;
/// From the width of the rows to that of the picture: the boundary around them.
const AROUND: i32 = 32;

/// The width within which lines are kept straight.
pub(super) fn width(graph: &Graph) -> i32 {
    if is_sheet(graph) { SHEET } else { graph.style.row_width }
}

/// Whether a layout need not be narrower: its text can be read in a page. One that a page never shows as a
/// whole may have any width.
pub(super) fn fits(graph: &Graph, layout: &Layout) -> bool {
    is_sheet(graph) || layout.width <= MOST_WIDTH
}

pub(super) fn of(graph: &Graph, layout: &Layout, crossings: usize) -> i64 {
    let beyond = |width: i32| i64::from((layout.width - width).max(0));
    let width = if is_sheet(graph) {
        beyond(MOST_WIDTH)
    } else {
        // Of few boxes the text can be nearly as large as in the page, so its size counts more.
        let parts = if graph.nodes.len() <= FEW { 1 } else { 4 };
        beyond(graph.style.row_width + AROUND) / parts + TOO_WIDE * beyond(MOST_WIDTH)
    };
    CROSSING * whole(crossings)
        + BEND * whole(bends(layout))
        + i64::from(layout.height)
        + width
        + TURNED * whole(turned(layout))
}

/// The pairs of boxes in one row that are not in the declared order.
fn turned(layout: &Layout) -> usize {
    let later = |at: usize| {
        let node = &layout.nodes[at];
        layout.nodes[at + 1..].iter().filter(|other| other.y == node.y && other.x < node.x).count()
    };
    (0..layout.nodes.len()).map(later).sum()
}

/// Whether it is a picture of its own file: a page shows it in parts.
pub(super) fn is_sheet(graph: &Graph) -> bool {
    are_too_many(graph.nodes.len(), graph.edges.len())
}

/// The corners of all lines; those of a part that several lines share count once.
fn bends(layout: &Layout) -> usize {
    let mut corners: Vec<(usize, i32, i32)> = Vec::new();
    for (number, net) in layout.nets.iter().enumerate() {
        for stroke in &net.strokes {
            let inner = stroke.points.iter().skip(1).take(stroke.points.len().saturating_sub(2));
            corners.extend(inner.map(|point| (number, point.x, point.y)));
        }
    }
    corners.sort_unstable();
    corners.dedup();
    corners.len()
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 1000)
}
