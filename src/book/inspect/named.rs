//! What a person names: a file, a folder, or a version of a series.

use std::path::{Path, PathBuf};

use super::InspectError;
use crate::book::directive::{is_toml, parted};
use crate::book::run::session::Session;
use crate::book::run::wanted;
use crate::catalog::Selector;
use crate::source::{FileId, is_folder, is_there};

/// A file or a folder that was named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) path: PathBuf,
    /// Whether nothing need be in the folder.
    pub(super) may_be_empty: bool,
}

/// Opens a design that was named on the command line: a file, or a version of the series in a folder,
/// `designs/checkout@1.2`. `None` if there is nothing, and that is no mistake: `@next` when nothing is in
/// preparation.
pub(in crate::book) fn load(path: &Path, session: &mut Session) -> Result<Option<FileId>, InspectError> {
    let (file, selector) = selected(path)?;
    let granted = session.root.named(&file);
    let granted = granted.map_err(|source| InspectError::Refused { path: file.clone(), source })?;
    let is_series = is_folder(&file) && !file.to_str().is_some_and(is_toml);
    if is_series {
        return Ok(session.choose(&granted, &selector.unwrap_or(Selector::Holding))?);
    }
    let loaded = session.sources.load(&granted);
    let id = loaded.map_err(|source| InspectError::Unreadable { path: file.clone(), source })?;
    session.open(id);
    let unfit =
        selector.zip(session.design(id)).and_then(|(selector, design)| wanted::unfit(&selector, design));
    match unfit {
        Some((why, _)) => Err(InspectError::OtherVersion { path: file, why }),
        None => Ok(Some(id)),
    }
}

/// A path, and the version of it that is asked for. A path that is there is not taken apart.
fn selected(path: &Path) -> Result<(PathBuf, Option<Selector>), InspectError> {
    let parts = path.to_str().filter(|_| !is_there(path)).and_then(parted);
    let parts = parts.filter(|(file, _)| is_toml(file) || is_folder(Path::new(file)));
    let Some((file, version)) = parts else { return Ok((path.to_path_buf(), None)) };
    let selector = version.parse().map_err(|error: semver::Error| InspectError::BadVersion {
        path: path.to_path_buf(),
        wanted: version.to_owned(),
        why: error.to_string(),
    })?;
    Ok((PathBuf::from(file), Some(selector)))
}
