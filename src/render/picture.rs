//! The pictures that are drawn from the model, each with its content in words.

use super::anchors::safe;
use super::figure::WordTables;
use super::options::Diagrams;
use super::scope::Scope;
use super::target::Target;
use crate::diagram::drawing::Drawing;
use crate::diagram::model::{Against, Source, Subject};
use crate::diagram::parts::Parts;
use crate::diagram::selection::Selection;
use crate::diagram::view::View;
use crate::markdown::Builder;

/// Draws a view; nothing where there is nothing to draw. What would be a wall is drawn in parts.
/// Without pictures a flow is a table of its steps: no other block prints them.
pub(super) fn draw<'a>(scope: &Scope<'a>, view: View<'_>, out: &mut Builder<'a>) {
    draw_part(scope, view, Selection::ALL, out);
}

/// Draws a part of a view.
pub(super) fn draw_part<'a>(scope: &Scope<'a>, view: View<'_>, selection: &Selection, out: &mut Builder<'a>) {
    draw_from(scope, view, (None, selection), out);
}

/// Draws what a design changes of an older one, and says whether their architectures differ; if they do not,
/// nothing is drawn.
pub(super) fn draw_change<'a>(
    scope: &Scope<'a>,
    against: Against<'_>,
    selection: &Selection,
    out: &mut Builder<'a>,
) -> bool {
    draw_from(scope, View::Changes, (Some(against), selection), out)
}

fn draw_from<'a>(
    scope: &Scope<'a>,
    view: View<'_>,
    (against, selection): (Option<Against<'_>>, &Selection),
    out: &mut Builder<'a>,
) -> bool {
    let href = |subject: Subject, id: &str| scope.printing.links.to(target(subject), id);
    let html = scope.options.html();
    let source = Source {
        design: scope.design,
        words: &scope.template.labels,
        html,
        href: &href,
        against,
        neighbours: None,
        selection,
    };
    let drawings = view.draw(&source);
    let is_drawn = !drawings.is_empty();
    for (number, drawing) in drawings.into_iter().enumerate() {
        if scope.options.diagrams == Diagrams::None {
            if matches!(drawing, Drawing::Flow(_)) {
                WordTables::of(&drawing, &scope.template.labels).markdown(out);
            }
            continue;
        }
        // Mermaid has no tables, and a graph of as many requirements would be a tangle of lines.
        if scope.options.diagrams == Diagrams::Mermaid && matches!(drawing, Drawing::Matrix(_)) {
            WordTables::of(&drawing, &scope.template.labels).markdown(out);
            continue;
        }
        let id = id(scope, view, number);
        let Parts { shown, left_out, whole, .. } = view.parts(&drawing, &source);
        if shown.is_empty() {
            show(scope, &[&drawing], &drawing, &id, out);
        } else {
            let why = if view == View::Changes { "picture-changes-only" } else { "picture-parts" };
            out.paragraph(|out| out.text(scope.word(why)));
            let pictures: Vec<&Drawing> = shown.iter().map(|part| &part.drawing).collect();
            show(scope, &pictures, whole.as_ref().unwrap_or(&drawing), &id, out);
            tell(scope, view, &left_out, out);
        }
    }
    is_drawn
}

/// Shows pictures, followed by their whole content in words.
fn show<'a>(scope: &Scope<'a>, pictures: &[&Drawing], whole: &Drawing, id: &str, out: &mut Builder<'a>) {
    let tables = WordTables::of(whole, &scope.template.labels);
    let canvas = scope.canvas();
    canvas.show(pictures, id, Some(&tables), out);
    let is_told = match scope.options.diagrams {
        Diagrams::Mermaid => scope.options.undrawn,
        _ => !scope.options.browser,
    };
    if is_told {
        tables.markdown(out);
    }
}

/// Names everything that none of the pictures shows, and the view that does.
fn tell<'a>(scope: &Scope<'a>, view: View<'_>, left_out: &[String], out: &mut Builder<'a>) {
    let Some(mut sentence) = scope.canvas().left_out(left_out) else { return };
    if matches!(view, View::Architecture | View::Context | View::Component(_)) {
        sentence.push(' ');
        sentence.push_str(scope.word("picture-left-out-views"));
    }
    out.paragraph(|out| out.text(sentence));
}

/// The prefix of a picture's ids. No other picture of the page has the same.
fn id(scope: &Scope<'_>, view: View<'_>, number: usize) -> String {
    let mut parts = vec![scope.printing.base.clone(), "picture".to_owned()];
    let place = [scope.section, scope.block].into_iter().filter(|key| !key.is_empty());
    parts.extend(place.map(safe));
    parts.push(match view {
        View::Flow(id) | View::Component(id) | View::TablesOf(id) => safe(id),
        _ => (number + 1).to_string(),
    });
    parts.join("-")
}

fn target(subject: Subject) -> Target {
    match subject {
        Subject::Person => Target::Person,
        Subject::Component => Target::Component,
        Subject::Integration => Target::Integration,
        Subject::Table => Target::Table,
        Subject::Requirement => Target::Requirement,
        Subject::Decision => Target::Decision,
        Subject::Test => Target::Test,
        Subject::Flow => Target::Flow,
        Subject::Node => Target::Node,
    }
}
