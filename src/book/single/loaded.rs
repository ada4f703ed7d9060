//! A design that was named on the command line, read and checked.

use std::path::Path;
use std::sync::Arc;

use crate::book::inspect::{self, InspectError};
use crate::book::run::session::{Checked, Session};
use crate::book::run::surroundings::Surroundings;
use crate::design::Design;
use crate::diagnostic::Report;
use crate::source::Sources;
use crate::template::Template;

/// A file after it was read and checked.
pub(crate) struct Loaded {
    /// The session, whose files are named from the working directory.
    pub(crate) session: Session,
    /// The findings, those in the book's configuration included.
    pub(crate) found: Report,
    /// The design; `None` if no version matches, and that is not a mistake.
    pub(crate) checked: Option<Checked>,
}

impl Loaded {
    /// Reads a design under the configuration of the nearest book above it.
    ///
    /// # Errors
    /// When it cannot be read, or is something else than a design.
    pub(crate) fn open(path: &Path, sources: Sources) -> Result<Self, InspectError> {
        let surroundings = Surroundings::of_with(path, sources);
        let is_book = surroundings.is_book();
        let Surroundings { mut session, report: mut found, .. } = surroundings;
        let file = inspect::load(path, &mut session)?;
        if is_book {
            session.survey();
        }
        let checked = file.and_then(|file| session.check().swap_remove(&file));
        if let Some(checked) = &checked {
            found.append(checked.report.clone());
            found.sort(&session.sources);
        }
        session.sources.name_from_here();
        Ok(Self { session, found, checked })
    }

    /// The design and its template; `None` if a finding fails.
    pub(super) fn whole(&self) -> Option<(Arc<Design>, Arc<Template>)> {
        let checked = self.checked.as_ref().filter(|_| !self.fails())?;
        checked.design.clone().zip(checked.template.clone())
    }

    /// Whether nothing is asked for, and nothing is wrong.
    pub(super) fn is_nothing(&self) -> bool {
        self.checked.is_none() && !self.fails()
    }

    fn fails(&self) -> bool {
        self.session.config.fails(self.found.worst())
    }
}
