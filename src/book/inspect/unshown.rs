//! SD1207: a design that no chapter shows.

use indexmap::IndexMap;

use crate::book::rules::DESIGN_WITHOUT_DIRECTIVE;
use crate::book::{Checked, Session};
use crate::diagnostic::{Finding, Sink};
use crate::source::FileId;

pub(super) fn check(
    designs: &IndexMap<FileId, Checked>,
    shown: &[Vec<Option<FileId>>],
    session: &Session,
    sink: &mut Sink,
) {
    for (file, checked) in designs {
        // What is no design is reported as that.
        let Some(design) = &checked.design else { continue };
        if shown.iter().flatten().any(|shown| *shown == Some(*file)) {
            continue;
        }
        let path = session.sources.get(*file).path();
        let finding = Finding::new(
            &DESIGN_WITHOUT_DIRECTIVE,
            design.meta.title.span,
            format!("no chapter shows `{path}`"),
        )
        .label("nobody will read this design")
        .help(format!("write `<<#system-design /{path}>>` in a chapter"));
        sink.push(finding);
    }
}
