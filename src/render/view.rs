//! One picture of a design, in the place of the document.

use super::links::{Links, Target};
use super::page::Page;
use super::picture::draw;
use super::{Diagrams, Options, blocks};
use crate::design::Design;
use crate::diagram::view::View;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{DrawingKind, Kind, Template};

/// A view as Markdown. What the document shows of its own, the author's Mermaid among it, is shown
/// as it is there. Empty where there is nothing to draw, or nothing is drawn.
///
/// `document` is the page that shows the design as a whole, relative to this one (`""` for this
/// one): where it is given and the options have anchors, boxes are links.
pub fn view(
    design: &Design,
    template: &Template,
    options: &Options,
    view: View<'_>,
    document: Option<&str>,
) -> String {
    let shown: Vec<Target> =
        template.blocks().flat_map(|(_, block)| blocks::targets(block, design, options)).copied().collect();
    let there = options.anchors && document.is_some();
    let links = Links::elsewhere(design, there, shown, document.unwrap_or_default());
    let page =
        Page { design, template, options, links: &links, section: "view", block: "", level: options.level };
    let mut out = Builder::new();
    let of = match view {
        View::Architecture => Some(DrawingKind::Architecture),
        View::DataFlow => Some(DrawingKind::DataFlow),
        View::Tables => Some(DrawingKind::Tables),
        View::Context | View::Component(_) | View::Flow(_) | View::Coverage => None,
    };
    match of {
        Some(of) if blocks::is_drawn(&page, of) => {
            let words = template.blocks().find_map(|(_, block)| match &block.kind {
                Kind::Diagram { of: other, words } if *other == of => Some(words),
                _ => None,
            });
            blocks::show_drawing(&page, of, words.unwrap_or(&template.labels), &mut out);
        }
        Some(_) => {}
        None if options.diagrams == Diagrams::None => {}
        None => draw(&page, view, &mut out),
    }
    write(out.finish(), Brackets::Escaped)
}
