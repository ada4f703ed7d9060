//! The rows of the index: a design each, whatever the number of its versions.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::around::Around;
use super::places::Places;
use super::session::{Checked, Session};
use crate::answer::Completeness;
use crate::book::chapter::page::Page;
use crate::catalog::{Member, Series};
use crate::design::{Design, Status};
use crate::diagnostic::Level;
use crate::render::{Anchor, IndexEntry, IndexSection, Place, Shown};
use crate::source::FileId;
use crate::template::Template;

/// Every design that the book shows, in the order of the book. Without `links` the rows lead nowhere.
pub(super) fn entries(
    page: &Page,
    session: &Session,
    places: &Places<'_>,
    around: &Around<'_>,
    checked: &IndexMap<FileId, Checked>,
    links: bool,
) -> Vec<IndexEntry> {
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    for shown in places.designs() {
        let series = session.series(shown).filter(|series| series.member(shown).is_some());
        // Of a series that has no version that holds, the first one shown speaks for it.
        let file = series.and_then(Series::holding).map_or(shown, |holding| holding.file);
        if !seen.insert(file) {
            continue;
        }
        let row = Row { session, places, around, page, links };
        entries.extend(row.of(file, series, checked.get(&file)));
    }
    entries
}

/// What is around a row.
struct Row<'r> {
    session: &'r Session,
    places: &'r Places<'r>,
    around: &'r Around<'r>,
    page: &'r Page,
    links: bool,
}

impl Row<'_> {
    /// The row of a design, which a version of it speaks for.
    fn of(&self, file: FileId, series: Option<&Series>, checked: Option<&Checked>) -> Option<IndexEntry> {
        let design = self.session.design(file)?;
        let own = checked.and_then(|checked| checked.template.as_deref());
        let template = own.or_else(|| self.session.templates.resolve(&design.template).ok())?;
        let completeness = Completeness::of(design, template);
        let is_other = |member: &&Member| member.file != file;
        let others = series.map_or(&[][..], Series::members).iter().rev().filter(is_other);
        let (drafts, others): (Vec<&Member>, Vec<&Member>) = others.partition(|member| member.is_coming());
        let count = |level| checked.map(|checked| checked.report.count(level));
        Some(IndexEntry {
            title: design.meta.title.value.clone(),
            link: self.link(file),
            version: design.meta.version.text.clone(),
            status: design.status(),
            others: others.into_iter().map(|member| self.shown(member)).collect(),
            drafts: drafts.into_iter().map(|member| self.shown(member)).collect(),
            users: self.around.users(file, &|file| self.link(file)),
            owners: design.meta.owners.iter().map(|owner| owner.value.clone()).collect(),
            answered: completeness.answered(),
            required: completeness.required(),
            sections: sections(&completeness, template),
            errors: count(Level::Deny),
            warnings: count(Level::Warn),
            notes: count(Level::Note),
        })
    }

    fn shown(&self, member: &Member) -> Shown {
        Shown {
            name: member.number.to_string(),
            status: self.session.design(member.file).map_or(Status::Draft, Design::status),
            link: self.places.page_of(member.file, self.page).filter(|_| self.links),
        }
    }

    fn link(&self, file: FileId) -> Option<String> {
        let places = self.places.of(file, self.page);
        let address = Place::address(&places, &Anchor::Document);
        address.or_else(|| self.places.page_of(file, self.page)).filter(|_| self.links)
    }
}

fn sections(completeness: &Completeness, template: &Template) -> Vec<IndexSection> {
    let required = completeness.sections.iter().filter(|section| section.required > 0);
    let with_heading = required.filter_map(|section| {
        let heading = template.section(&section.key)?.heading.clone();
        Some(IndexSection {
            key: section.key.clone(),
            heading,
            answered: section.answered,
            required: section.required,
        })
    });
    with_heading.collect()
}
