//! The pictures in the place of one that would be a wall.

use super::drawing::Drawing;
use super::limits::MOST_PARTS;

/// The pictures in the place of one; none where one is enough.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// All of them, each within the limit.
    pub shown: Vec<Part>,
    /// The one to begin with, by its place in `shown`.
    pub overview: usize,
    /// The names of what none of them shows, or shows without all that belongs to it.
    pub left_out: Vec<String>,
}

/// One of several pictures.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it shows.
    pub drawing: Drawing,
    /// The view that draws it by itself, where there is one.
    pub view: Option<String>,
    /// Whether it shows the whole with less in it.
    pub is_overview: bool,
}

impl Part {
    /// A part that is no view of its own.
    pub fn of(drawing: Drawing) -> Self {
        Self { drawing, view: None, is_overview: false }
    }

    /// A part that a view draws, too.
    pub fn named(drawing: Drawing, view: String) -> Self {
        Self { view: Some(view), ..Self::of(drawing) }
    }
}

impl Parts {
    /// Some parts, each of them in pieces where it is too large itself.
    pub(super) fn of(parts: Vec<Part>) -> Self {
        let mut out = Self::default();
        for part in parts.into_iter().filter(|part| !part.drawing.is_empty()) {
            if out.shown.len() >= MOST_PARTS {
                out.left_out.push(part.drawing.title().to_owned());
                continue;
            }
            if part.is_overview {
                out.overview = out.shown.len();
            }
            if part.drawing.is_large() {
                let (pieces, left_out) = part.drawing.pieces();
                out.shown.extend(pieces.into_iter().map(Part::of));
                out.left_out.extend(left_out);
            } else {
                out.shown.push(part);
            }
        }
        out
    }
}
