//! Diagrams: the author's own, or those drawn from the model.

use super::{hint_only, sample};
use crate::design::{Design, Diagram, Flow};
use crate::diagram::view::View;
use crate::markdown::{Builder, safe_mermaid};
use crate::render::cite::Line;
use crate::render::page::Page;
use crate::render::picture::draw;
use crate::render::target::Target;
use crate::render::{Diagrams, Options};
use crate::template::{DrawingKind, Words};

pub(super) fn show<'a>(page: &Page<'a>, of: DrawingKind, words: &'a Words, out: &mut Builder<'a>) {
    if let Some(own) = own(page.design, of) {
        return show_own(page, own, out);
    }
    let before = out.len();
    match of {
        DrawingKind::Architecture => draw(page, View::Architecture, out),
        DrawingKind::DataFlow => match &page.design.flows.not_applicable {
            Some(reason) => page.nothing(reason, out),
            None => {
                for flow in &page.design.flows {
                    show_flow(page, &flow.id.value, flow, words, out);
                }
            }
        },
        DrawingKind::Tables => match &page.design.tables.not_applicable {
            Some(reason) => page.nothing(reason, out),
            None => draw(page, View::Tables, out),
        },
    }
    if out.len() == before {
        hint_only(sample(words, "mermaid"), out);
    }
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence("mermaid", super::bracketed(words, "mermaid"));
}

/// Whether a diagram has a place on the page: one that is not drawn has none, unless the author
/// drew it.
pub(super) fn is_wanted(design: &Design, options: &Options, of: DrawingKind) -> bool {
    options.diagrams != Diagrams::None || own(design, of).is_some()
}

pub(super) fn is_given(design: &Design, of: DrawingKind) -> bool {
    own(design, of).is_some()
        || match of {
            DrawingKind::Architecture => {
                !design.components.is_empty() || !design.people.is_empty() || !design.integrations.is_empty()
            }
            DrawingKind::DataFlow => !design.flows.is_empty() || design.flows.not_applicable.is_some(),
            DrawingKind::Tables => !design.tables.is_empty() || design.tables.not_applicable.is_some(),
        }
}

/// Whether each flow is printed, and can be linked to.
pub(super) fn shows_flows(design: &Design, options: &Options) -> bool {
    options.diagrams != Diagrams::None && own(design, DrawingKind::DataFlow).is_none()
}

fn own(design: &Design, of: DrawingKind) -> Option<&Diagram> {
    let diagrams = design.diagrams.as_ref()?;
    let own = match of {
        DrawingKind::Architecture => diagrams.architecture.as_ref(),
        DrawingKind::DataFlow => diagrams.data_flow.as_ref(),
        DrawingKind::Tables => None,
    };
    own.filter(|own| own.mermaid.is_given())
}

fn show_own<'a>(page: &Page<'a>, own: &'a Diagram, out: &mut Builder<'a>) {
    if own.mermaid.not_applicable {
        return page.nothing(&own.mermaid, out);
    }
    out.fence("mermaid", safe_mermaid(&own.mermaid.value, &page.options.schemes));
    if let Some(caption) = own.caption.as_ref().filter(|caption| caption.is_given()) {
        page.blocks(caption, "caption", out);
    }
}

fn show_flow<'a>(page: &Page<'a>, id: &'a str, flow: &'a Flow, words: &'a Words, out: &mut Builder<'a>) {
    page.name(Target::Flow, id, if flow.title.is_empty() { id } else { &flow.title }, out);
    if !flow.covers.is_empty() {
        out.paragraph(|out| {
            Line::new().label(words.label("covers"), out);
            page.cite_all(Target::Requirement, &flow.covers, out);
        });
    }
    draw(page, View::Flow(id), out);
}
