//! The place of a group's title: in the strip above its first row, where no line enters.

use super::Graph;
use super::rows::Sheet;
use super::sideways::Places;

/// From a group's side, or a line, to the title.
pub(super) const MARGIN: i32 = 10;
/// From the upper side of a group to its title.
pub(super) const TITLE_TOP: i32 = 8;
/// From a title to what is beside it, in addition to the room that it has anyway.
const BESIDE: i32 = 2;

/// The x at which the title begins: the leftmost unused place; `None` if the lines leave no room.
pub(super) fn place(graph: &Graph, sheet: &Sheet, places: &Places, group: usize) -> Option<i32> {
    let (left, right) = places.groups.get(group).copied().flatten()?;
    if graph.leads_right() {
        return Some(left + TITLE_TOP);
    }
    let width = graph.groups[group].title.0;
    let mut lines: Vec<i32> = entering(sheet, group).map(|link| places.links[link].1).collect();
    lines.push(right);
    lines.sort_unstable();
    let mut start = left;
    for line in lines {
        if start + MARGIN + width + MARGIN <= line {
            return Some(start + MARGIN);
        }
        start = line;
    }
    None
}

/// The room along a group's left side that its title takes where width and height are exchanged.
pub(super) fn strip(graph: &Graph, group: usize) -> i32 {
    if graph.leads_right() { graph.groups[group].title.0 + BESIDE } else { 0 }
}

/// The links that enter a group through its upper side.
pub(super) fn entering(sheet: &Sheet, group: usize) -> impl Iterator<Item = usize> {
    let first = sheet.spans.get(group).copied().flatten().map(|(first, _)| first);
    sheet.links.iter().enumerate().filter_map(move |(number, link)| {
        let lower = &sheet.items[link.lower];
        (Some(lower.row) == first && lower.path.contains(&group)).then_some(number)
    })
}
