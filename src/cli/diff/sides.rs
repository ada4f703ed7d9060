//! The sides of a comparison, as they were named.

use std::path::Path;

use crate::authoring::diff::comparison::Half;
use crate::book::{Checked, Loaded};
use crate::cli::Failure;
use crate::source::{Files, Sources};

/// Opens a design that was named: a file, or a version of a series, on the disk or at a revision.
pub(super) fn open(named: &Path) -> Result<Loaded, Failure> {
    let (files, path) = Files::named(named).map_err(Failure::because)?;
    let loaded = Loaded::open(&path, Sources::from(files)).map_err(Failure::because)?;
    if loaded.checked.is_none() {
        let message = format!("`{}` names no version, so there is nothing to compare", named.display());
        return Err(Failure::new(message));
    }
    Ok(loaded)
}

/// A side that was read whole.
pub(super) fn half(loaded: &Loaded) -> Option<Half<'_>> {
    let checked = loaded.checked.as_ref()?;
    let Checked { design: Some(design), template: Some(template), .. } = checked else { return None };
    let sources = &loaded.session.sources;
    let areas = &loaded.session.config.breaking_areas;
    checked.report.unread().findings.is_empty().then_some(Half { design, template, sources, areas })
}
