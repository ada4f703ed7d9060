//! Pictures whose lines lead to the right: they are laid out downwards, with width and height exchanged before and
//! after.

use super::super::geometry::{Point, Rect};
use super::{Edge, Graph, Group, Layout, Net, Node, Stroke};

/// Room at both ends of a label on a level line.
const BESIDE_LABEL: i32 = 8;

impl Graph {
    /// The graph that is laid out downwards in the place of one whose lines lead to the right.
    pub(super) fn exchanged(&self) -> Self {
        let node = |node: &Node| Node { width: node.height, height: node.width, ..*node };
        let edge = |edge: &Edge| Edge {
            label: edge.label.map(|(width, height)| (height, width + BESIDE_LABEL)),
            ..*edge
        };
        let group = |group: &Group| Group { title: (group.title.1, group.title.0), ..*group };
        Self {
            nodes: self.nodes.iter().map(node).collect(),
            edges: self.edges.iter().map(edge).collect(),
            groups: self.groups.iter().map(group).collect(),
            style: self.style,
            hints: self.hints.clone(),
        }
    }
}

impl Layout {
    /// The layout with width and height exchanged.
    pub(super) fn exchanged(self) -> Self {
        let net = |net: Net| Net {
            label: net.label.map(rect),
            strokes: net.strokes.iter().map(stroke).collect(),
            edges: net.edges,
        };
        Self {
            width: self.height,
            height: self.width,
            nodes: self.nodes.into_iter().map(rect).collect(),
            nets: self.nets.into_iter().map(net).collect(),
            groups: self
                .groups
                .into_iter()
                .map(|group| group.map(|(side, title)| (rect(side), rect(title))))
                .collect(),
        }
    }
}

fn stroke(stroke: &Stroke) -> Stroke {
    let point = |point: &Point| Point { x: point.y, y: point.x };
    Stroke { points: stroke.points.iter().map(point).collect(), upper: stroke.upper, lower: stroke.lower }
}

const fn rect(rect: Rect) -> Rect {
    Rect { x: rect.y, y: rect.x, width: rect.height, height: rect.width }
}
