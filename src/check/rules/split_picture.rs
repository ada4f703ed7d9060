//! SD313: what is too large for one picture.

use crate::check::Subject;
use crate::design::FlowPart;
use crate::diagnostic::{Finding, Group, Sink, counted, rule};
use crate::diagram::drawing::Drawing;
use crate::diagram::model::Source;
use crate::diagram::selection::Selection;
use crate::diagram::view::View;
use crate::markdown::Html;
use crate::source::Span;

rule! {
    /// The architecture, the tables, a flow or the deployment is too large for one picture, so it is drawn in several.
    pub(crate) RULE = "SD313", "split-picture", Group::Advice, since "0.1.0", fix none, at most Note;
}

/// More pictures than this are not laid out only to see how large their text is.
const MOST_MEASURED: usize = 12;

/// What is smaller is one picture in any case, and is not drawn only to be counted: tables, steps of a flow,
/// components in nodes.
const NEVER_SPLIT: usize = 8;

/// A drawing that may be split, and what a finding says of it.
struct Drawn<'v> {
    view: View<'v>,
    /// What may be drawn in several pictures: "the flow “Buy” is"; if it is empty, the title of the drawing says it.
    is: String,
    size: String,
    span: Span,
    help: &'static str,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    let source = Source {
        design,
        words: &subject.template.labels,
        html: Html::Words,
        href: &|_, _| None,
        against: None,
        neighbours: None,
        selection: Selection::ALL,
    };
    let own = design.diagrams.as_ref();
    let title = &design.meta.title;
    if own.is_none_or(|own| own.architecture.is_none()) {
        let relations: usize = design.elements().map(|element| element.uses().len()).sum();
        let has_groups = design.components.iter().any(|component| component.part_of.is_some());
        let drawn = Drawn {
            view: View::Architecture,
            is: format!("the architecture of “{}” is", &**title),
            size: format!(
                "{}, {}",
                counted(design.elements().count(), "element"),
                counted(relations, "relationship")
            ),
            span: title.span,
            help: if has_groups {
                "each picture shows a component with its parts: if a part of the system is missing as such, give its components a common `part-of`"
            } else {
                "give components that belong together a common `part-of`: each picture is then a part of the system that has a name"
            },
        };
        report(&drawn, &source, sink);
    }
    let keys: usize = design.tables.iter().map(|table| table.keys().count()).sum();
    if design.tables.len() + keys > NEVER_SPLIT {
        let drawn = Drawn {
            view: View::Tables,
            is: format!("the picture of the tables of “{}” is", &**title),
            size: format!("{}, {}", counted(design.tables.len(), "table"), counted(keys, "foreign key")),
            span: title.span,
            help: "tables of one `component` are kept together, and `view=tables:COMPONENT` shows only those",
        };
        report(&drawn, &source, sink);
    }
    if own.is_none_or(|own| own.data_flow.is_none()) {
        for flow in &design.flows {
            let steps =
                flow.steps.parts().into_iter().filter(|part| matches!(part, FlowPart::Step(_))).count();
            if steps <= NEVER_SPLIT {
                continue;
            }
            let drawn = Drawn {
                view: View::Flow(&flow.id.value),
                is: format!("the flow {} is", flow.quoted()),
                size: counted(steps, "step"),
                span: flow.id.span,
                help: "give some of its steps to another flow: each picture then says one thing, and has a name",
            };
            report(&drawn, &source, sink);
        }
    }
    let runs: usize = design.nodes.iter().map(|node| node.runs.len()).sum();
    if design.nodes.len() + runs > NEVER_SPLIT {
        let drawn = Drawn {
            view: View::Deployment(None),
            is: String::new(),
            size: format!("{}, {}", counted(design.nodes.len(), "node"), counted(runs, "component in them")),
            span: title.span,
            help: "nodes that are part of one `environment`, or of one node by `part-of`, are a picture together",
        };
        report(&drawn, &source, sink);
    }
}

/// Reports what is drawn in several pictures, or with text that is too small.
fn report(drawn: &Drawn<'_>, source: &Source<'_>, sink: &mut Sink) {
    for drawing in drawn.view.draw(source) {
        let parts = drawn.view.parts(&drawing, source).shown;
        let shown: Vec<&Drawing> = match parts.as_slice() {
            [] => vec![&drawing],
            parts => parts.iter().map(|part| &part.drawing).collect(),
        };
        let measured = if shown.len() > MOST_MEASURED { &[] } else { shown.as_slice() };
        let small = measured.iter().filter(|drawing| drawing.is_wide()).count();
        let is = if drawn.is.is_empty() {
            format!("the picture “{}” is", drawing.title())
        } else {
            drawn.is.clone()
        };
        let message = match (parts.len(), small) {
            (0, 0) => continue,
            (0, _) => format!("{is} drawn with text that is less than 7 pixels high"),
            (all, 0) => format!("{is} drawn in {}", counted(all, "picture")),
            (all, small) => {
                let pictures = counted(all, "picture");
                format!("{is} drawn in {pictures}; text is less than 7 pixels high in {small} of {all}")
            }
        };
        sink.push(Finding::new(&RULE, drawn.span, message).label(drawn.size.clone()).help(drawn.help));
    }
}
