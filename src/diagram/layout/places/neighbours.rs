//! The least distances between neighbours in a row: items, and the sides of the groups that begin or end
//! between two items.

use super::super::rows::{RowKind, Sheet};
use super::super::{Graph, titles};
use super::{Model, PAGE_MARGIN};

/// From the side of a group to the side of one within it.
pub(super) const NESTED: i32 = 12;
/// From the side of a group to the neighbour outside.
const OUTSIDE: i32 = 16;

/// Something with a side: a variable and how far it reaches beyond it.
#[derive(Clone, Copy)]
struct Side {
    variable: usize,
    reach: i32,
    kind: SideKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SideKind {
    Page,
    Box,
    Label,
    Line,
    Empty,
    Group,
}

/// Adds the distances of one row.
pub(super) fn keep_apart(graph: &Graph, sheet: &Sheet, row: &[usize], model: &mut Model) {
    let mut open: Vec<usize> = Vec::new();
    let page = |variable| Side { variable, reach: 0, kind: SideKind::Page };
    let mut before = page(model.left);
    for &number in row {
        let item = &sheet.items[number];
        let shared = open.iter().zip(&item.path).take_while(|(one, two)| one == two).count();
        close(graph, model, &mut open, shared, &mut before);
        for &group in &item.path[shared..] {
            let Some((left, _)) = model.groups[group] else { continue };
            let side = Side { variable: left, reach: 0, kind: SideKind::Group };
            // Entering a group from its parent's side is nesting, which the groups themselves keep.
            if !(before.kind == SideKind::Group && open_side(model, &open, before)) {
                apart(graph, model, before, side, OUTSIDE);
            }
            before = side;
            open.push(group);
        }
        let kind = match item.kind {
            RowKind::Node(_) => SideKind::Box,
            RowKind::Label(_) => SideKind::Label,
            RowKind::Bend(_) => SideKind::Line,
            RowKind::Spacer => SideKind::Empty,
        };
        let variable = model.items[number];
        let inside = before.kind == SideKind::Group && open_side(model, &open, before);
        let strip = open.last().map_or(0, |&group| titles::strip(graph, group));
        let room = if inside { within(kind) + strip } else { OUTSIDE };
        apart(graph, model, before, Side { variable, reach: item.left, kind }, room);
        before = Side { variable, reach: item.right, kind };
    }
    close(graph, model, &mut open, 0, &mut before);
    let last = page(model.right);
    apart(graph, model, before, last, OUTSIDE);
}

/// Ends the groups that the next item is not in.
fn close(graph: &Graph, model: &mut Model, open: &mut Vec<usize>, shared: usize, before: &mut Side) {
    while open.len() > shared {
        let Some(group) = open.pop() else { return };
        let Some((_, right)) = model.groups[group] else { continue };
        let side = Side { variable: right, reach: 0, kind: SideKind::Group };
        if before.kind != SideKind::Group {
            let room = within(before.kind);
            apart(graph, model, *before, side, room);
        }
        *before = side;
    }
}

/// Whether a side is the left side of a group that is still open.
fn open_side(model: &Model, open: &[usize], side: Side) -> bool {
    open.last().and_then(|&group| model.groups[group]).is_some_and(|(left, _)| left == side.variable)
}

fn apart(graph: &Graph, model: &mut Model, left: Side, right: Side, beside_group: i32) {
    let room = match (left.kind, right.kind) {
        (SideKind::Page, _) | (_, SideKind::Page) => PAGE_MARGIN,
        (SideKind::Group, _) | (_, SideKind::Group) => beside_group,
        (SideKind::Empty, _) | (_, SideKind::Empty) => 6,
        (SideKind::Box, SideKind::Box) => graph.style.box_gap,
        (SideKind::Label, SideKind::Label) => 18,
        _ => 16,
    };
    model.problem.at_least(left.variable, right.variable, left.reach + room + right.reach, 0);
}

/// From the side of a group to the first item inside.
fn within(kind: SideKind) -> i32 {
    if kind == SideKind::Box { 18 } else { 14 }
}
