//! Keeps what a version cites as it is now: copies in a folder beside the version's file.

use std::path::{Path, PathBuf};

use super::BumpError;
use crate::authoring::literal;
use crate::book::splice::{Replacement, splice};
use crate::reading::cited_files;
use crate::source::{Granted, Root};

/// A version whose citations lead to copies.
pub(super) struct Frozen {
    /// The text of the version.
    pub(super) text: String,
    /// The copies that have to be made.
    pub(super) copies: Vec<(PathBuf, String)>,
}

/// The text of a version in the folder of a series, with a copy in the folder `name` of each file outside
/// the series that it cites.
pub(super) fn freeze(text: &str, series: &Path, name: &str, root: &Root) -> Result<Frozen, BumpError> {
    let inside = format!("{}/", root.shown(series));
    let mut edits: Vec<Replacement> = Vec::new();
    let mut copies: Vec<(PathBuf, String)> = Vec::new();
    let mut known: Vec<(Granted, String)> = Vec::new();
    for (range, cited) in cited_files(text) {
        let refused = |source| BumpError::Refused { path: PathBuf::from(&cited), source };
        let file = root.resolve(series, &cited).map_err(refused)?;
        if file.shown().starts_with(&inside) {
            continue;
        }
        let copied = known.iter().find(|(other, _)| *other == file).map(|(_, copy)| copy.clone());
        let copy = match copied {
            Some(copy) => copy,
            None => {
                let unread = |source| BumpError::Unreadable { path: file.path().to_path_buf(), source };
                let text = file.text().map_err(unread)?;
                let copy = place(&file, &text, &series.join(name), &copies, root)?;
                let way = format!("{name}/{copy}");
                let is_there = root.named(&series.join(&way)).is_ok_and(|copy| copy.has_anything());
                if !is_there {
                    copies.push((series.join(&way), text));
                }
                known.push((file, way.clone()));
                way
            }
        };
        edits.push((range, literal::string(&copy)));
    }
    Ok(Frozen { text: splice(text, edits), copies })
}

/// The name of a copy: that of the file, with a number if another file has it.
fn place(
    file: &Granted,
    text: &str,
    folder: &Path,
    copies: &[(PathBuf, String)],
    root: &Root,
) -> Result<String, BumpError> {
    let own = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = match own.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (own.as_str(), String::new()),
    };
    for number in 1_usize.. {
        let name = if number == 1 { own.clone() } else { format!("{stem}-{number}{ending}") };
        let path = folder.join(&name);
        let granted =
            root.named(&path).map_err(|source| BumpError::Refused { path: path.clone(), source })?;
        let is_free = copies.iter().all(|(taken, _)| *taken != path)
            && (!granted.has_anything() || granted.text().is_ok_and(|there| there == text));
        if is_free {
            return Ok(name);
        }
    }
    Ok(own)
}
