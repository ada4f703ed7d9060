//! Finds the template files that a book names.

use std::path::Path;

use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::reading::Plain;
use crate::source::{FileId, Granted, Refused, Root, Sources};

/// Loads the files that match the patterns, in the order of the patterns and then of the file
/// names. In a file name, `*` matches any characters: `templates/*.toml`.
pub(in crate::book) fn find(
    patterns: &[Plain],
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<FileId> {
    let mut files = Vec::new();
    for pattern in patterns {
        let paths = match root.resolve(root.folder(), pattern) {
            Ok(path) => matching(&path, root),
            Err(refused) => vec![(pattern.value.clone(), Err(refused))],
        };
        if paths.is_empty() {
            let message = format!("no file matches `{}`", &**pattern);
            let help = "name templates by their paths relative to the book, such as `templates/*.toml`";
            sink.push(Finding::new(&INVALID_CONFIGURATION, pattern.span, message).help(help));
        }
        for (name, path) in paths {
            let loaded = match path {
                Ok(path) => sources.load(&path).map_err(|error| {
                    let message = format!("the template `{name}` cannot be read: {error}");
                    Finding::new(&INVALID_CONFIGURATION, pattern.span, message)
                        .help("a template must be a text file in UTF-8")
                }),
                Err(refused) => {
                    let message = refused.message(&format!("the template `{name}`"));
                    let finding = Finding::new(&INVALID_CONFIGURATION, pattern.span, message);
                    Err(finding.label(refused.label()).help(refused.help("template")))
                }
            };
            match loaded {
                Ok(file) if files.contains(&file) => {}
                Ok(file) => files.push(file),
                Err(finding) => sink.push(finding),
            }
        }
    }
    files
}

/// The files that match a pattern, each with the root's permission or refusal.
fn matching(pattern: &Granted, root: &Root) -> Vec<(String, Result<Granted, Refused>)> {
    let path = pattern.path();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some((before, after)) = name.split_once('*') else {
        let there = pattern.has_anything().then(|| (pattern.shown().to_owned(), Ok(pattern.clone())));
        return there.into_iter().collect();
    };
    let folder = match root.resolve(path.parent().unwrap_or(Path::new("")), ".") {
        Ok(folder) => folder,
        Err(refused) => return vec![(pattern.shown().to_owned(), Err(refused))],
    };
    let fits = |name: &str| {
        name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
    };
    let fitting = root.list(&folder).into_iter().filter(|entry| !entry.is_folder && fits(&entry.name));
    fitting.map(|entry| (entry.shown, entry.path)).collect()
}
