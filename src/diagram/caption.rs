//! Words below a picture, for a file that has no page around it to say them.

use super::block;
use super::geometry::Rect;
use super::metrics::Font;
use super::picture::{Anchor, Label, Picture};
use super::wrapping::wrap;

const FONT: Font = Font::regular(13);
/// Above and below the words, and on both sides.
const MARGIN: i32 = 12;
const MOST_LINES: usize = 4;
/// A narrower picture gets room at its right, so that its caption is not a column of words.
const LEAST_WIDTH: i32 = 320;

/// Adds a caption below everything else.
pub fn add(picture: &mut Picture, words: &str) {
    let wide = picture.width.max(LEAST_WIDTH);
    let lines = wrap(words, FONT, wide - 2 * MARGIN, MOST_LINES);
    let lines: Vec<_> = lines.into_iter().map(|line| (line, FONT, false)).collect();
    let Some((width, height)) = block::size(&lines) else { return };
    picture.width = wide;
    let (x, y) = (MARGIN, picture.height + MARGIN / 2);
    picture.labels.push(Label {
        rect: Rect { x, y, width, height },
        texts: block::place(lines, x, y, Anchor::Start),
        words: vec![words.to_owned()],
        line: None,
        beside: false,
    });
    picture.height = y + height + MARGIN;
}
