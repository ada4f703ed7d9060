//! What is said of designs before the whole book was checked.

use super::folder as designs;
use crate::book::chapter::folder;
use crate::book::chapter::page::Page;
use crate::book::directive::Request;
use crate::book::run::session::{Checked, Session};
use crate::source::{FileId, Granted, Sources};

/// A design that was checked.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Told<'a> {
    /// The texts that findings point into. Files on disk are shown by paths from the working directory.
    pub sources: &'a Sources,
    /// The design's file.
    pub file: FileId,
    /// What was found. Only findings [of the design](crate::diagnostic::Finding::of_design) are final.
    pub checked: &'a Checked,
    /// How many designs are checked in all.
    pub of: usize,
}

impl<'a> Told<'a> {
    /// A design that was checked, among so many.
    pub fn new(sources: &'a Sources, file: FileId, checked: &'a Checked, of: usize) -> Self {
        Self { sources, file, checked, of }
    }
}

/// Hears of designs in the order of their paths, of each as soon as it and those before it were checked.
pub type Listener<'l> = dyn FnMut(&Told<'_>) + 'l;

/// Checks the designs of a book before its chapters are followed, as long as each needs no other one, and tells of
/// them.
pub(super) fn early(session: &mut Session, pages: &[Page], listener: &mut Listener<'_>) {
    // Elsewhere may be designs that come first.
    if pages.iter().any(|page| names_elsewhere(page, session)) {
        return;
    }
    for entry in folder::snapshots(&session.config, &session.root) {
        // One that cannot be read is reported when the folder is opened.
        let _ = designs::load(&entry, session);
    }
    let entries = folder::designs(&session.config, &session.root);
    let granted: Vec<Granted> =
        folder::without_data(&entries).filter_map(|entry| entry.path.as_ref().ok().cloned()).collect();
    session.check_alone(&granted, &mut telling(listener));
}

/// Whether a directive may name a design that is not in the designs folder.
fn names_elsewhere(page: &Page, session: &Session) -> bool {
    page.placed.iter().any(|placed| {
        let named = match &placed.directive.request {
            Request::Design(wanted) => &wanted.file,
            Request::Changes(wanted) => &wanted.folder,
            Request::Index(_) | Request::Landscape(_) => return false,
        };
        !folder::is_below_designs(&session.root.shown_of(&page.folder, named), &session.config)
    })
}

/// Tells a listener what a session tells.
pub(super) fn telling<'l>(
    listener: &'l mut Listener<'_>,
) -> impl FnMut(&Sources, FileId, &Checked, usize) + 'l {
    move |sources, file, checked, of| listener(&Told { sources, file, checked, of })
}
