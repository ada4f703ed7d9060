//! Checks a whole book: its configuration, its chapters, and every design.

use std::path::Path;

use indexmap::IndexMap;

use super::how::How;
use super::known::Scope;
use super::named::Named;
use super::subject::BookSubject;
use super::{CHECKS, InspectError, Inspection, Listener, check, finish, folder, gone, known, part, told};
use crate::book::chapter::folder::books;
use crate::book::chapter::{disk, outside as unlisted, page};
use crate::book::run::surroundings::Surroundings;
use crate::book::run::{expand, past, resolve, versions};
use crate::diagnostic::{Level, Sink};
use crate::source::Sources;

/// Checks the book in a folder, and designs of it that lie elsewhere and were named.
pub(super) fn inspect(
    book: &Path,
    named: &[Named],
    how: How<'_>,
    sources: Sources,
    mut listener: Option<&mut Listener<'_>>,
) -> Result<Inspection, InspectError> {
    let surroundings = Surroundings::at_with(book, sources);
    if !surroundings.is_book() {
        return Err(InspectError::NoBook { folder: book.to_path_buf(), below: books(book) });
    }
    let Surroundings { mut session, settings, report: configuration } = surroundings;
    session.use_baseline(how.baseline)?;
    session.use_project(how.project);
    let mut sink = Sink::default();

    settings.check_designs(&session.root, &mut sink);
    let disk::Listed { chapters, paths } =
        match disk::chapters(&session.root, &settings, &mut session.sources, &mut sink) {
            Ok(chapters) => chapters,
            // A book.toml that is wrong may name another folder than the one that was looked in.
            Err(_) if configuration.worst() == Level::Deny => {
                return Ok(finish(session, configuration, IndexMap::new()));
            }
            Err(error) => return Err(error.into()),
        };
    let mut pages = page::find_read(chapters, &settings, &session.root, &mut session.sources, &mut sink);
    if named.is_empty()
        && how.against.is_none()
        && let Some(listener) = listener.as_deref_mut()
    {
        told::early(&mut session, &pages, listener);
    }
    for page in &mut pages {
        resolve::open(page, &mut session, &mut sink);
    }
    versions::add(&mut pages, &paths, &mut session, &mut sink);
    folder::open(&mut session, &mut sink);
    let unread = part::open(named, &settings, &mut session, &mut sink).unread;
    let outside = unlisted::find(&settings, &session.root, &mut session.sources);

    if let Some(revision) = how.against {
        past::open(&mut session, revision, true);
        gone::check(&session, &mut sink);
    }
    session.survey();
    let checked = check(&session, true, listener);
    let subject = BookSubject::new(&settings, &session, &pages, &checked, &outside, &paths);
    for rule in CHECKS {
        rule(&subject, &mut sink);
    }

    let reports = checked.values().map(|checked| checked.report.clone());
    let mut report = expand::report(&session, &pages, reports, sink);
    report.append(configuration);
    let listed = known::settle(&session, &mut report, Scope::Book).into_iter().collect();
    let root = settings.chapters(&session.root);
    Ok(Inspection { root, unread, listed, ..finish(session, report, checked) })
}
