//! The list of a book's designs.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::others::User;
use super::standing::Shown;
use crate::design::Status;
use crate::markdown::{Brackets, Builder, Html, shown_words, write};
use crate::template::Template;

/// A design in the list.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The design's title.
    pub title: String,
    /// Where the design is shown, if it is.
    pub link: Option<String>,
    /// The design's version; of a series, the one that holds.
    pub version: String,
    /// How far it has come.
    pub status: Status,
    /// The versions before it, the newest first.
    pub others: Vec<Shown>,
    /// The versions in preparation, the newest first.
    pub drafts: Vec<Shown>,
    /// The designs that rely on it.
    pub users: Vec<User>,
    /// Who answers for it, in Markdown.
    pub owners: Vec<String>,
    /// How many of the required facts and blocks are answered.
    pub answered: usize,
    /// How many are required.
    pub required: usize,
    /// The same by section.
    pub sections: Vec<IndexSection>,
    /// How many findings are denied; `None` if the version was not checked.
    pub errors: Option<usize>,
    /// How many findings are warnings.
    pub warnings: Option<usize>,
    /// How many findings are notes.
    pub notes: Option<usize>,
}

/// The completeness of a section.
#[derive(Clone, Debug)]
pub struct IndexSection {
    /// The section's key in the template.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// How many of the required facts and blocks are answered.
    pub answered: usize,
    /// How many are required.
    pub required: usize,
}

/// What the list says of a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexView {
    /// Its version, status, owners, completeness and findings.
    Designs,
    /// Its completeness by section.
    Sections,
}

/// A table of designs, in the words of a template, and after it one of those that are no longer in use; empty
/// without designs. `html` determines how raw HTML in an author's text is treated.
pub fn index(entries: &[IndexEntry], view: IndexView, template: &Template, html: Html) -> String {
    let is_retired = |entry: &&IndexEntry| {
        matches!(entry.status, Status::Deprecated | Status::Superseded | Status::Rejected)
    };
    let (retired, used): (Vec<&IndexEntry>, Vec<&IndexEntry>) = entries.iter().partition(is_retired);
    let mut out = Builder::new();
    table(&used, view, template, html, &mut out);
    if !retired.is_empty() {
        out.paragraph(|out| out.strong(|out| out.text(template.labels.label("retired"))));
        table(&retired, view, template, html, &mut out);
    }
    write(out.finish(), Brackets::Escaped)
}

fn table<'a>(
    entries: &[&'a IndexEntry],
    view: IndexView,
    template: &'a Template,
    html: Html,
    out: &mut Builder<'a>,
) {
    match view {
        _ if entries.is_empty() => {}
        IndexView::Designs => designs(entries, template, html, out),
        IndexView::Sections => sections(entries, template, out),
    }
}

/// A row a design. The columns of other versions and of users are there if a design has
/// some.
fn designs<'a>(entries: &[&'a IndexEntry], template: &'a Template, html: Html, out: &mut Builder<'a>) {
    let has = |versions: fn(&IndexEntry) -> &[Shown]| entries.iter().any(|entry| !versions(entry).is_empty());
    let is_shown = |head: &&&str| match **head {
        "other-versions" => has(|entry| &entry.others),
        "drafts" => has(|entry| &entry.drafts),
        "used-by" => entries.iter().any(|entry| !entry.users.is_empty()),
        _ => true,
    };
    let heads: Vec<&str> = HEADS.iter().filter(is_shown).copied().collect();
    out.table(
        heads.len(),
        |out| heads.iter().for_each(|head| out.cell(|out| out.text(template.labels.label(head)))),
        |out| {
            for entry in entries {
                out.row(|out| {
                    for head in &heads {
                        out.cell(|out| cell(head, entry, template, html, out));
                    }
                });
            }
        },
    );
}

/// The keys of the heads.
const HEADS: [&str; 9] = [
    "design",
    "status",
    "version",
    "other-versions",
    "drafts",
    "owners",
    "used-by",
    "completeness",
    "findings",
];

fn cell<'a>(head: &str, entry: &'a IndexEntry, template: &'a Template, html: Html, out: &mut Builder<'a>) {
    match head {
        "design" => out.link(entry.link.clone(), |out| out.text(entry.title.as_str())),
        "status" => out.text(template.labels.label(entry.status.word())),
        "version" => out.text(entry.version.as_str()),
        "other-versions" => versions(&entry.others, out),
        "drafts" => versions(&entry.drafts, out),
        "used-by" => linked(entry.users.iter().map(|user| (user.name.as_str(), user.link.as_ref())), out),
        "owners" => {
            let owners = entry.owners.iter().map(|owner| shown_words(owner, html));
            out.text(owners.collect::<Vec<Cow<'_, str>>>().join(", "));
        }
        "completeness" => out.text(format!("{}/{}", entry.answered, entry.required)),
        _ => findings(entry, template, out),
    }
}

fn versions<'a>(versions: &'a [Shown], out: &mut Builder<'a>) {
    linked(versions.iter().map(|version| (version.name.as_str(), version.link.as_ref())), out);
}

fn linked<'a>(names: impl Iterator<Item = (&'a str, Option<&'a String>)>, out: &mut Builder<'a>) {
    for (index, (name, link)) in names.enumerate() {
        if index > 0 {
            out.text(", ");
        }
        out.link(link.cloned(), |out| out.text(name));
    }
}

fn findings<'a>(entry: &'a IndexEntry, template: &'a Template, out: &mut Builder<'a>) {
    let counts = [("errors", entry.errors), ("warnings", entry.warnings), ("notes", entry.notes)];
    if counts.iter().all(|(_, count)| count.is_none()) {
        return;
    }
    let found = counts.iter().filter_map(|(key, count)| Some((*key, count.filter(|count| *count > 0)?)));
    let found: Vec<String> =
        found.map(|(key, count)| format!("{}: {count}", template.labels.label(key))).collect();
    out.text(if found.is_empty() { "0".to_owned() } else { found.join(", ") });
}

/// A row a design, and a column for each section in which one of them has to answer something.
fn sections<'a>(entries: &[&'a IndexEntry], template: &'a Template, out: &mut Builder<'a>) {
    let mut heads: IndexMap<&str, &str> = IndexMap::new();
    for section in entries.iter().flat_map(|entry| &entry.sections) {
        heads.entry(&section.key).or_insert(&section.heading);
    }
    out.table(
        heads.len() + 2,
        |out| {
            for key in ["design", "version"] {
                out.cell(|out| out.text(template.labels.label(key)));
            }
            heads.values().for_each(|heading| out.cell(|out| out.text(*heading)));
        },
        |out| {
            for entry in entries {
                out.row(|out| {
                    out.cell(|out| out.link(entry.link.clone(), |out| out.text(entry.title.as_str())));
                    out.cell(|out| out.text(entry.version.as_str()));
                    for key in heads.keys() {
                        let section = entry.sections.iter().find(|section| section.key == *key);
                        let figures =
                            section.map(|section| format!("{}/{}", section.answered, section.required));
                        out.cell(|out| out.text(figures.unwrap_or_default()));
                    }
                });
            }
        },
    );
}
