//! Lines of text below each other.

use super::metrics::{Font, width, width_beside};
use super::picture::{Anchor, Caption};

/// A line, its font, and whether it is muted.
pub(super) type Styled = (String, Font, bool);

/// The width and height of some lines; `None` without lines.
pub(super) fn size(lines: &[Styled]) -> Option<(i32, i32)> {
    let width = lines.iter().map(|(line, font, _)| width(line, *font)).max()?;
    Some((width, lines.iter().map(|(_, font, _)| font.line_height()).sum()))
}

/// The width and height of some lines in a box with `padding` at both sides, which lines in a monospaced font may
/// use almost to the edge.
pub(super) fn size_in_box(lines: &[Styled], padding: i32) -> Option<(i32, i32)> {
    let spare = 2 * (padding - EDGE).max(0);
    let width = lines.iter().map(|(line, font, _)| width_beside(line, *font, spare)).max()?;
    Some((width, size(lines)?.1))
}

/// Least room between a text and the edge of its box.
const EDGE: i32 = 3;

/// Places lines below each other from `y` on, each with its anchor at `x`.
pub(super) fn place(lines: Vec<Styled>, x: i32, y: i32, anchor: Anchor) -> Vec<Caption> {
    let mut y = y;
    lines
        .into_iter()
        .map(|(content, font, muted)| {
            let baseline = y + font.size;
            y += font.line_height();
            Caption { x, baseline, anchor, font, muted, content }
        })
        .collect()
}
