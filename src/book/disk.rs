//! A book as it lies on disk, read without mdBook.

use std::path::{Path, PathBuf};

use mdbook_summary::{SummaryItem, parse_summary};

use super::{Chapter, includes};
use crate::source::{Root, Sources};

/// Why the chapters of a book cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SummaryError {
    /// There is no SUMMARY.md.
    #[error("the book's summary `{path}` cannot be read: {source}")]
    Unreadable {
        /// Where it should be.
        path: String,
        /// What the system says.
        source: crate::source::ReadError,
    },
    /// It is not a summary.
    #[error("`{path}` is not a summary: {message}")]
    Malformed {
        /// The file.
        path: String,
        /// What mdBook's parser says.
        message: String,
    },
}

/// The chapters that SUMMARY.md names and that are there, in its order, with their includes
/// expanded as mdBook does it.
///
/// # Errors
/// When there is no summary, or mdBook could not read it.
pub(super) fn chapters(root: &Root, src: &Path, sources: &mut Sources) -> Result<Vec<Chapter>, SummaryError> {
    let folder = root.folder().join(src);
    let summary = folder.join("SUMMARY.md");
    let path = root.shown(&summary);
    let file = match sources.load(&summary, path.clone()) {
        Ok(file) => file,
        Err(source) => return Err(SummaryError::Unreadable { path, source }),
    };
    let parsed = parse_summary(sources.get(file).text())
        .map_err(|error| SummaryError::Malformed { path, message: error.to_string() })?;
    let mut locations = Vec::new();
    for items in [&parsed.prefix_chapters, &parsed.numbered_chapters, &parsed.suffix_chapters] {
        collect(items, &mut locations);
    }
    Ok(locations.into_iter().filter_map(|location| chapter(&location, &folder, root, sources)).collect())
}

fn collect(items: &[SummaryItem], locations: &mut Vec<PathBuf>) {
    for item in items {
        if let SummaryItem::Link(link) = item {
            locations.extend(link.location.clone());
            collect(&link.nested_items, locations);
        }
    }
}

fn chapter(location: &Path, src: &Path, root: &Root, sources: &mut Sources) -> Option<Chapter> {
    let path = src.join(location);
    let file = sources.load(&path, root.shown(&path)).ok()?;
    let text = sources.get(file).text().clone();
    let folder = path.parent().unwrap_or(src);
    let content = includes::expand(&text, folder, root, sources);
    let location = location.to_string_lossy().replace('\\', "/");
    Some(Chapter { source_path: Some(location.clone()), path: Some(location), content })
}
