//! SD1207: a design that no chapter shows.

use super::subject::BookSubject;
use crate::book::directive;
use crate::book::rules::DESIGN_WITHOUT_DIRECTIVE;
use crate::diagnostic::{Finding, Sink};
use crate::source::FileId;

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    for (file, checked) in subject.designs {
        // A file that is not a design is reported elsewhere.
        let Some(design) = &checked.design else { continue };
        let source = subject.session.sources.get(*file);
        let may_be_shown = |file: FileId| {
            subject.is_shown(file) || subject.is_shown_outside(file) || subject.may_be_meant(file)
        };
        let path = match subject.series(*file) {
            None if may_be_shown(*file) => continue,
            None => source.path(),
            // The versions are one design, which the newest speaks for where none holds.
            Some(series) => {
                let speaker = series.holding().or(series.members().last());
                let is_silent = speaker.is_none_or(|speaker| speaker.file != *file);
                if is_silent || series.members().iter().any(|member| may_be_shown(member.file)) {
                    continue;
                }
                source.folder()
            }
        };
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
