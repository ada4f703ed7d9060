//! Diagrams: the author's own, or those drawn from the model.

use super::deployment;
use crate::answer::{self, Answer, own_drawing};
use crate::design::{Design, Diagram, Entity, Flow};
use crate::diagram::view::View;
use crate::markdown::{Builder, safe_mermaid};
use crate::render::cite::FactLine;
use crate::render::picture::draw;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::render::{Diagrams, Options};
use crate::template::{DrawingKind, Template, Words};

pub(super) fn show<'a>(scope: &Scope<'a>, of: DrawingKind, words: &'a Words, out: &mut Builder<'a>) {
    if let Some(own) = own_drawing(scope.design, of) {
        return show_own(scope, own, out);
    }
    match of {
        DrawingKind::Architecture => draw(scope, View::Architecture, out),
        DrawingKind::DataFlow => {
            for flow in &scope.design.flows {
                show_flow(scope, flow, words, out);
            }
        }
        DrawingKind::Tables => draw(scope, View::Tables, out),
        DrawingKind::Deployment => deployment::show(scope, words, out),
    }
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence("mermaid", super::bracketed(words, "mermaid"));
}

/// Whether a diagram has a place on the page: one that is not drawn has none, unless the author
/// drew it. Flows and nodes are printed in words then.
pub(super) fn is_wanted(design: &Design, template: &Template, options: &Options, of: DrawingKind) -> bool {
    if options.diagrams != Diagrams::None || own_drawing(design, of).is_some() {
        return true;
    }
    match answer::drawing(design, template, of).how {
        Answer::Justified => true,
        Answer::Given => matches!(of, DrawingKind::DataFlow | DrawingKind::Deployment),
        Answer::Default | Answer::Missing(_) => false,
    }
}

/// Whether each flow is printed, and can be linked to.
pub(super) fn shows_flows(design: &Design, template: &Template) -> bool {
    let of = DrawingKind::DataFlow;
    own_drawing(design, of).is_none() && answer::drawing(design, template, of).how == Answer::Given
}

fn show_own<'a>(scope: &Scope<'a>, own: &'a Diagram, out: &mut Builder<'a>) {
    out.fence("mermaid", safe_mermaid(&own.mermaid.value, &scope.options.schemes));
    if let Some(caption) = own.caption.as_ref().filter(|caption| caption.is_given()) {
        scope.blocks(caption, "caption", out);
    }
}

fn show_flow<'a>(scope: &Scope<'a>, flow: &'a Entity<Flow>, words: &'a Words, out: &mut Builder<'a>) {
    let id = flow.id.value.as_str();
    scope.name(Target::Flow, id, flow.title(), out);
    if !flow.covers.is_empty() {
        out.paragraph(|out| {
            FactLine::new().label(words.label("covers"), out);
            scope.cite_all(Target::Requirement, &flow.covers, out);
        });
    }
    draw(scope, View::Flow(id), out);
}
