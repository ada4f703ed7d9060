//! The list of a book's designs.

use super::Completeness;
use crate::design::Status;
use crate::markdown::{Brackets, Builder, write};
use crate::template::Template;

/// A design in the list.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The design's title.
    pub title: String,
    /// The page that shows it, relative to the list's; nothing where none does.
    pub address: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// Its version.
    pub version: String,
    /// Who answers for it, in plain words.
    pub owners: Vec<String>,
    /// How complete it is.
    pub completeness: Completeness,
    /// How many findings it has.
    pub findings: usize,
}

/// A table of designs, in the words of a template; empty where there are none.
pub fn index(entries: &[IndexEntry], template: &Template) -> String {
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
                out.row(|out| {
                    out.cell(|out| out.link(entry.address.clone(), |out| out.text(entry.title.as_str())));
                    out.cell(|out| out.text(template.labels.label(entry.status.word())));
                    out.cell(|out| out.text(entry.version.as_str()));
                    out.cell(|out| out.text(entry.owners.join(", ")));
                    out.cell(|out| {
                        let Completeness { answered, required, .. } = entry.completeness;
                        out.text(format!("{answered}/{required}"));
                    });
                    out.cell(|out| out.text(entry.findings.to_string()));
                });
            }
        },
    );
    write(out.finish(), Brackets::Escaped)
}
