//! What the rules about a book look at.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::book::chapter::page::Page;
use crate::book::config::Settings;
use crate::book::directive::Request;
use crate::book::run::session::{Checked, Session};
use crate::source::FileId;

/// A book and its designs, after the designs were checked.
pub(super) struct BookSubject<'b> {
    /// What book.toml says.
    pub(super) settings: &'b Settings,
    /// The session, with texts and templates.
    pub(super) session: &'b Session,
    /// The chapters with directives.
    pub(super) pages: &'b [Page],
    /// The designs that chapters show, and those in the designs folder.
    pub(super) designs: &'b IndexMap<FileId, Checked>,
    /// Files with directives that are not chapters of the book.
    pub(super) outside: &'b [Page],
    shown: HashSet<FileId>,
}

impl<'b> BookSubject<'b> {
    pub(super) fn new(
        settings: &'b Settings,
        session: &'b Session,
        pages: &'b [Page],
        designs: &'b IndexMap<FileId, Checked>,
        outside: &'b [Page],
    ) -> Self {
        let shown = pages.iter().flat_map(Page::designs).collect();
        Self { settings, session, pages, designs, outside, shown }
    }

    /// Whether a file that is not a chapter has a directive for a design.
    pub(super) fn is_shown_outside(&self, design: FileId) -> bool {
        let path = self.session.sources.get(design).path();
        let shows = |page: &Page| {
            page.placed.iter().any(|placed| match &placed.directive.request {
                Request::Design(wanted) => self.session.root.shown_of(&page.folder, &wanted.file) == path,
                Request::Index => false,
            })
        };
        self.outside.iter().any(shows)
    }

    /// Whether a chapter shows a design.
    pub(super) fn is_shown(&self, design: FileId) -> bool {
        self.shown.contains(&design)
    }
}
