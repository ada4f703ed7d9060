//! The template files that a book names.

use std::path::{Path, PathBuf};

use crate::check::rules::book::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::reading::Plain;
use crate::source::{FileId, Root, Sources};

/// Loads the files that the patterns name, in the order of the patterns and of their names. In
/// a file's name `*` stands for any characters: `templates/*.toml`.
pub(super) fn find(patterns: &[Plain], root: &Root, sources: &mut Sources, sink: &mut Sink) -> Vec<FileId> {
    let mut files = Vec::new();
    for pattern in patterns {
        let Ok(path) = root.resolve(root.folder(), pattern) else {
            let message = format!("the template `{}` lies outside the book", &**pattern);
            sink.push(Finding::new(&INVALID_CONFIGURATION, pattern.span, message));
            continue;
        };
        let paths = matching(&path);
        if paths.is_empty() {
            let message = format!("no file matches `{}`", &**pattern);
            let help = "templates are named by paths relative to the book, such as `templates/*.toml`";
            sink.push(Finding::new(&INVALID_CONFIGURATION, pattern.span, message).help(help));
        }
        for path in paths {
            match sources.load(&path, root.shown(&path)) {
                Ok(file) if !files.contains(&file) => files.push(file),
                Ok(_) => {}
                Err(error) => {
                    let message = format!("the template `{}` cannot be read: {error}", root.shown(&path));
                    sink.push(Finding::new(&INVALID_CONFIGURATION, pattern.span, message));
                }
            }
        }
    }
    files
}

fn matching(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some((before, after)) = name.split_once('*') else {
        return if path.exists() { vec![path.to_path_buf()] } else { Vec::new() };
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let fits = |name: &str| {
        name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_str().is_some_and(fits))
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}
