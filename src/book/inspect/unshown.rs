//! SD1207: a design that no chapter shows.

use super::subject::BookSubject;
use crate::book::directive;
use crate::book::rules::DESIGN_WITHOUT_DIRECTIVE;
use crate::diagnostic::{Finding, Sink};

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    for (file, checked) in subject.designs {
        // A file that is not a design is reported elsewhere.
        let Some(design) = &checked.design else { continue };
        if subject.is_shown(*file) || subject.is_shown_outside(*file) || subject.may_be_meant(*file) {
            continue;
        }
        let path = subject.session.sources.get(*file).path();
        let finding = Finding::new(
            &DESIGN_WITHOUT_DIRECTIVE,
            design.meta.title.span,
            format!("no chapter shows `{path}`"),
        )
        .label("nobody will read this design")
        .help(format!("write `{}` in a chapter", directive::showing(path)));
        sink.push(finding);
    }
}
