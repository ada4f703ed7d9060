//! One view of a design instead of the whole document: a picture, or the matrix of coverage.

use super::anchors::PageIds;
use super::picture::{draw_change, draw_part};
use super::place::Place;
use super::scope::{Printing, Scope};
use super::{Diagrams, Options, blocks, coverage};
use crate::design::Design;
use crate::diagram::model::Against;
use crate::diagram::selection::Selection;
use crate::diagram::view::View;
use crate::markdown::Builder;
use crate::template::{BlockKind, DrawingKind, Template, fill};

/// A view as Markdown. A diagram that the document also has is the same here, even if it is the author's own
/// Mermaid. Empty if there is nothing to show, or if pictures are turned off.
///
/// The view comes with the part of it that is shown. `ids` are those of the page. Boxes and citations link to the `places` where the design is printed. The view
/// `neighbours` is printed by [`landscape`](super::landscape).
pub fn view(
    design: &Design,
    template: &Template,
    options: &Options,
    (view, selection): (View<'_>, &Selection),
    ids: &PageIds,
    places: &[Place<'_>],
) -> String {
    // Used only as a part of ids.
    let section = if view == View::Coverage { "coverage" } else { "view" };
    let printing = Printing::beside(design, ids, places);
    let scope = Scope::new(design, template, options, &printing, section);
    let mut out = Builder::new();
    let of = match view {
        // A part of it is drawn from the model, even if the author drew the whole.
        _ if !selection.is_all() => None,
        View::Architecture => Some(DrawingKind::Architecture),
        View::DataFlow => Some(DrawingKind::DataFlow),
        View::Tables => Some(DrawingKind::Tables),
        View::Context
        | View::Component(_)
        | View::Flow(_)
        | View::TablesOf(_)
        | View::Deployment(_)
        | View::Coverage
        | View::CoverageGraph
        | View::Changes
        | View::Neighbours => None,
    };
    let is_picture = view != View::Coverage;
    match of {
        _ if is_picture && options.diagrams == Diagrams::None => {}
        Some(of) if blocks::is_drawn(&scope, of) => {
            let words = template.blocks().find_map(|(_, block)| match &block.kind {
                BlockKind::Diagram { of: other, words } if *other == of => Some(words),
                _ => None,
            });
            blocks::show_drawing(&scope, of, words.unwrap_or(&template.labels), &mut out);
        }
        Some(_) => {}
        None if view == View::Coverage => coverage::matrix(&scope, selection, &mut out),
        None => draw_part(&scope, view, selection, &mut out),
    }
    let mut events = out.finish();
    printing.follow(&mut events);
    options.write(events)
}

/// The picture of what a design changes of an older one, as Markdown; a sentence if their architectures do not
/// differ, or if there is no older one. Empty if pictures are turned off.
///
/// `ids` and `places` are those of [`view`].
pub fn change(
    design: &Design,
    template: &Template,
    options: &Options,
    (against, selection): (Option<Against<'_>>, &Selection),
    ids: &PageIds,
    places: &[Place<'_>],
) -> String {
    if options.diagrams == Diagrams::None {
        return String::new();
    }
    let printing = Printing::beside(design, ids, places);
    let scope = Scope::new(design, template, options, &printing, "view");
    let mut out = Builder::new();
    let is_drawn = against.is_some_and(|against| draw_change(&scope, against, selection, &mut out));
    if !is_drawn {
        let (label, old, new) = match against {
            Some(Against { changes, .. }) => ("picture-unchanged", &changes.versions.0, &changes.versions.1),
            None => ("picture-first", &design.meta.version.text, &design.meta.version.text),
        };
        let sentence = fill(scope.word(label), &[("old", old), ("new", new)]);
        out.paragraph(|out| out.text(sentence));
    }
    let mut events = out.finish();
    printing.follow(&mut events);
    options.write(events)
}
