//! Which chapters of a book show a design.

use std::path::Path;

use crate::book::chapter::{disk, page};
use crate::book::directive::Request;
use crate::book::run::resolve;
use crate::book::run::surroundings::Surroundings;
use crate::diagnostic::Sink;
use crate::source::{FileId, Sources};

/// The chapters that print the design in a file, as files of the site; none outside a book.
pub(crate) fn chapters_with(design: &Path) -> Vec<String> {
    pages(design).unwrap_or_default()
}

fn pages(location: &Path) -> Option<Vec<String>> {
    // Mistakes in other chapters are no matter here.
    let mut sink = Sink::default();
    let Surroundings { mut session, settings, .. } = Surroundings::of_with(location, Sources::new());
    let listed = disk::chapters(&session.root, &settings, &mut session.sources, &mut sink).ok()?;
    let chapters = listed.chapters;
    let mut pages = page::find_read(chapters, &settings, &session.root, &mut session.sources, &mut sink);
    for page in &mut pages {
        resolve::open(page, &mut session, &mut sink);
    }
    let is_it = |file: FileId| session.sources.get(file).real_location() == location;
    let prints = |page: &&page::Page| {
        page.placed.iter().any(|placed| {
            let is_printed =
                matches!(&placed.directive.request, Request::Design(asked) if asked.view.is_none());
            is_printed && placed.design.is_some_and(is_it)
        })
    };
    Some(pages.iter().filter(prints).filter_map(|page| page.path.clone()).collect())
}
