//! Questions about the folders that book.toml names: which are published, which are watched, and
//! whether the designs folder exists.

use std::path::Path;

use serde_json::Value;

use super::settings::Settings;
use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest;
use crate::source::{Granted, Root};

impl Settings {
    /// The root for chapters. mdBook reads them from `src`, which may be outside the book.
    pub(crate) fn chapters(&self, root: &Root) -> Root {
        root.and(&self.src.to_string_lossy())
    }

    /// Reports a designs folder that book.toml names but that does not exist. `new` and `init`
    /// create the folder, so they do not call this.
    pub(in crate::book) fn check_designs(&self, root: &Root, sink: &mut Sink) {
        let Some(span) = self.config.designs_at else { return };
        let Ok(granted) = root.resolve(root.folder(), &self.config.designs) else { return };
        if granted.has_anything() {
            return;
        }
        let message = format!("the designs folder `{}` does not exist", self.config.designs);
        let finding = Finding::new(&INVALID_CONFIGURATION, span, message);
        sink.push(match nearest_folder(&granted, root) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("create the folder, or name the one that contains the designs"),
        });
    }

    /// The part of a path after `src`, if mdBook copies the file into the site. Paths are relative
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

/// The existing folder with the most similar name.
fn nearest_folder(wanted: &Granted, root: &Root) -> Option<String> {
    let (above, name) = wanted.shown().rsplit_once('/').unwrap_or(("", wanted.shown()));
    let folder = root.resolve(root.folder(), if above.is_empty() { "." } else { above }).ok()?;
    let listed = root.list(&folder);
    let folders = listed.iter().filter(|entry| entry.is_folder).map(|entry| entry.name.as_str());
    let near = nearest(name, folders)?;
    Some(if above.is_empty() { near.to_owned() } else { format!("{above}/{near}") })
}
