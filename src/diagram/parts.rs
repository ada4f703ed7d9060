//! The pictures that replace one that is too large.

use super::drawing::Drawing;
use super::limits::MOST_PARTS;

/// The pictures that replace one; none if one is enough.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// All parts, each within the limit.
    pub shown: Vec<Part>,
    /// The part to begin with, by its index in `shown`.
    pub overview: usize,
    /// The names of everything that no part shows completely.
    pub left_out: Vec<String>,
    /// What the parts show together, if that is less than the picture that they replace.
    pub whole: Option<Drawing>,
}

/// One of several pictures.
#[derive(Debug, Clone)]
pub struct Part {
    /// The drawing.
    pub drawing: Drawing,
    /// The view that draws only this part, if there is one.
    pub view: Option<String>,
    /// Whether this part shows the whole with fewer details.
    pub is_overview: bool,
}

impl Part {
    /// A part that no view draws.
    pub fn of(drawing: Drawing) -> Self {
        Self { drawing, view: None, is_overview: false }
    }

    /// A part that a view also draws.
    pub fn named(drawing: Drawing, view: String) -> Self {
        Self { view: Some(view), ..Self::of(drawing) }
    }
}

impl Parts {
    /// Collects parts; one that is itself too large, or too wide for a page, is cut into pieces.
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
            let is_cut = part.drawing.is_large() || part.drawing.is_wide_part();
            let (pieces, left_out) = if is_cut { part.drawing.pieces() } else { Default::default() };
            // A picture of one piece would be the same, without the name of its view.
            if pieces.len() > 1 || part.drawing.is_large() {
                out.shown.extend(pieces.into_iter().map(Part::of));
                out.left_out.extend(left_out);
            } else {
                out.shown.push(part);
            }
        }
        out
    }
}
