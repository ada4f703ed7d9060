//! What a folder holds, and the folders below it: designs, chapters, books.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::book::config::{BOOK, Config};
use crate::book::directive::is_toml;
use crate::design::version_in_name;
use crate::interchange::model;
use crate::source::{Entry, Granted, Root};

/// Whether a file is named as a version of a series: `1.2.0.toml`.
pub(crate) fn is_version(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    is_toml(name) && version_in_name(stem).is_some()
}

/// Whether a file is a version of a series, as a design or as a snapshot of one.
pub(in crate::book) fn is_member(entry: &Entry, config: &Config) -> bool {
    let stem = entry.name.rsplit_once('.').map_or("", |(stem, _)| stem);
    is_version(&entry.name) || is_snapshot(&entry.shown, config) && version_in_name(stem).is_some()
}

/// Every TOML file in the designs folder that the book does not exclude, by path. None if the folder
/// may not be read. A book.toml is not a design.
pub(crate) fn designs(config: &Config, root: &Root) -> Vec<Entry> {
    let mut files = Vec::new();
    if let Ok(folder) = root.resolve(root.folder(), &config.designs) {
        collect(&folder, root, &mut files);
    }
    files.retain(|entry| is_toml(&entry.name) && entry.shown != BOOK && !is_excluded(&entry.shown, config));
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    files
}

/// Every snapshot of a design of another repository, by path: the models in the folder `external` of the
/// designs folder.
pub(in crate::book) fn snapshots(config: &Config, root: &Root) -> Vec<Entry> {
    let mut files = Vec::new();
    let folder = root.resolve(root.folder(), &config.designs);
    let below = folder.map(|folder| root.list(&folder)).unwrap_or_default();
    let external = below.into_iter().find(|entry| entry.is_folder && entry.name == EXTERNAL);
    if let Some(Ok(folder)) = external.map(|entry| entry.path) {
        collect(&folder, root, &mut files);
    }
    files.retain(|entry| is_snapshot(&entry.shown, config));
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    files
}

/// The folder below the designs folder that has what other repositories wrote.
const EXTERNAL: &str = "external";

/// Whether a file is in the place of snapshots. A JSON Schema beside them is none.
pub(in crate::book) fn is_snapshot(shown: &str, config: &Config) -> bool {
    let external = below_designs(shown, config).and_then(|path| path.strip_prefix(EXTERNAL));
    external.is_some_and(|path| path.starts_with('/'))
        && model::has_ending(shown)
        && !shown.ends_with(".schema.json")
        && !is_excluded(shown, config)
}

/// The path of a file from the designs folder.
fn below_designs<'p>(shown: &'p str, config: &Config) -> Option<&'p str> {
    match config.designs.as_str() {
        "." => Some(shown),
        designs => shown.strip_prefix(designs).and_then(|path| path.strip_prefix('/')),
    }
}

/// Whether a path is below the designs folder.
pub(in crate::book) fn is_below_designs(shown: &str, config: &Config) -> bool {
    below_designs(shown, config).is_some_and(|path| !path.starts_with(".."))
}

/// Whether book.toml excludes a file of the designs folder.
pub(crate) fn is_excluded(shown: &str, config: &Config) -> bool {
    below_designs(shown, config).is_some_and(|path| config.exclude.fit(path))
}

/// Files and folders whose names begin with a dot belong to other programs.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// The entries without the TOML files that are beside the versions of a series and are not designs: data
/// of the author's.
pub(in crate::book) fn without_data(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    let folder = |entry: &Entry| entry.shown.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let versions = entries.iter().filter(|entry| is_version(&entry.name));
    let series: HashSet<String> = versions.map(folder).collect();
    entries.iter().filter(move |entry| {
        let is_beside = is_toml(&entry.name) && !is_version(&entry.name) && series.contains(&folder(entry));
        !is_beside || entry.path.as_ref().is_ok_and(|file| file.text().is_ok_and(|text| is_design(&text)))
    })
}

/// Whether a text has a table or a key `design`.
fn is_design(text: &str) -> bool {
    text.lines().any(|line| ["[design", "design"].iter().any(|start| line.trim_start().starts_with(start)))
}

fn collect(folder: &Granted, root: &Root, files: &mut Vec<Entry>) {
    for entry in root.list(folder).into_iter().filter(|entry| !is_hidden(&entry.name)) {
        match &entry.path {
            Ok(below) if entry.is_folder => collect(below, root, files),
            _ => files.push(entry),
        }
    }
}

/// The files below a folder that a person named, by path, without those of books below it and of
/// folders that programs keep for themselves.
pub(in crate::book) fn files(folder: &Granted, root: &Root) -> Vec<Entry> {
    let mut files = Vec::new();
    walk(folder, root, &mut |entries| {
        let (folders, there): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.is_folder);
        files.extend(there.into_iter().filter(|entry| !is_hidden(&entry.name)));
        folders
    });
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    files
}

/// The folders of the books below a folder that is none.
pub(in crate::book) fn books(folder: &Path) -> Vec<PathBuf> {
    let root = Root::new(folder, false);
    let mut books = Vec::new();
    let Ok(top) = root.resolve(root.folder(), ".") else { return books };
    walk(&top, &root, &mut |entries| {
        let folders = entries.into_iter().filter(|entry| entry.is_folder);
        folders
            .filter(|entry| {
                let is_book = holds_book(entry, &root);
                books.extend(
                    entry.path.as_ref().ok().filter(|_| is_book).map(|path| path.path().to_path_buf()),
                );
                !is_book
            })
            .collect()
    });
    books
}

/// Goes through the folders below one; `into` takes what is in one and says which to go into.
fn walk(folder: &Granted, root: &Root, into: &mut dyn FnMut(Vec<Entry>) -> Vec<Entry>) {
    for entry in into(root.list(folder)) {
        if let Ok(below) = entry.path.as_ref()
            && !is_of_programs(&entry.name)
            && !holds_book(&entry, root)
        {
            walk(below, root, into);
        }
    }
}

fn holds_book(entry: &Entry, root: &Root) -> bool {
    let Ok(folder) = &entry.path else { return false };
    root.resolve(folder.path(), BOOK).is_ok_and(|book| book.has_file())
}

/// Folders of tools, which nobody means who names the folder above.
fn is_of_programs(name: &str) -> bool {
    is_hidden(name) || ["node_modules", "target"].contains(&name)
}
