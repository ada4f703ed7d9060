//! SD109: quotes, lists and footnotes that are nested too deeply.

use crate::check::Subject;
use crate::design::{Leaf, Walk};
use crate::diagnostic::{Group, Sink, rule};
use crate::markdown::{DEEPEST, look};

rule! {
    /// Quotes, lists or footnotes are nested too deeply.
    pub(crate) RULE = "SD109", "deep-nesting", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        let Leaf::Text(text) = leaf else { return };
        let Some(range) = look(&text.value, &subject.schemes).too_deep else { return };
        let message = format!("`{}` is nested more than {DEEPEST} levels deep", subject.path_of(text.span));
        let start = range.start;
        let finding = subject.in_text(&RULE, text, start..start + 1, message);
        sink.push(
            finding
                .label("from here on, the text is printed without its marks")
                .help("use fewer levels of quotes, lists and footnotes, or use headings"),
        );
    });
}
