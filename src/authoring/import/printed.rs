//! Whether a document has the shape of its template.

use crate::markdown::labels::normal;
use crate::markdown::outline::outline;
use crate::template::Template;

/// Whether a document has nearly all sections of a template, in its words. This program prints all
/// of them, answered or not.
pub(super) fn is_printed(markdown: &str, template: &Template) -> bool {
    let parts = outline(markdown);
    let headings: Vec<String> =
        parts.iter().filter_map(|part| part.heading.as_ref()).map(|heading| normal(&heading.words)).collect();
    let known =
        template.sections.iter().filter(|section| headings.contains(&normal(&section.heading))).count();
    known > 1 && known * 5 >= template.sections.len() * 4
}
