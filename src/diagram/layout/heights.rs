//! The y of every row, and of every track in the gaps between rows.
//!
//! Between one row and the next are: the lower sides of groups that end, the tracks, the upper sides and
//! titles of groups that begin, and room for the ends of lines.

use super::Graph;
use super::order::Order;
use super::rows::{RowKind, Sheet};
use super::titles::{MARGIN, TITLE_TOP};
use super::tracks::Tracks;

/// The vertical positions of everything.
#[derive(Debug, Clone, Default)]
pub(super) struct Heights {
    /// The upper and the lower side of each row.
    pub rows: Vec<(i32, i32)>,
    /// The y of the first track below each row.
    pub tracks: Vec<i32>,
    /// The upper and the lower side of each group that has boxes.
    pub groups: Vec<Option<(i32, i32)>>,
    pub height: i32,
}

/// From one track to the next.
pub(super) const TRACK_GAP: i32 = 9;
const PAGE_MARGIN: i32 = 12;
/// From a label or the side of a group to the track above or below it.
const ROOM: i32 = 7;
/// From the lower side of a box or group to that of the group around it.
const GROUP_BOTTOM: i32 = 14;
/// From a title to what is below it.
const TITLE_BOTTOM: i32 = 4;
/// The strip of a group whose title is beside its first row.
const UNTITLED: i32 = 6;

/// Measures rows and gaps.
pub(super) fn measure(graph: &Graph, sheet: &Sheet, order: &Order, tracks: &Tracks) -> Heights {
    let mut heights = Heights { groups: vec![None; sheet.spans.len()], ..Heights::default() };
    let mut y = PAGE_MARGIN;
    for (row, items) in order.iter().enumerate() {
        let opened = open_groups(graph, sheet, row, y, &mut heights);
        let boxes = is_boxes(sheet, items);
        y = match (row, opened > y) {
            (0, false) => y,
            // A strip for titles is room enough for corners, and arrows need their own.
            (0, true) => opened + ROOM,
            (_, opened_here) => {
                let above = if boxes { graph.style.above_box } else { ROOM };
                if opened_here { opened + above - ROOM + 2 } else { opened + above }
            }
        };
        let height = items.iter().map(|&item| sheet.items[item].height).max().unwrap_or(0);
        heights.rows.push((y, y + height));
        y = title_end(graph, sheet, row, &heights).max(y + height);
        let closed = close_groups(sheet, row, y, &mut heights);
        y = if closed > y { closed + ROOM } else { y + if boxes { graph.style.below_box } else { ROOM } };
        heights.tracks.push(y);
        let count = i32::try_from(tracks.counts.get(row).copied().unwrap_or(0)).unwrap_or(0);
        y += (count - 1).max(0) * TRACK_GAP;
        if row + 1 < order.len() && opens(sheet, row + 1) {
            y += ROOM;
        }
    }
    let lowest_group = heights.groups.iter().flatten().map(|&(_, bottom)| bottom);
    let lowest_row = heights.rows.last().map(|&(_, bottom)| bottom);
    heights.height = lowest_group.chain(lowest_row).max().unwrap_or(0) + PAGE_MARGIN;
    heights
}

fn is_boxes(sheet: &Sheet, items: &[usize]) -> bool {
    items.iter().any(|&item| matches!(sheet.items[item].kind, RowKind::Node(_)))
}

fn opens(sheet: &Sheet, row: usize) -> bool {
    sheet.spans.iter().flatten().any(|&(first, _)| first == row)
}

/// The groups that begin in a row, the outer ones first, each with a strip for its title.
fn open_groups(graph: &Graph, sheet: &Sheet, row: usize, y: i32, heights: &mut Heights) -> i32 {
    let mut below = vec![y; sheet.spans.len()];
    let mut lowest = y;
    for (group, span) in sheet.spans.iter().enumerate() {
        if !matches!(span, Some((first, _)) if *first == row) {
            continue;
        }
        // An outer group has a smaller number, so its strip is known by now.
        let top = sheet.parents[group].map_or(y, |parent| below[parent]);
        let titled = TITLE_TOP + graph.groups[group].title.1 + TITLE_BOTTOM;
        below[group] = top + if graph.leads_right() { UNTITLED } else { titled };
        heights.groups[group] = Some((top, top));
        lowest = lowest.max(below[group]);
    }
    lowest
}

/// Where width and height are exchanged, the titles of groups that begin in a row are along the row, and no track
/// may be there.
fn title_end(graph: &Graph, sheet: &Sheet, row: usize, heights: &Heights) -> i32 {
    let begins = |&group: &usize| matches!(sheet.spans[group], Some((first, _)) if first == row);
    let end = |group: usize| {
        let (top, _) = heights.groups[group]?;
        Some(top + 2 * MARGIN + graph.groups[group].title.1)
    };
    let ends = (0..sheet.spans.len()).filter(begins).filter_map(end);
    if graph.leads_right() { ends.max().unwrap_or(0) } else { 0 }
}

/// The groups that end in a row, the inner ones first.
fn close_groups(sheet: &Sheet, row: usize, y: i32, heights: &mut Heights) -> i32 {
    let mut inner = vec![y; sheet.spans.len()];
    let mut lowest = y;
    for group in (0..sheet.spans.len()).rev() {
        if !matches!(sheet.spans[group], Some((_, last)) if last == row) {
            continue;
        }
        let bottom = inner[group] + GROUP_BOTTOM;
        if let Some(parent) = sheet.parents[group] {
            inner[parent] = inner[parent].max(bottom);
        }
        if let Some((_, lower)) = &mut heights.groups[group] {
            *lower = bottom;
        }
        lowest = lowest.max(bottom);
    }
    lowest
}
