//! Which chapters of a book show a design.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::book::chapter::{disk, page};
use crate::book::directive::Request;
use crate::book::run::resolve;
use crate::book::run::surroundings::Surroundings;
use crate::diagnostic::Sink;
use crate::source::Sources;

/// The chapters that print the designs in some files, as files of the site; none outside a book. Each book is
/// read once.
pub(crate) fn chapters_with(designs: &[PathBuf]) -> Vec<Vec<String>> {
    let mut books: HashMap<PathBuf, Vec<Printed>> = HashMap::new();
    let of = |design: &PathBuf| {
        let book = Surroundings::of_with(design, Sources::new());
        let folder = book.session.root.folder().to_path_buf();
        let all = books.entry(folder).or_insert_with(|| printed(book));
        all.iter()
            .filter(|printed| printed.design == *design)
            .map(|printed| printed.chapter.clone())
            .collect()
    };
    designs.iter().map(of).collect()
}

/// A design that a chapter prints.
#[derive(PartialEq)]
struct Printed {
    design: PathBuf,
    chapter: String,
}

fn printed(book: Surroundings) -> Vec<Printed> {
    // Mistakes in other chapters do not matter here.
    let mut sink = Sink::default();
    let Surroundings { mut session, settings, .. } = book;
    let Ok(listed) = disk::chapters(&session.root, &settings, &mut session.sources, &mut sink) else {
        return Vec::new();
    };
    let chapters = listed.chapters;
    let mut pages = page::find_read(chapters, &settings, &session.root, &mut session.sources, &mut sink);
    let mut all: Vec<Printed> = Vec::new();
    for page in &mut pages {
        resolve::open(page, &mut session, &mut sink);
        let Some(chapter) = &page.path else { continue };
        for placed in &page.placed {
            let is_printed =
                matches!(&placed.directive.request, Request::Design(asked) if asked.view.is_none());
            let Some(file) = placed.design.filter(|_| is_printed) else { continue };
            let design = session.sources.get(file).real_location();
            let found = Printed { design, chapter: chapter.clone() };
            if !all.contains(&found) {
                all.push(found);
            }
        }
    }
    all
}
