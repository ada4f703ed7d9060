//! What the rules about a book look at.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::book::chapter::page::{Page, Placed};
use crate::book::config::Settings;
use crate::book::directive::Request;
use crate::book::run::session::{Checked, Session};
use crate::catalog::Series;
use crate::reading::nearest;
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
    /// The paths of the chapters that SUMMARY.md lists.
    pub(super) chapters: &'b [Option<String>],
    shown: HashSet<FileId>,
}

impl<'b> BookSubject<'b> {
    pub(super) fn new(
        settings: &'b Settings,
        session: &'b Session,
        pages: &'b [Page],
        designs: &'b IndexMap<FileId, Checked>,
        outside: &'b [Page],
        chapters: &'b [Option<String>],
    ) -> Self {
        let shown = pages.iter().flat_map(Page::designs).collect();
        Self { settings, session, pages, designs, outside, chapters, shown }
    }

    /// The series that a design is a version of.
    pub(super) fn series(&self, design: FileId) -> Option<&Series> {
        self.session.series(design).filter(|series| series.member(design).is_some())
    }

    /// Whether a file that is not a chapter has a directive for a design.
    pub(super) fn is_shown_outside(&self, design: FileId) -> bool {
        let names = self.names(design);
        let shows = |page: &Page| {
            page.placed.iter().any(|placed| match &placed.directive.request {
                Request::Design(wanted) => {
                    names.contains(&self.session.root.shown_of(&page.folder, &wanted.file).as_str())
                }
                Request::Changes(_) | Request::Index(_) | Request::Landscape(_) => false,
            })
        };
        self.outside.iter().any(shows)
    }

    /// Whether a directive that failed may be meant for a design: it names a file that is not there
    /// and that is called almost the same, or it does not say which file it is for.
    pub(super) fn may_be_meant(&self, design: FileId) -> bool {
        let names = self.names(design);
        let is_meant = |placed: &Placed| match &placed.directive.request {
            Request::Design(wanted) if placed.design.is_none() => {
                let place = self.session.root.shown_of(&self.session.root.folder().join(""), &wanted.file);
                let is_below = |name: &str| {
                    name.strip_prefix(place.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
                };
                names.iter().any(|name| is_near(file_name(&wanted.file), file_name(name)) || is_below(name))
            }
            _ => false,
        };
        self.pages.iter().any(|page| page.has_unread || page.placed.iter().any(is_meant))
    }

    /// The paths by which a directive can name a design: its file's and, of a version of a series, that
    /// of the folder.
    fn names(&self, design: FileId) -> Vec<&str> {
        let source = self.session.sources.get(design);
        let mut names = vec![source.path()];
        names.extend(self.series(design).map(|_| source.folder()));
        names
    }

    /// Whether a chapter shows a design.
    pub(super) fn is_shown(&self, design: FileId) -> bool {
        self.shown.contains(&design)
    }
}

/// The last part of a path, whichever way its slashes lean.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether one file name may be meant as another: a slip of the keyboard, or a part of it.
fn is_near(written: &str, name: &str) -> bool {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let (written_stem, stem) = (stem(written), stem(name));
    let is_part =
        |one: &str, other: &str| !one.is_empty() && other.split(['-', '_', ' ']).any(|part| part == one);
    written.eq_ignore_ascii_case(name)
        || nearest(written, [name]).is_some()
        || nearest(&written_stem, [stem.as_str()]).is_some()
        || written_stem == stem
        || is_part(&written_stem, &stem)
        || is_part(&stem, &written_stem)
}
