//! One picture of a design, in the place of the document.

use super::anchors::PageIds;
use super::links::Place;
use super::picture::draw;
use super::scope::{Printing, Scope};
use super::{Diagrams, Options, blocks};
use crate::design::Design;
use crate::diagram::view::View;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{DrawingKind, Kind, Template};

/// A view as Markdown. What the document shows of its own, the author's Mermaid among it, is shown
/// as it is there. Empty where there is nothing to draw, or nothing is drawn.
///
/// `ids` are those of the page. Boxes are links to the `places` where the design is printed.
pub fn view(
    design: &Design,
    template: &Template,
    options: &Options,
    view: View<'_>,
    ids: &PageIds,
    places: &[Place<'_>],
) -> String {
    let printing = Printing::beside(design, ids, places);
    let scope = Scope {
        design,
        template,
        options,
        printing: &printing,
        section: "view",
        block: "",
        level: options.level,
        repeats: false,
    };
    let mut out = Builder::new();
    let of = match view {
        View::Architecture => Some(DrawingKind::Architecture),
        View::DataFlow => Some(DrawingKind::DataFlow),
        View::Tables => Some(DrawingKind::Tables),
        View::Context | View::Component(_) | View::Flow(_) | View::Coverage => None,
    };
    match of {
        Some(of) if blocks::is_drawn(&scope, of) => {
            let words = template.blocks().find_map(|(_, block)| match &block.kind {
                Kind::Diagram { of: other, words } if *other == of => Some(words),
                _ => None,
            });
            blocks::show_drawing(&scope, of, words.unwrap_or(&template.labels), &mut out);
        }
        Some(_) => {}
        None if options.diagrams == Diagrams::None => {}
        None => draw(&scope, view, &mut out),
    }
    let mut events = out.finish();
    printing.follow(&mut events);
    write(events, Brackets::Escaped)
}
