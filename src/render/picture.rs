//! The diagrams that are drawn from the model.

use super::options::Diagrams;
use super::page::Page;
use crate::design::Flow;
use crate::diagram::{mermaid, model};
use crate::markdown::Builder;

/// What a picture shows.
#[derive(Clone, Copy)]
pub(super) enum Picture<'a> {
    /// People, components and external systems.
    Architecture,
    /// One flow.
    Sequence(&'a Flow),
    /// Tables and their foreign keys.
    Entities,
}

/// Draws a picture; nothing where there is nothing to draw.
pub(super) fn draw<'a>(page: &Page<'a>, picture: Picture<'a>, out: &mut Builder<'a>) {
    match page.options.diagrams {
        Diagrams::Mermaid => {
            if let Some(script) = script(page, picture) {
                out.fence("mermaid", script);
            }
        }
        Diagrams::None => {}
    }
}

fn script(page: &Page<'_>, picture: Picture<'_>) -> Option<String> {
    let design = page.design;
    match picture {
        Picture::Architecture => {
            mermaid::write_architecture(&model::architecture(design, &page.template.labels))
        }
        Picture::Sequence(flow) => {
            mermaid::write_sequence(&model::sequence(design, flow, &page.template.labels))
        }
        Picture::Entities => mermaid::write_entities(&model::entities(design)),
    }
}
