//! From rows, places and tracks to rectangles and lines.

use super::heights::{Heights, TRACK_GAP};
use super::places::PAGE_MARGIN;
use super::rows::{RowKind, Sheet};
use super::sideways::Places;
use super::tracks::Tracks;
use super::{Graph, Layout, Net, Point, Rect, Stroke, titles};

/// All results that lines are made from.
struct Parts<'a> {
    graph: &'a Graph,
    sheet: &'a Sheet,
    places: &'a Places,
    tracks: &'a Tracks,
    heights: &'a Heights,
}

/// Puts the picture together.
pub(super) fn assemble(
    graph: &Graph,
    sheet: &Sheet,
    places: &Places,
    tracks: &Tracks,
    heights: &Heights,
) -> Layout {
    let parts = Parts { graph, sheet, places, tracks, heights };
    let nodes = sheet.node_item.iter().map(|&item| parts.rect(item)).collect();
    let mut nets: Vec<Net> =
        sheet.bundles.iter().map(|bundle| Net { edges: bundle.edges.clone(), ..Net::default() }).collect();
    for (number, item) in sheet.items.iter().enumerate() {
        if let RowKind::Label(bundle) = item.kind {
            nets[bundle].label = Some(parts.rect(number));
        }
        if matches!(item.kind, RowKind::Node(_) | RowKind::Label(_)) {
            for &link in &item.down {
                parts.follow(link, &mut Vec::new(), &mut nets[sheet.links[link].bundle].strokes, number);
            }
        }
    }
    let groups = (0..sheet.spans.len()).map(|group| parts.group(group)).collect();
    let mut layout = Layout { width: places.width, height: heights.height, nodes, nets, groups };
    make_room(&mut layout);
    layout
}

/// In a crowded gap a line may get round others only beyond the outermost boxes: there the picture becomes wider.
fn make_room(layout: &mut Layout) {
    let strokes = layout.nets.iter().flat_map(|net| &net.strokes);
    let (mut least, mut most) = (0, layout.width);
    for point in strokes.flat_map(|stroke| &stroke.points) {
        least = least.min(point.x - PAGE_MARGIN);
        most = most.max(point.x + PAGE_MARGIN);
    }
    layout.width = most - least;
    if least == 0 {
        return;
    }
    let groups = layout.groups.iter_mut().flatten().flat_map(|(around, title)| [around, title]);
    let labels = layout.nets.iter_mut().filter_map(|net| net.label.as_mut());
    layout.nodes.iter_mut().chain(groups).chain(labels).for_each(|rect| rect.x -= least);
    let strokes = layout.nets.iter_mut().flat_map(|net| &mut net.strokes);
    strokes.flat_map(|stroke| &mut stroke.points).for_each(|point| point.x -= least);
}

impl Parts<'_> {
    fn rect(&self, number: usize) -> Rect {
        let item = &self.sheet.items[number];
        let (top, bottom) = self.heights.rows[item.row];
        let (margin, stretched) = match item.kind {
            RowKind::Node(node) => (self.graph.nodes[node].margin, self.graph.style.stretch),
            _ => (0, false),
        };
        let height = if stretched { bottom - top } else { item.height };
        // Boxes that are not equally high are aligned at the top, labels in the middle.
        let y = match item.kind {
            RowKind::Node(_) => top,
            _ => top + (bottom - top - height) / 2,
        };
        Rect { x: self.places.items[number] - item.left, y, width: item.left + item.right - margin, height }
    }

    /// Draws a link, and those that continue it up to the next label or box.
    fn follow(&self, link: usize, before: &mut Vec<Point>, strokes: &mut Vec<Stroke>, start: usize) {
        let ends = &self.sheet.links[link];
        let (top, bottom) = self.places.links[link];
        let row = self.sheet.items[ends.upper].row;
        let kept = before.len();
        let from = match self.sheet.items[ends.upper].kind {
            RowKind::Bend(_) => self.heights.rows[row].1,
            _ => self.rect(ends.upper).bottom(),
        };
        before.push(Point { x: top, y: from });
        let mut x = top;
        for &(track, target) in &self.tracks.ways[link] {
            let track = i32::try_from(track).unwrap_or(0);
            let y = self.heights.tracks[row] + track * TRACK_GAP;
            before.push(Point { x, y });
            before.push(Point { x: target, y });
            x = target;
        }
        let lower = &self.sheet.items[ends.lower];
        if matches!(lower.kind, RowKind::Bend(_)) {
            before.push(Point { x: bottom, y: self.heights.rows[lower.row].0 });
            for &next in &lower.down {
                self.follow(next, before, strokes, start);
            }
        } else {
            before.push(Point { x: bottom, y: self.rect(ends.lower).y });
            let node = |item: usize| match self.sheet.items[item].kind {
                RowKind::Node(node) => Some(node),
                _ => None,
            };
            strokes.push(Stroke { points: simplified(before), upper: node(start), lower: node(ends.lower) });
        }
        before.truncate(kept);
    }

    fn group(&self, group: usize) -> Option<(Rect, Rect)> {
        let (left, right) = self.places.groups.get(group).copied().flatten()?;
        let (top, bottom) = self.heights.groups.get(group).copied().flatten()?;
        let (width, height) = self.graph.groups[group].title;
        let x = titles::place(self.graph, self.sheet, self.places, group).unwrap_or(left + titles::MARGIN);
        let y = top + if self.graph.leads_right() { titles::MARGIN } else { titles::TITLE_TOP };
        let around = Rect { x: left, y: top, width: right - left, height: bottom - top };
        Some((around, Rect { x, y, width, height }))
    }
}

/// Removes points between two others on one straight line.
fn simplified(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..]
            && ((before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, Net, Point, Rect, Stroke};
    use super::{PAGE_MARGIN, make_room};

    /// A box, and a line that runs between two x.
    fn layout(from: i32, to: i32) -> Layout {
        let points = vec![Point { x: from, y: 0 }, Point { x: to, y: 0 }];
        let rect = Rect { x: 20, y: 20, width: 60, height: 40 };
        Layout {
            width: 100,
            height: 80,
            nodes: vec![rect],
            nets: vec![Net {
                label: Some(rect),
                strokes: vec![Stroke { points, ..Stroke::default() }],
                ..Net::default()
            }],
            groups: vec![Some((rect, rect))],
        }
    }

    #[track_caller]
    fn check((from, to): (i32, i32), width: i32, moved: i32) {
        let mut layout = layout(from, to);
        make_room(&mut layout);
        assert_eq!(layout.width, width);
        let xs = layout.nets[0].strokes[0].points.iter().map(|point| point.x);
        assert_eq!(xs.collect::<Vec<i32>>(), [from + moved, to + moved]);
        let (around, title) = layout.groups[0].unwrap_or_default();
        let rects = [layout.nodes[0], layout.nets[0].label.unwrap_or_default(), around, title];
        assert!(rects.iter().all(|rect| rect.x == 20 + moved), "{rects:?}");
    }

    #[test]
    fn a_picture_is_as_wide_as_its_lines() {
        check((PAGE_MARGIN, 100 - PAGE_MARGIN), 100, 0);
        check((PAGE_MARGIN, 120), 120 + PAGE_MARGIN, 0);
        check((-30, 50), 130 + PAGE_MARGIN, 30 + PAGE_MARGIN);
    }
}
