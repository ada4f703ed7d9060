//! Reads a book from disk, without mdBook.

use std::path::PathBuf;

use mdbook_summary::{SummaryItem, parse_summary};

use super::includes::{self, Expanded};
use super::page::Chapter;
use crate::book::config::Settings;
use crate::design::rules::UNREADABLE_FILE;
use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Granted, Refused, Root, Sources, Span};

/// Why a book's chapters cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SummaryError {
    /// There is no SUMMARY.md.
    #[error("the book's summary `{path}` cannot be read: {source}")]
    Unreadable {
        /// The path where it is expected.
        path: String,
        /// What the operating system reports.
        source: crate::source::ReadError,
    },
    /// SUMMARY.md is outside the book.
    #[error("the book's summary `{path}` is not read: {source}")]
    Refused {
        /// The path where it is expected.
        path: String,
        /// Why.
        source: Refused,
    },
    /// The file is not a summary.
    #[error("`{path}` is not a summary: {message}")]
    Malformed {
        /// The file.
        path: String,
        /// What mdBook's parser reports.
        message: String,
    },
}

/// The chapters of a book.
pub(in crate::book) struct Listed {
    /// Those that exist, in the order of the summary, with includes expanded.
    pub(in crate::book) chapters: Vec<(Chapter, Expanded)>,
    /// The paths of all.
    pub(in crate::book) paths: Vec<Option<String>>,
}

/// The chapters that SUMMARY.md names and that exist, in the order of the summary, with includes
/// expanded as mdBook expands them. A chapter that is not a file, or that leads out of the book, is
/// a finding. A missing chapter is not: mdBook creates it.
///
/// # Errors
/// When there is no summary, or mdBook cannot read it.
pub(in crate::book) fn chapters(
    root: &Root,
    settings: &Settings,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Listed, SummaryError> {
    let root = &settings.chapters(root);
    let folder = root.folder().join(&settings.src);
    let path = root.shown(&folder.join("SUMMARY.md"));
    let granted = root
        .resolve(&folder, "SUMMARY.md")
        .map_err(|source| SummaryError::Refused { path: path.clone(), source })?;
    let file =
        sources.load(&granted).map_err(|source| SummaryError::Unreadable { path: path.clone(), source })?;
    let parsed = parse_summary(sources.get(file).text())
        .map_err(|error| SummaryError::Malformed { path, message: error.to_string() })?;
    let mut links = Vec::new();
    for items in [&parsed.prefix_chapters, &parsed.numbered_chapters, &parsed.suffix_chapters] {
        collect(items, &mut links);
    }
    let mut chapters = Vec::new();
    let mut paths = Vec::new();
    for (name, location) in links {
        let location = location.to_string_lossy().replace('\\', "/");
        paths.push(Some(location.clone()));
        match root.resolve(&folder, &location) {
            Ok(granted) => chapters.extend(chapter((name, location), &granted, file, root, sources, sink)),
            Err(refused) => {
                let message = refused.message(&format!("the chapter `{location}`"));
                let finding = Finding::new(&UNREADABLE_FILE, named(&location, file, sources), message);
                sink.push(finding.label(refused.label()).help(refused.help("chapter")));
            }
        }
    }
    Ok(Listed { chapters, paths })
}

/// The title and the file of each chapter.
fn collect(items: &[SummaryItem], links: &mut Vec<(String, PathBuf)>) {
    for item in items {
        if let SummaryItem::Link(link) = item {
            links.extend(link.location.clone().map(|location| (link.name.clone(), location)));
            collect(&link.nested_items, links);
        }
    }
}

fn chapter(
    (name, location): (String, String),
    granted: &Granted,
    summary: FileId,
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<(Chapter, Expanded)> {
    let file = match sources.load(granted) {
        Ok(file) => file,
        Err(error) => {
            if !error.is_not_found() {
                let message = format!("the chapter `{}` cannot be read: {error}", granted.shown());
                let finding = Finding::new(&UNREADABLE_FILE, named(&location, summary, sources), message);
                sink.push(finding.help("a chapter must be a text file in UTF-8"));
            }
            return None;
        }
    };
    let folder = granted.path().parent().map(PathBuf::from).unwrap_or_default();
    let expanded = includes::expand(file, &folder, root, sources);
    let content = expanded.text.clone();
    Some((Chapter { name, source_path: Some(location.clone()), path: Some(location), content }, expanded))
}

/// Where SUMMARY.md names a chapter.
fn named(location: &str, summary: FileId, sources: &Sources) -> Span {
    let at = sources.get(summary).text().find(location);
    Span::new(summary, at.map_or(0..0, |at| at..at + location.len()))
}
