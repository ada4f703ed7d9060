//! The colours of pictures. Text and lines take the colour of the text around the picture, so they
//! are right in every theme and in print; the accents are middle tones that can be seen on white and
//! on black, and fill boxes so thinly that text on them keeps its contrast.

use super::mark::Mark;
use super::picture::Shape;

/// How much of its accent fills a box, in per cent.
pub const fn fill(shape: Shape) -> u32 {
    match shape {
        // Its accent is the colour of the text, which leaves less contrast to text on it.
        Shape::External => 5,
        _ => 10,
    }
}

/// The strength of outlines, lines and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// The width of an outline, in hundredths of a unit.
    pub outline: u32,
    /// The width of a line, in hundredths of a unit.
    pub line: u32,
    /// The dashes of both, if the mark makes any.
    pub dashes: Option<&'static str>,
    /// How much of the text colour a text and a line have, in per cent.
    pub ink: u32,
    /// How much of its usual fill a box has, in per cent.
    pub fill: u32,
}

/// How strongly a picture draws what has a mark.
pub const fn strength(mark: Mark) -> Strength {
    let plain = Strength { outline: 150, line: 125, dashes: None, ink: 100, fill: 100 };
    match mark {
        Mark::Same | Mark::Changed => plain,
        Mark::New => Strength { outline: 350, line: 275, ..plain },
        Mark::Gone => Strength { dashes: Some("2 4"), ink: 83, fill: 30, ..plain },
        Mark::Coming => Strength { dashes: Some("7 4"), ..plain },
        Mark::Retired => Strength { ink: 83, fill: 30, ..plain },
    }
}

/// How much of an accent fills the head of a table, in per cent.
pub const HEAD_FILL: u32 = 14;
/// How much of the text colour a muted text has, in per cent.
pub const MUTED: u32 = 88;
/// How much of the text colour fills a boundary, in per cent.
pub const BOUNDARY_FILL: u32 = 2;
/// How much of the text colour the outline of a boundary or a frame has, in per cent.
pub const BOUNDARY_EDGE: u32 = 60;
/// How much of the text colour a lifeline has, in per cent.
pub const RAIL: u32 = 62;
/// How much of the text colour the outline of an external system has, in per cent.
pub const EXTERNAL_EDGE: u32 = 70;
/// The colours of text and background in a separate file, light and dark.
pub const STANDALONE: [(&str, &str); 2] = [("#1f2328", "#ffffff"), ("#e6edf3", "#0d1117")];

/// The accent of a shape; `None` for the colour of the text. Each has a luminance of about 0.17, which keeps
/// 3 : 1 on every theme's ground and in four boundaries.
pub const fn accent(shape: Shape) -> Option<&'static str> {
    match shape {
        Shape::Person => Some("#7f56e6"),
        Shape::Service | Shape::Browser | Shape::Mobile => Some("#2c6ddf"),
        Shape::Database | Shape::Cache | Shape::Storage | Shape::Table => Some("#0b8177"),
        Shape::Queue | Shape::Note => Some("#b4580a"),
        Shape::External => None,
    }
}
