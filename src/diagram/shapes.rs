//! The outlines of boxes as SVG paths, the room that they leave for text, and where lines touch them.
//!
//! To add a shape: name it in [`Shape`], give it an accent in [`style`](super::style), and its
//! outline, details and insets here.

use super::geometry::{Point, Rect};
use super::picture::{Direction, Shape};

/// Half the height of a cylinder's ring, or half the width of a pipe's.
const RING: i32 = 8;
/// From the first to the second ring of a cache.
const SECOND_RING: i32 = 5;
/// Height of a window's bar.
const BAR: i32 = 12;

/// The additional room of a shape at the top, right, bottom and left of its rectangle.
pub(super) const fn insets(shape: Shape) -> (i32, i32, i32, i32) {
    match shape {
        Shape::Person => (20, 0, 0, 0),
        Shape::Browser | Shape::Storage => (BAR, 0, 0, 0),
        Shape::Mobile => (2, 0, 8, 0),
        Shape::Database => (2 * RING - 2, 0, 2, 0),
        Shape::Cache => (2 * RING - 2 + SECOND_RING, 0, 2, 0),
        Shape::Queue => (0, 2 * RING, 0, 4),
        Shape::Service | Shape::External | Shape::Table | Shape::Note => (0, 0, 0, 0),
    }
}

/// The outline, closed.
pub(super) fn outline(shape: Shape, rect: &Rect) -> String {
    let Rect { x, y, width, height } = *rect;
    match shape {
        Shape::Person => rounded(rect, 16),
        Shape::Mobile => rounded(rect, 12),
        Shape::Database | Shape::Cache => {
            let (radius, side) = (width / 2, height - 2 * RING);
            format!(
                "M{x} {} A{radius} {RING} 0 0 1 {} {0} v{side} A{radius} {RING} 0 0 1 {x} {} Z",
                y + RING,
                rect.right(),
                rect.bottom() - RING
            )
        }
        Shape::Queue => {
            let (radius, side) = (height / 2, width - 2 * RING);
            format!(
                "M{} {y} h{side} A{RING} {radius} 0 0 1 {} {} h-{side} A{RING} {radius} 0 0 1 {0} {y} Z",
                x + RING,
                rect.right() - RING,
                rect.bottom()
            )
        }
        Shape::Note => {
            let fold = 8.min(height / 2);
            format!("M{x} {y} h{} l{fold} {fold} V{} H{x} Z", width - fold, rect.bottom())
        }
        Shape::Service | Shape::Browser | Shape::Storage | Shape::External | Shape::Table => rounded(rect, 5),
    }
}

/// Lines inside the outline that make the shape recognisable.
pub(super) fn details(shape: Shape, rect: &Rect) -> Option<String> {
    let Rect { x, y, width, height } = *rect;
    let ring = |at: i32| format!("M{x} {at} A{} {RING} 0 0 0 {} {at}", width / 2, rect.right());
    match shape {
        Shape::Browser => {
            Some(format!("M{x} {} h{width} M{} {} h3 m4 0 h3 m4 0 h3", y + BAR, x + 8, y + BAR / 2))
        }
        Shape::Mobile => Some(format!("M{} {} h20", rect.middle() - 10, rect.bottom() - 7)),
        Shape::Database => Some(ring(y + RING)),
        Shape::Cache => Some(format!("{} {}", ring(y + RING), ring(y + RING + SECOND_RING))),
        Shape::Queue => {
            Some(format!("M{} {y} A{RING} {} 0 0 0 {0} {}", rect.right() - RING, height / 2, rect.bottom()))
        }
        Shape::Storage => {
            Some(format!("M{x} {} h{width} M{} {} h20", y + BAR, rect.middle() - 10, y + BAR / 2))
        }
        Shape::Note => {
            let fold = 8.min(height / 2);
            Some(format!("M{} {y} v{fold} h{fold}", rect.right() - fold))
        }
        Shape::Person | Shape::Service | Shape::External | Shape::Table => None,
    }
}

/// The outline and the details of a shape in the size of a line of text.
pub(super) fn small(shape: Shape, rect: &Rect) -> (String, Option<String>) {
    let Rect { x, y, width, height } = *rect;
    let (right, bottom, middle) = (rect.right(), rect.bottom(), rect.middle());
    let plain = format!("M{x} {y} h{width} v{height} h-{width} Z");
    let bar = format!("M{x} {} h{width}", y + 4);
    let round = |at: i32| format!("M{x} {at} A{} 3 0 0 0 {right} {at}", width / 2);
    let cylinder = || {
        let (radius, side) = (width / 2, height - 6);
        format!("M{x} {} A{radius} 3 0 0 1 {right} {0} v{side} A{radius} 3 0 0 1 {x} {} Z", y + 3, bottom - 3)
    };
    match shape {
        Shape::Person => (
            format!(
                "M{} {} a3 3 0 1 1 6 0 a3 3 0 1 1 -6 0 Z M{} {bottom} a6 6 0 0 1 12 0 Z",
                middle - 3,
                y + 3,
                middle - 6
            ),
            None,
        ),
        Shape::Browser => (plain, Some(bar)),
        Shape::Storage => (plain, Some(format!("{bar} M{} {} h6", middle - 3, y + 2))),
        Shape::Mobile => (
            format!("M{} {y} h8 v{height} h-8 Z", middle - 4),
            Some(format!("M{} {} h2", middle - 1, bottom - 2)),
        ),
        Shape::Database => (cylinder(), Some(round(y + 3))),
        Shape::Cache => (cylinder(), Some(format!("{} {}", round(y + 3), round(y + 6)))),
        Shape::Queue => (
            format!(
                "M{} {y} h{} A3 {3} 0 0 1 {} {bottom} h-{1} A3 {3} 0 0 1 {0} {y} Z",
                x + 3,
                width - 6,
                right - 3,
                height / 2
            ),
            Some(format!("M{} {y} A3 {} 0 0 0 {0} {bottom}", right - 3, height / 2)),
        ),
        Shape::Note => (format!("M{x} {y} h{} l5 5 V{bottom} H{x} Z", width - 5), None),
        Shape::Service | Shape::External | Shape::Table => (plain, None),
    }
}

/// Filled details: a person's figure.
pub(super) fn figure(shape: Shape, rect: &Rect) -> Option<String> {
    let (x, y) = (rect.middle(), rect.y + 7);
    (shape == Shape::Person).then(|| {
        format!(
            "M{} {} a5 5 0 1 1 10 0 a5 5 0 1 1 -10 0 Z M{} {} a9 8 0 0 1 18 0 Z",
            x - 5,
            y + 5,
            x - 9,
            y + 20
        )
    })
}

/// Where a line that comes to the side of a rectangle touches the shape in it.
pub(super) fn touch(shape: Shape, rect: &Rect, at: Point, into: Direction) -> Point {
    let is_level = matches!(into, Direction::Left | Direction::Right);
    let (middle, length, along) = if is_level {
        (rect.y + rect.height / 2, rect.height, at.y)
    } else {
        (rect.middle(), rect.width, at.x)
    };
    let is_round = match shape {
        Shape::Database | Shape::Cache => !is_level,
        Shape::Queue => is_level,
        _ => false,
    };
    if !is_round {
        return at;
    }
    // The ring is half an ellipse: (x / radius)² + (y / RING)² = 1.
    let radius = i64::from((length / 2).max(1));
    let distance = i64::from(along - middle).clamp(-radius, radius);
    let root = (radius * radius - distance * distance).max(0).isqrt();
    let sink = RING - i32::try_from(i64::from(RING) * root / radius).unwrap_or(0);
    let (right, down) = into.step();
    Point { x: at.x + right * sink, y: at.y + down * sink }
}

fn rounded(rect: &Rect, radius: i32) -> String {
    let Rect { x, y, width, height } = *rect;
    let (across, down) = (width - 2 * radius, height - 2 * radius);
    format!(
        "M{} {y} h{across} a{radius} {radius} 0 0 1 {radius} {radius} v{down} a{radius} {radius} 0 0 1 \
         -{radius} {radius} h-{across} a{radius} {radius} 0 0 1 -{radius} -{radius} v-{down} \
         a{radius} {radius} 0 0 1 {radius} -{radius} Z",
        x + radius
    )
}

/// The shaded head of a table: round above, square below.
pub(super) fn head(rect: &Rect) -> String {
    let Rect { x, y, width, .. } = *rect;
    format!("M{x} {} V{} a5 5 0 0 1 5 -5 h{} a5 5 0 0 1 5 5 V{0} Z", rect.bottom(), y + 5, width - 10)
}
