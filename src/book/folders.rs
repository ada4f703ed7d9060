//! The folders that a book's settings name: where they may be, and what they hold of a path.

use std::path::Path;

use serde_json::Value;

use super::rules::INVALID_CONFIGURATION;
use super::{Config, Settings};
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest;
use crate::source::{Granted, Root, Span};

/// Holds the folders of our own table against the root, and writes `designs` in its shortest form.
pub(super) fn check(config: &mut Config, table: Option<Span>, root: &Root, sink: &mut Sink) {
    let designs = config.designs.clone();
    let subject = format!("the designs folder `{designs}`");
    let at = config.designs_at;
    match root.resolve(root.folder(), &designs) {
        Ok(granted) => {
            config.designs = named(&granted);
            if let Some(span) = at.filter(|_| granted.has_file()) {
                let message = format!("{subject} is not a folder");
                let finding = Finding::new(&INVALID_CONFIGURATION, span, message);
                sink.push(finding.help("name the folder that the designs are in"));
            }
        }
        Err(refused) => {
            if let Some(span) = at.or(table) {
                let finding = Finding::new(&INVALID_CONFIGURATION, span, refused.message(&subject));
                sink.push(finding.label(refused.label()).help(refused.help("folder")));
            }
        }
    }
    if let Some((path, span)) = config.project_root.clone().zip(config.project_root_at)
        && let Err(refused) = root.project(&path.to_string_lossy())
    {
        config.project_root = None;
        let message = refused.message(&format!("the project's folder `{}`", path.display()));
        let finding = Finding::new(&INVALID_CONFIGURATION, span, message).label(refused.label());
        sink.push(finding.help(
            "name a folder of the book or one that the book is in, such as `..`; or set `allow-outside-root = true`",
        ));
    }
}

impl Settings {
    /// The root as it holds for chapters: mdBook reads them from `src`, which may lie beside the book.
    pub(super) fn chapters(&self, root: &Root) -> Root {
        root.and(&self.src.to_string_lossy())
    }

    /// Reports a designs folder that book.toml names and that is not there. `new` and `init`, which
    /// make it, do not ask.
    pub(super) fn check_designs(&self, root: &Root, sink: &mut Sink) {
        let Some(span) = self.config.designs_at else { return };
        let Ok(granted) = root.resolve(root.folder(), &self.config.designs) else { return };
        if granted.has_anything() {
            return;
        }
        let message = format!("the designs folder `{}` does not exist", self.config.designs);
        let finding = Finding::new(&INVALID_CONFIGURATION, span, message);
        sink.push(match nearest_folder(&granted, root) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("make the folder, or name the one that the designs are in"),
        });
    }

    /// The part of a path after `src`, where mdBook copies the file into the site. Paths are relative
    /// to the book's folder, with `/`.
    pub fn published<'p>(&self, path: &'p str) -> Option<&'p Path> {
        let is_inside = !path.starts_with("../") && Path::new(path).is_relative();
        Path::new(path).strip_prefix(&self.src).ok().filter(|_| is_inside || !self.src.as_os_str().is_empty())
    }

    /// Whether `mdbook serve` sees changes in a folder of the book: one below `src`, or below a folder
    /// of `extra-watch-dirs`.
    pub fn watches(&self, folder: &str, root: &Root) -> bool {
        let shown = |path: &str| root.shown(&root.folder().join(path));
        let wanted = shown(folder);
        let extra = self.get(&["build", "extra-watch-dirs"]).and_then(Value::as_array);
        let extra = extra.into_iter().flatten().filter_map(Value::as_str).map(shown);
        let mut watched = std::iter::once(self.src.to_string_lossy().into_owned()).chain(extra);
        watched.any(|folder| match folder.as_str() {
            "" => !wanted.starts_with(".."),
            folder => Path::new(&wanted).starts_with(folder),
        })
    }
}

/// The shortest form of a folder's path; `.` for the book's own.
fn named(granted: &Granted) -> String {
    let shown = granted.shown();
    if shown.is_empty() { ".".to_owned() } else { shown.to_owned() }
}

/// The folder with the nearest name, where the path goes wrong.
fn nearest_folder(wanted: &Granted, root: &Root) -> Option<String> {
    let (above, name) = wanted.shown().rsplit_once('/').unwrap_or(("", wanted.shown()));
    let folder = root.resolve(root.folder(), if above.is_empty() { "." } else { above }).ok()?;
    let listed = root.list(&folder);
    let folders = listed.iter().filter(|entry| entry.is_folder).map(|entry| entry.name.as_str());
    let near = nearest(name, folders)?;
    Some(if above.is_empty() { near.to_owned() } else { format!("{above}/{near}") })
}
