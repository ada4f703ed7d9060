//! The pictures that are drawn from the model, each with the words that say the same.

use super::anchors::safe;
use super::figure::{Figure, Tables};
use super::options::Diagrams;
use super::page::Page;
use super::target::Target;
use crate::diagram::drawing::Drawing;
use crate::diagram::model::{Source, Subject};
use crate::diagram::parts::Parts;
use crate::diagram::svg::{self, Frame};
use crate::diagram::view::View;
use crate::markdown::Builder;

/// Draws a view; nothing where there is nothing to draw. What would be a wall is drawn in parts.
pub(super) fn draw<'a>(page: &Page<'a>, view: View<'_>, out: &mut Builder<'a>) {
    if page.options.diagrams == Diagrams::None {
        return;
    }
    let href = |subject: Subject, id: &str| page.printing.links.to(target(subject), id);
    let html = page.options.html();
    let source = Source { design: page.design, words: &page.template.labels, html, href: &href };
    for (number, drawing) in view.draw(&source).into_iter().enumerate() {
        let id = id(page, view, number);
        let Parts { shown, left_out, .. } = view.parts(&drawing, &source);
        if shown.is_empty() {
            show(page, &[&drawing], &drawing, &id, out);
        } else {
            out.paragraph(|out| out.text(page.word("picture-parts")));
            let pictures: Vec<&Drawing> = shown.iter().map(|part| &part.drawing).collect();
            show(page, &pictures, &drawing, &id, out);
            tell(page, view, &left_out, out);
        }
    }
}

/// Shows pictures, and behind them in words what they show together.
fn show<'a>(page: &Page<'a>, pictures: &[&Drawing], whole: &Drawing, id: &str, out: &mut Builder<'a>) {
    if page.options.diagrams == Diagrams::Mermaid {
        pictures
            .iter()
            .filter_map(|drawing| drawing.mermaid())
            .for_each(|script| out.fence("mermaid", script));
        return;
    }
    let tables = Tables::of(whole, &page.template.labels);
    for (number, drawing) in pictures.iter().enumerate() {
        let prefix = if pictures.len() > 1 { format!("{id}-{}", number + 1) } else { id.to_owned() };
        let prefix = page.printing.ids.give_prefix(prefix, &svg::ENDINGS);
        let figure = Figure {
            svg: svg::write(
                &drawing.picture_among(pictures.len()),
                &Frame { prefix: &prefix, standalone: false },
            ),
            caption: drawing.title(),
        };
        // A page of HTML folds the words away; elsewhere nothing can be folded.
        let is_last = number + 1 == pictures.len();
        let folded = (is_last && page.options.anchors).then(|| (page.word("picture-in-words"), &tables));
        out.html(figure.html(folded));
    }
    if !page.options.anchors {
        tables.markdown(out);
    }
}

/// Says what none of the pictures shows, and which view does.
fn tell<'a>(page: &Page<'a>, view: View<'_>, left_out: &[String], out: &mut Builder<'a>) {
    let Some(count) = (!left_out.is_empty()).then_some(left_out.len()) else { return };
    let mut list = left_out.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    if count > MOST_NAMES {
        list.push_str(&format!(" +{}", count - MOST_NAMES));
    }
    let mut said = page.word("picture-left-out").replace("{list}", &list);
    if matches!(view, View::Architecture | View::Context | View::Component(_)) {
        said.push(' ');
        said.push_str(page.word("picture-left-out-views"));
    }
    out.paragraph(|out| out.text(said));
}

/// More names than this are counted.
const MOST_NAMES: usize = 20;

/// What the ids of a picture begin with: no other picture of the page has it.
fn id(page: &Page<'_>, view: View<'_>, number: usize) -> String {
    let mut parts = vec![page.printing.base.clone(), "picture".to_owned()];
    let place = [page.section, page.block].into_iter().filter(|key| !key.is_empty());
    parts.extend(place.map(safe));
    parts.push(match view {
        View::Flow(id) | View::Component(id) => safe(id),
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
    }
}
