//! The designs in the book's designs folder.

use crate::book::directive::is_toml;
use crate::source::{Entry, Granted, Root};

/// Every TOML file below the designs folder, sorted by path. The list is empty if the folder may
/// not be read. A book.toml is not a design.
pub(crate) fn designs(folder: &str, root: &Root) -> Vec<Entry> {
    let mut files = Vec::new();
    if let Ok(folder) = root.resolve(root.folder(), folder) {
        collect(&folder, root, &mut files);
    }
    files.retain(|entry| entry.shown != "book.toml");
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    files
}

fn collect(folder: &Granted, root: &Root, files: &mut Vec<Entry>) {
    for entry in root.list(folder) {
        match &entry.path {
            Ok(below) if entry.is_folder => collect(below, root, files),
            _ if is_toml(&entry.name) => files.push(entry),
            _ => {}
        }
    }
}
