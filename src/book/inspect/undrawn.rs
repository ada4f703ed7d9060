//! SD1215: Mermaid that stays text in HTML, because nothing in the book draws it.

use std::collections::HashSet;

use super::fences::first_fence;
use super::subject::BookSubject;
use crate::answer::own_drawing;
use crate::book::config::Pictures;
use crate::book::rules::UNDRAWN_MERMAID;
use crate::book::run::shape::pictures;
use crate::design::Design;
use crate::diagnostic::{Finding, Sink};
use crate::source::{Sources, Span};
use crate::template::DrawingKind;

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let (settings, session) = (subject.settings, subject.session);
    if !settings.makes_html() || settings.draws_mermaid() {
        return;
    }
    let generated = pictures(&session.config, settings, "html") == Pictures::Mermaid;
    // A link to a design is another file with the same text, which is reported once.
    let mut seen = HashSet::new();
    for (file, checked) in subject.designs {
        let is_shown = subject.is_shown(*file);
        let Some(design) = checked.design.as_ref().filter(|_| is_shown) else { continue };
        if !seen.insert(session.sources.get(*file).real_location()) {
            continue;
        }
        let own = own_mermaid(design, &session.sources);
        let (span, message, help) = match own {
            Some(span) => {
                (span, "no preprocessor or script of this book draws this Mermaid", HELP.to_owned())
            }
            None if generated => (
                design.meta.title.span,
                "no preprocessor or script of this book draws the diagrams of this design",
                format!("{HELP}, or remove `diagrams = \"mermaid\"` from book.toml"),
            ),
            None => continue,
        };
        let finding =
            Finding::new(&UNDRAWN_MERMAID, span, message).label("it is shown as plain text").help(help);
        sink.push(finding);
    }
}

const HELP: &str = "add mdbook-mermaid to the book: `mdbook-mermaid install`";

/// The first Mermaid that the author wrote: a diagram, or a code block in a text.
fn own_mermaid(design: &Design, sources: &Sources) -> Option<Span> {
    let own =
        [DrawingKind::Architecture, DrawingKind::DataFlow].into_iter().find_map(|of| own_drawing(design, of));
    let drawn = own.map(|own| own.mermaid.span);
    drawn.or_else(|| first_fence(design, sources, &|language| language == "mermaid"))
}
