//! Files below `src` that contain directives, although no chapter of the book shows or includes
//! them.

use std::path::Path;

use serde_json::Value;

use super::page::{self, Chapter, Page};
use crate::book::config::Settings;
use crate::book::directive::marker;
use crate::source::{Entry, FileId, Granted, Root, Sources};

/// Finds these files. The chapters that SUMMARY.md lists, and the files they include, must have
/// been read before.
pub(in crate::book) fn find(settings: &Settings, root: &Root, sources: &mut Sources) -> Vec<Page> {
    let root = &settings.chapters(root);
    let src = root.folder().join(&settings.src);
    let Ok(folder) = root.named(&src) else { return Vec::new() };
    let mut files = Vec::new();
    collect(&folder, &built(settings, root), root, &mut files);
    files.iter().filter_map(|file| page_of(file, &src, settings, root, sources)).collect()
}

/// The folder that the site is built into. It may be below `src`.
fn built(settings: &Settings, root: &Root) -> String {
    let named = settings.get(&["build", "build-dir"]).and_then(Value::as_str);
    root.shown(&root.folder().join(named.unwrap_or("book")))
}

fn collect(folder: &Granted, built: &str, root: &Root, files: &mut Vec<Granted>) {
    for Entry { name, is_folder, path, shown } in root.list(folder) {
        let Ok(path) = path else { continue };
        if is_folder && !name.starts_with('.') && shown != built {
            collect(&path, built, root, files);
        } else if !is_folder && Path::new(&name).extension().is_some_and(|found| found == "md") {
            files.push(path);
        }
    }
}

fn page_of(
    file: &Granted,
    src: &Path,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
) -> Option<Page> {
    if sources.has(file) {
        return None;
    }
    let content = file.text().ok()?;
    if !marker::may_begin(content.as_bytes()) {
        return None;
    }
    let below = crate::source::relative(src, file.path());
    as_chapter(below, content.trim_start_matches('\u{feff}'), settings, root, sources)
}

/// A file below `src` that was read, if it holds directives.
pub(in crate::book) fn page(
    file: FileId,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
) -> Option<Page> {
    let below = settings.published(sources.get(file).path())?.to_string_lossy().replace('\\', "/");
    let text = sources.get(file).text().clone();
    as_chapter(below, &text, settings, root, sources)
}

fn as_chapter(
    below: String,
    text: &str,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
) -> Option<Page> {
    let chapter = Chapter {
        name: below.clone(),
        source_path: Some(below.clone()),
        path: Some(below),
        content: text.to_owned(),
    };
    page::outside(&chapter, settings, root, sources).filter(|page| !page.placed.is_empty())
}
