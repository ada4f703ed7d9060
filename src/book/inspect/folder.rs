//! The designs in the book's folder of designs.

use std::path::{Path, PathBuf};

use crate::book::Session;
use crate::source::FileId;

/// Every `*.toml` below the folder of designs, by path. What cannot be read is left to the
/// directive that names it.
pub(super) fn designs(session: &mut Session) -> Vec<FileId> {
    let folder = session.root.folder().join(&session.config.designs);
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    paths.sort();
    let root = session.root.clone();
    paths.iter().filter_map(|path| session.sources.load(path, root.shown(path)).ok()).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&path, paths),
            Ok(_) if path.extension().is_some_and(|extension| extension == "toml") => paths.push(path),
            _ => {}
        }
    }
}
