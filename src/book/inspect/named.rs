//! What a person names: a file, a folder, or a version of a series.

use std::path::{Path, PathBuf};

use super::{InspectError, is_chapter};
use crate::book::config::BOOK;
use crate::book::directive::{is_toml, parted};
use crate::book::run::baseline::Baseline;
use crate::book::run::session::Session;
use crate::book::run::wanted;
use crate::catalog::Selector;
use crate::reading::nearest;
use crate::source::FileId;

/// A file or a folder that was named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) path: PathBuf,
    /// Whether nothing need be in the folder.
    pub(super) may_be_empty: bool,
}

/// Opens a design that was named on the command line: a file, or a version of the series in a folder,
/// `designs/checkout@1.2` or `checkout@1.2`. `None` if there is nothing, and that is no mistake: `@next` when nothing is in
/// preparation.
pub(crate) fn load(path: &Path, session: &mut Session) -> Result<Option<FileId>, InspectError> {
    let files = session.sources.files().clone();
    let not_a_design = |what, help| InspectError::NotADesign { path: files.typed(path), what, help };
    if is_chapter(path) {
        return Err(not_a_design("a document in Markdown", "`import` makes a design of one"));
    }
    if path.file_name().is_some_and(|name| name == BOOK) {
        return Err(not_a_design("the configuration of a book", "name one of its designs"));
    }
    let (file, selector) = selected(path, session)?;
    let granted = session.root.named(&file);
    let granted = granted.map_err(|source| InspectError::Refused { path: files.typed(&file), source })?;
    let is_series = files.is_folder(&file) && !file.to_str().is_some_and(is_toml);
    if is_series {
        return Ok(session.choose(&granted, &selector.unwrap_or(Selector::Holding))?);
    }
    let id = match session.sources.load(&granted) {
        Ok(id) => id,
        Err(source) => {
            let unknown = session.unknown_name(&file).filter(|_| source.is_not_found());
            return Err(
                unknown.unwrap_or_else(|| InspectError::Unreadable { path: files.typed(&file), source })
            );
        }
    };
    session.open(id);
    let unfit =
        selector.zip(session.design(id)).and_then(|(selector, design)| wanted::unfit(&selector, design));
    match unfit {
        Some((why, _)) => Err(InspectError::OtherVersion { path: files.typed(&file), why }),
        None => Ok(Some(id)),
    }
}

/// A path or, where there is nothing, the design of that name in the designs folder: `checkout` for
/// `designs/checkout`, for `designs/checkout.toml`, or for the design or the snapshot that has this id.
pub(super) fn located(path: &Path, session: &mut Session) -> PathBuf {
    let files = session.sources.files().clone();
    if files.is_there(path) || path.components().count() != 1 {
        return path.to_path_buf();
    }
    let name = path.to_string_lossy();
    let folder = session.root.at(&session.config.designs);
    let places = [folder.join(path), folder.join(format!("{name}.toml"))];
    let found = places.into_iter().find(|place| files.is_there(place));
    found.or_else(|| session.place_of(&name)).unwrap_or_else(|| path.to_path_buf())
}

/// A path, and the version of it that is asked for. A path that is there is not taken apart.
fn selected(path: &Path, session: &mut Session) -> Result<(PathBuf, Option<Selector>), InspectError> {
    let files = session.sources.files().clone();
    let path = &located(path, session);
    let parts = path.to_str().filter(|_| !files.is_there(path)).and_then(parted);
    let parts = parts.map(|(file, version)| (located(Path::new(file), session), version));
    let parts = parts.filter(|(file, _)| file.to_str().is_some_and(is_toml) || files.is_folder(file));
    let Some((file, version)) = parts else { return Ok((path.clone(), None)) };
    let selector = version.parse().map_err(|error: semver::Error| InspectError::BadVersion {
        path: files.typed(path),
        wanted: version.to_owned(),
        why: error.to_string(),
    })?;
    Ok((file, Some(selector)))
}

impl Session {
    /// What is wrong with a name that is not that of a file; all designs were looked for it.
    fn unknown_name(&self, path: &Path) -> Option<InspectError> {
        let name = path.to_str()?;
        let name = parted(name).map_or(name, |(name, _)| name).to_owned();
        if name.contains(['.', '/', '\\']) {
            return None;
        }
        let near = nearest(&name, self.ids()).map(str::to_owned);
        Some(InspectError::UnknownName { name, near })
    }

    /// Uses the list of known findings that a person named, in place of the one that book.toml names.
    pub(super) fn use_baseline(&mut self, named: Option<&Path>) -> Result<(), InspectError> {
        let Some(path) = named else { return Ok(()) };
        let baseline = Baseline::named(path, &mut self.sources)
            .map_err(|error| InspectError::NoBaseline { path: path.to_path_buf(), why: error.to_string() })?;
        self.baseline = Some(baseline);
        Ok(())
    }
}
