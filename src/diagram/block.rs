//! Lines of text below each other.

use super::metrics::{Font, width};
use super::picture::{Anchor, Caption};

/// A line, its font, and whether it is muted.
pub(super) type Styled = (String, Font, bool);

/// The width and height of some lines; `None` without lines.
pub(super) fn size(lines: &[Styled]) -> Option<(i32, i32)> {
    let width = lines.iter().map(|(line, font, _)| width(line, *font)).max()?;
    Some((width, lines.iter().map(|(_, font, _)| font.line_height()).sum()))
}

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
