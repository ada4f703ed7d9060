//! Diagrams: the author's own, or those drawn from the model.

use crate::answer::{self, Answer, own_drawing};
use crate::design::{Design, Diagram, Entity, Flow};
use crate::diagram::view::View;
use crate::markdown::{Builder, safe_mermaid};
use crate::render::cite::Line;
use crate::render::page::Page;
use crate::render::picture::draw;
use crate::render::target::Target;
use crate::render::{Diagrams, Options};
use crate::template::{DrawingKind, Template, Words};

pub(super) fn show<'a>(page: &Page<'a>, of: DrawingKind, words: &'a Words, out: &mut Builder<'a>) {
    if let Some(own) = own_drawing(page.design, of) {
        return show_own(page, own, out);
    }
    match of {
        DrawingKind::Architecture => draw(page, View::Architecture, out),
        DrawingKind::DataFlow => {
            for flow in &page.design.flows {
                show_flow(page, flow, words, out);
            }
        }
        DrawingKind::Tables => draw(page, View::Tables, out),
    }
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence("mermaid", super::bracketed(words, "mermaid"));
}

/// Whether a diagram has a place on the page: one that is not drawn has none, unless the author
/// drew it.
pub(super) fn is_wanted(design: &Design, template: &Template, options: &Options, of: DrawingKind) -> bool {
    // What the author drew, or says of a drawing, is printed in any case.
    options.diagrams != Diagrams::None
        || own_drawing(design, of).is_some()
        || answer::drawing(design, template, of).how == Answer::Justified
}

/// Whether each flow is printed, and can be linked to.
pub(super) fn shows_flows(design: &Design, template: &Template, options: &Options) -> bool {
    let of = DrawingKind::DataFlow;
    options.diagrams != Diagrams::None
        && own_drawing(design, of).is_none()
        && answer::drawing(design, template, of).how == Answer::Given
}

fn show_own<'a>(page: &Page<'a>, own: &'a Diagram, out: &mut Builder<'a>) {
    out.fence("mermaid", safe_mermaid(&own.mermaid.value, &page.options.schemes));
    if let Some(caption) = own.caption.as_ref().filter(|caption| caption.is_given()) {
        page.blocks(caption, "caption", out);
    }
}

fn show_flow<'a>(page: &Page<'a>, flow: &'a Entity<Flow>, words: &'a Words, out: &mut Builder<'a>) {
    let id = flow.id.value.as_str();
    page.name(Target::Flow, id, flow.title(), out);
    if !flow.covers.is_empty() {
        out.paragraph(|out| {
            Line::new().label(words.label("covers"), out);
            page.cite_all(Target::Requirement, &flow.covers, out);
        });
    }
    draw(page, View::Flow(id), out);
}
