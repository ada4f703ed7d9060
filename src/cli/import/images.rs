//! The images that a document shows from files beside it: they are copied into the book, and the design
//! shows them from there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::authoring::import::Guess;
use crate::book::Surroundings;
use crate::cli::Failure;
use crate::markdown::{Schemes, Use, decode_path, encode_path, images};
use crate::source::{Root, relative};

/// Images to be copied, and what is said of those of all documents.
#[derive(Debug, Default)]
pub(super) struct Images {
    /// Where the images go, each with its bytes.
    pub(super) copies: Vec<(PathBuf, Vec<u8>)>,
    pub(super) told: Vec<Guess>,
    /// Where each file that was read goes.
    known: HashMap<PathBuf, PathBuf>,
}

/// Where the copies go, and from where the design shows them.
pub(super) struct Destination<'d> {
    folder: &'d Path,
    design: PathBuf,
}

impl<'d> Destination<'d> {
    /// The folder that is asked for; `design` is the file to add to.
    pub(super) fn new(
        folder: &'d Path,
        design: Option<&Path>,
        surroundings: &Surroundings,
    ) -> Result<Self, Failure> {
        let root = &surroundings.session.root;
        let granted = root.named(folder);
        let granted = granted
            .map_err(|error| Failure::new(format!("`{}` is not written: {error}", folder.display())))?;
        let src = root.folder().join(&surroundings.settings.src);
        let inside = !relative(&whole(&src), &whole(granted.path())).starts_with("..");
        if surroundings.is_book() && !inside {
            let message = format!(
                "`{}` is not below `{}`, so mdBook would not put the images on pages",
                folder.display(),
                surroundings.settings.src.display()
            );
            return Err(Failure::new(message));
        }
        let design = match design {
            Some(file) => file.parent().map(Path::to_path_buf).unwrap_or_default(),
            None => root.folder().join(&surroundings.session.config.designs),
        };
        Ok(Self { folder, design })
    }
}

/// The path from the root of the disk, as it is written.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

impl Images {
    /// The text of a document, in which images that are copied have their new places.
    pub(super) fn moved(
        &mut self,
        document: &Path,
        name: &str,
        text: &str,
        to: Option<&Destination<'_>>,
    ) -> Result<String, Failure> {
        let mut moved = text.to_owned();
        let folder = document.parent().unwrap_or(Path::new(""));
        for (range, source) in images(text).into_iter().rev() {
            let Some(path) = local(&source) else { continue };
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            let told = match to {
                None => format!("the image `{source}` is beside the document: `--images FOLDER` copies it"),
                Some(to) => match self.copied(folder, &path, to)? {
                    Ok(place) => {
                        moved.replace_range(
                            range,
                            &encode_path(&relative(&whole(&to.design), &whole(&place))),
                        );
                        format!("the image `{source}` is copied to `{}`", place.display())
                    }
                    Err(why) => format!("the image `{source}` is not copied: {why}"),
                },
            };
            self.told.push(Guess { file: name.to_owned(), line, text: told });
        }
        self.told.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        Ok(moved)
    }

    /// Copies a file. Returns its place, or why it stays where it is.
    fn copied(
        &mut self,
        folder: &Path,
        path: &str,
        to: &Destination<'_>,
    ) -> Result<Result<PathBuf, String>, Failure> {
        // A document may show what is in the repository around it.
        let around = Root::above(&crate::source::Files::Disk, &whole(folder), ".git").0;
        let root = Root::new(around.as_deref().unwrap_or(folder), false);
        let granted = match root.resolve(folder, path) {
            Ok(granted) => granted,
            Err(refused) => return Ok(Err(refused.to_string())),
        };
        if let Some(place) = self.known.get(granted.path()) {
            return Ok(Ok(place.clone()));
        }
        let bytes = match granted.bytes() {
            Ok(bytes) => bytes,
            Err(error) if error.is_not_found() => return Ok(Err("there is no such file".to_owned())),
            Err(error) => return Ok(Err(error.to_string())),
        };
        let place = self.place(granted.path(), &bytes, to.folder)?;
        if !self.copies.iter().any(|(taken, _)| *taken == place) {
            self.copies.push((place.clone(), bytes));
        }
        self.known.insert(granted.path().to_path_buf(), place.clone());
        Ok(Ok(place))
    }

    /// The first path for a file that is free, or has the same bytes.
    fn place(&self, file: &Path, bytes: &[u8], folder: &Path) -> Result<PathBuf, Failure> {
        /// How many files of one name there may be.
        const MOST: usize = 1000;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let ending =
            file.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let names = (1..=MOST).map(|number| match number {
            1 => format!("{stem}{ending}"),
            _ => format!("{stem}-{number}{ending}"),
        });
        let fits = |path: &PathBuf| match self.copies.iter().find(|(taken, _)| taken == path) {
            Some((_, taken)) => taken == bytes,
            None => has_nothing_but(path, bytes),
        };
        names.map(|name| folder.join(name)).find(fits).ok_or_else(|| {
            Failure::new(format!("`{}` has too many images called `{stem}`", folder.display()))
        })
    }
}

/// Whether a path is free, or is that of a file with the same bytes.
fn has_nothing_but(path: &Path, bytes: &[u8]) -> bool {
    let granted = Root::new(path.parent().unwrap_or(Path::new("")), true).named(path);
    granted.is_ok_and(|file| !file.has_anything() || file.bytes().is_ok_and(|there| there == bytes))
}

/// The path of an image that is a file: neither an address elsewhere nor a path from the root of a site.
fn local(source: &str) -> Option<String> {
    let is_path = !source.starts_with(['/', '#', '\\'])
        && !source.contains(':')
        && Schemes::default().pass(source, Use::Image);
    let path = source.split(['?', '#']).next().unwrap_or_default();
    (is_path && !path.is_empty()).then(|| decode_path(path))
}
