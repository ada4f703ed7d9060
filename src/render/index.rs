//! The list of a book's designs.

use std::borrow::Cow;

use crate::markdown::{Brackets, Builder, Html, shown_words, write};
use crate::template::Template;

/// A design in the list.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The design's title.
    pub title: String,
    /// Where the design is shown, if it is.
    pub link: Option<String>,
    /// The design's version.
    pub version: String,
    /// How far it has come, as the design says it: `draft`.
    pub status: String,
    /// Who answers for it, in Markdown.
    pub owners: Vec<String>,
    /// How many of the required facts and blocks are answered.
    pub answered: usize,
    /// How many are required.
    pub required: usize,
    /// How many findings are denied.
    pub errors: usize,
    /// How many findings are warnings.
    pub warnings: usize,
    /// How many findings are notes.
    pub notes: usize,
}

/// A table of designs, in the words of a template; empty without designs. `html` determines how raw HTML in
/// an author's text is treated.
pub fn index(entries: &[IndexEntry], template: &Template, html: Html) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let heads = ["design", "status", "version", "owners", "completeness", "findings"];
    let mut out = Builder::new();
    out.table(
        heads.len(),
        |out| heads.iter().for_each(|head| out.cell(|out| out.text(template.labels.label(head)))),
        |out| {
            for entry in entries {
                out.row(|out| row(entry, template, html, out));
            }
        },
    );
    write(out.finish(), Brackets::Escaped)
}

fn row<'a>(entry: &'a IndexEntry, template: &'a Template, html: Html, out: &mut Builder<'a>) {
    out.cell(|out| out.link(entry.link.clone(), |out| out.text(entry.title.as_str())));
    out.cell(|out| out.text(template.labels.label(&entry.status)));
    out.cell(|out| out.text(entry.version.as_str()));
    out.cell(|out| {
        let owners: Vec<Cow<'_, str>> = entry.owners.iter().map(|owner| shown_words(owner, html)).collect();
        out.text(owners.join(", "));
    });
    out.cell(|out| out.text(format!("{}/{}", entry.answered, entry.required)));
    out.cell(|out| {
        let counts = [("errors", entry.errors), ("warnings", entry.warnings), ("notes", entry.notes)];
        let found = counts.iter().filter(|(_, count)| *count > 0);
        let found: Vec<String> =
            found.map(|(key, count)| format!("{}: {count}", template.labels.label(key))).collect();
        out.text(if found.is_empty() { "0".to_owned() } else { found.join(", ") });
    });
}
