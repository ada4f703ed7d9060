//! The versions of a book's series, as a list.

use std::path::Path;

use super::InspectError;
use super::named::{load, located};
use crate::book::run::among::NoVersion;
use crate::book::run::session::Session;
use crate::book::run::surroundings::Surroundings;
use crate::catalog::{Member, Series};
use crate::check::Earlier as _;
use crate::compare::Step;
use crate::design::Status;
use crate::source::{FileId, Files};

/// One version of a design.
#[derive(Clone, Debug)]
pub(crate) struct VersionRow {
    /// The design's id.
    pub(crate) id: String,
    /// The version.
    pub(crate) version: String,
    /// Its status, as it is shown; `None` if there is none that can be read.
    pub(crate) status: Option<&'static str>,
    /// Whether it is the version that holds.
    pub(crate) holds: bool,
    /// The version that it is compared with.
    pub(crate) baseline: Option<String>,
    /// The step that its changes against that version ask for.
    pub(crate) step: Option<Step>,
    /// The file, as it is shown.
    pub(crate) file: String,
}

/// The versions of every series of a book: the series by path, the newest version of each first.
pub(crate) fn every_version(book: &mut Surroundings) -> Vec<VersionRow> {
    book.ids();
    let session = &mut book.session;
    session.sources.name_from_here();
    session.every_series().into_iter().flat_map(|series| rows(series, session)).collect()
}

/// The versions of a series, the newest first; of a design that is a single file, that one.
///
/// # Errors
/// When there is none at the path, or its file cannot be read.
pub(crate) fn versions_of(named: &Path, book: &mut Surroundings) -> Result<Vec<VersionRow>, InspectError> {
    let session = &mut book.session;
    let path = located(named, session);
    if Files::Disk.is_folder(&path) {
        let refused = |source| InspectError::Refused { path: path.clone(), source };
        let folder = session.root.named(&path).map_err(refused)?;
        let series = session.whole_series(&folder);
        if series.members().is_empty() {
            return Err(NoVersion::Empty { folder: folder.shown().to_owned() }.into());
        }
        session.sources.name_from_here();
        return Ok(rows(&series, session));
    }
    let file = load(&path, session)?;
    session.sources.name_from_here();
    let series = file.and_then(|file| session.series(file).filter(|series| series.member(file).is_some()));
    Ok(match (series, file) {
        (Some(series), _) => rows(series, session),
        (None, file) => file.and_then(|file| single(file, session)).into_iter().collect(),
    })
}

fn rows(series: &Series, session: &Session) -> Vec<VersionRow> {
    let holding = series.holding().map(|member| member.file);
    let row = |member: &Member| {
        let design = session.design(member.file);
        VersionRow {
            id: member.id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default(),
            version: member.number.to_string(),
            status: design.filter(|design| design.has_status).map(|design| design.status().word()),
            holds: holding == Some(member.file),
            baseline: series.baseline(member.file).map(|baseline| baseline.number.to_string()),
            step: session.changes(member.file).map(|changes| changes.step),
            file: session.sources.get(member.file).shown().to_owned(),
        }
    };
    series.members().iter().rev().map(row).collect()
}

/// A design that is one file. It holds unless it is rejected.
fn single(file: FileId, session: &Session) -> Option<VersionRow> {
    let design = session.design(file)?;
    let status = design.has_status.then(|| design.status());
    Some(VersionRow {
        id: design.id.clone(),
        version: design.meta.version.text.clone(),
        status: status.map(Status::word),
        holds: status != Some(Status::Rejected),
        baseline: None,
        step: None,
        file: session.sources.get(file).shown().to_owned(),
    })
}
