//! The colours of pictures. Text and lines take the colour of the text around the picture, so they
//! are right in every theme and in print; the accents are middle tones that can be seen on white and
//! on black, and fill boxes so thinly that text on them keeps its contrast.

use super::picture::Shape;

/// How much of its accent fills a box, in per cent.
pub const fn fill(shape: Shape) -> u32 {
    match shape {
        // Its accent is the colour of the text, which leaves less contrast to text on it.
        Shape::External => 5,
        _ => 10,
    }
}

/// How much of an accent fills the head of a table, in per cent.
pub const HEAD_FILL: u32 = 14;
/// How much of the text colour a muted text has, in per cent.
pub const MUTED: u32 = 88;
/// How much of the text colour fills a boundary, in per cent.
pub const BOUNDARY_FILL: u32 = 3;
/// The colours of text and background in a separate file, light and dark.
pub const STANDALONE: [(&str, &str); 2] = [("#1f2328", "#ffffff"), ("#e6edf3", "#0d1117")];

/// The accent of a shape; `None` for the colour of the text.
pub const fn accent(shape: Shape) -> Option<&'static str> {
    match shape {
        Shape::Person => Some("#8b5cf6"),
        Shape::Service | Shape::Browser | Shape::Mobile => Some("#3b82f6"),
        Shape::Database | Shape::Cache | Shape::Storage | Shape::Table => Some("#0d9488"),
        Shape::Queue | Shape::Note => Some("#d97706"),
        Shape::External => None,
    }
}
