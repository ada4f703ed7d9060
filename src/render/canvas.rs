//! Pictures on a page, in the form that its renderer wants.

use std::borrow::Cow;
use std::cell::Cell;

use super::anchors::PageIds;
use super::figure::{Figure, WordTables};
use super::options::{Diagrams, Options};
use super::paper;
use crate::diagram::drawing::Drawing;
use crate::diagram::legend;
use crate::diagram::svg::{self, Frame};
use crate::markdown::Builder;
use crate::template::{Words, fill};

/// What pictures are printed on.
#[derive(Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub(super) words: &'a Words,
    pub(super) options: &'a Options,
    pub(super) ids: &'a PageIds,
    /// The rules that were printed.
    pub(super) printed: &'a Cell<Printed>,
}

/// The rules of a document that were printed with one of its pictures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Printed {
    /// Those of every picture.
    page: bool,
    /// Those that bring out the lines of a box.
    lines: bool,
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
            legend::add(&mut picture, self.words);
            // Other readers move a page's ids, and do not see addresses in a picture.
            if !self.options.browser {
                picture.unlink();
            }
            let browser = self.options.browser;
            let is_wide = browser && picture.width > svg::NARROW;
            let svg = svg::write(&picture, &Frame { prefix: &prefix, standalone: false, browser });
            let figure = Figure {
                rules: if browser { self.rules(&svg) } else { Vec::new() },
                svg,
                caption: &drawing.caption(),
                prefix: &prefix,
                full_size: is_wide.then(|| {
                    [("picture-full-size", "⤢"), ("picture-back", "✕")]
                        .map(|(key, sign)| self.words.given(key).unwrap_or(sign))
                }),
            };
            let is_last = number + 1 == pictures.len();
            let folded = folded.filter(|_| is_last && self.options.browser);
            out.html(figure.html(folded.map(|tables| (self.words.label("picture-in-words"), tables))));
        }
    }

    /// The rules that a picture needs and that were not printed before.
    fn rules(self, svg: &str) -> Vec<Cow<'static, str>> {
        let before = self.printed.get();
        let now = Printed { page: true, lines: before.lines || svg::has_neighbours(svg) };
        self.printed.set(now);
        let page = (!before.page).then_some(Cow::Borrowed(paper::RULES));
        let lines = (now.lines && !before.lines).then(|| Cow::Owned(svg::rules()));
        page.into_iter().chain(lines).collect()
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
