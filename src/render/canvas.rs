//! Pictures on a page, in the form that its renderer wants.

use std::cell::Cell;

use super::anchors::PageIds;
use super::figure::{Figure, WordTables};
use super::options::{Diagrams, Options};
use super::paper;
use crate::diagram::drawing::Drawing;
use crate::diagram::svg::{self, Frame};
use crate::markdown::Builder;
use crate::template::{Words, fill};

/// What pictures are printed on.
#[derive(Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub(super) words: &'a Words,
    pub(super) options: &'a Options,
    pub(super) ids: &'a PageIds,
    /// Whether a picture was printed.
    pub(super) has_picture: &'a Cell<bool>,
}

impl Canvas<'_> {
    /// Shows pictures. HTML can fold words away below the last one; other formats cannot.
    pub(super) fn show(
        self,
        pictures: &[&Drawing],
        id: &str,
        folded: Option<&WordTables>,
        out: &mut Builder<'_>,
    ) {
        if self.options.diagrams == Diagrams::Mermaid {
            for drawing in pictures {
                let Some(script) = drawing.mermaid() else { continue };
                out.fence("mermaid", script);
                if drawing.is_of_change() {
                    out.paragraph(|out| out.emphasis(|out| out.text(drawing.caption())));
                }
            }
            return;
        }
        for (number, drawing) in pictures.iter().enumerate() {
            let prefix = if pictures.len() > 1 { format!("{id}-{}", number + 1) } else { id.to_owned() };
            let prefix = self.ids.give_prefix(prefix, &svg::ENDINGS);
            let mut picture = drawing.picture_among(pictures.len());
            // Other readers move a page's ids, and do not see addresses in a picture.
            if !self.options.browser {
                picture.unlink();
            }
            let scrolls = self.options.browser && drawing.is_of_change();
            let figure = Figure {
                svg: svg::write(&picture, &Frame { prefix: &prefix, standalone: false }),
                caption: &drawing.caption(),
                styled: self.options.browser && !self.has_picture.replace(true),
                small: scrolls.then(|| paper::small(&prefix, picture.width)),
            };
            let is_last = number + 1 == pictures.len();
            let folded = folded.filter(|_| is_last && self.options.browser);
            out.html(figure.html(folded.map(|tables| (self.words.label("picture-in-words"), tables))));
        }
    }

    /// Names what none of the pictures shows; of many, the first ones.
    pub(super) fn left_out(self, left_out: &[String]) -> Option<String> {
        let count = (!left_out.is_empty()).then_some(left_out.len())?;
        let mut list = left_out.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
        if count > MOST_NAMES {
            list.push_str(&format!(" +{}", count - MOST_NAMES));
        }
        Some(fill(self.words.label("picture-left-out"), &[("list", &list)]))
    }
}

/// At most this many names are listed; the others are counted.
const MOST_NAMES: usize = 20;
