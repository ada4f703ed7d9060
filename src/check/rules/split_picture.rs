//! SD313: an architecture that is too large for one picture.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, counted, rule};
use crate::diagram::model::Source;
use crate::diagram::selection::Selection;
use crate::diagram::view::View;
use crate::markdown::Html;

rule! {
    /// The architecture is too large for one picture, so it is drawn in several.
    pub(crate) RULE = "SD313", "split-picture", Group::Advice, since "0.1.0", fix none, at most Note;
}

/// More pictures than this are not laid out only to see how large their text is.
const MOST_MEASURED: usize = 12;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    if design.diagrams.as_ref().is_some_and(|own| own.architecture.is_some()) {
        return;
    }
    let source = Source {
        design,
        words: &subject.template.labels,
        html: Html::Words,
        href: &|_, _| None,
        against: None,
        neighbours: None,
        selection: Selection::ALL,
    };
    let drawings = View::Architecture.draw(&source);
    let Some(drawing) = drawings.first() else { return };
    let parts = View::Architecture.parts(drawing, &source).shown;
    if parts.is_empty() {
        return;
    }
    let count = counted(parts.len(), "picture");
    let title = &design.meta.title;
    let elements = design.elements().count();
    let relations: usize = design.elements().map(|element| element.uses().len()).sum();
    let measured = if parts.len() > MOST_MEASURED { &[] } else { parts.as_slice() };
    let small = measured.iter().filter(|part| part.drawing.is_wide()).count();
    let mut message = format!("the architecture of “{}” is drawn in {count}", &**title);
    if small > 0 {
        let all = parts.len();
        message.push_str(&format!("; text is less than 7 pixels high in {small} of {all}"));
    }
    let size = format!("{}, {}", counted(elements, "element"), counted(relations, "relationship"));
    let finding = Finding::new(&RULE, title.span, message).label(size);
    let has_groups = design.components.iter().any(|component| component.part_of.is_some());
    sink.push(finding.help(if has_groups {
        "each picture shows a component with its parts: if a part of the system is missing as such, give its components a common `part-of`"
    } else {
        "give components that belong together a common `part-of`: each picture is then a part of the system that has a name"
    }));
}
