//! The names of a file. A rule names it relative to the book ([`Source::path`]), people by a path that
//! opens from where they are ([`Source::shown`]), and a code host by its place in the repository
//! ([`Source::in_repository`]).

use std::path::{Component, Path, PathBuf};

use super::links::{follow, normalize, relative, slashes, whole};
use super::{Source, Sources};

/// What a working copy of Git has at its top: a folder, or in a submodule a file.
const GIT: &str = ".git";

impl Source {
    /// The path as people and programs get it: one that opens from the working directory, once the
    /// files are [named from there](Sources::name_from_here).
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.path)
    }

    /// The file's name without its last ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(name)
    }

    /// The name of the folder that holds the file.
    pub fn folder_name(&self) -> Option<String> {
        let place = normalize(&whole(&self.location));
        Some(place.parent()?.file_name()?.to_string_lossy().into_owned())
    }

    /// The path of the folder that holds the file, as rules know it.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path below [`Sources::repository`], without `..`; none for a file that is elsewhere.
    pub fn in_repository(&self) -> Option<&str> {
        self.in_repository.as_deref()
    }
}

impl Sources {
    /// From now on files on disk are shown by paths that open from the working directory.
    pub fn name_from_here(&mut self) {
        let here = follow(Path::new("."));
        let places: Vec<Option<PathBuf>> =
            self.files.iter().map(|source| source.is_on_disk().then(|| place(&source.location))).collect();
        let repository = repository(&here, places.iter().flatten());
        for (source, place) in self.files.iter_mut().zip(places) {
            let Some(place) = place else { continue };
            source.shown = Some(shown(&source.location, &place, &here));
            let below = repository.as_ref().and_then(|top| place.strip_prefix(top).ok());
            source.in_repository = below.map(slashes);
        }
        self.repository = repository;
    }

    /// Takes the files that others have more, and shows them by paths that open from the working directory: a copy
    /// for what is said of files before all are read.
    pub fn catch_up_from_here(&mut self, with: &Sources) {
        let here = follow(Path::new("."));
        self.files.extend(with.files.iter().skip(self.files.len()).cloned());
        for source in self.files.iter_mut().filter(|source| source.shown.is_none() && source.is_on_disk()) {
            source.shown = Some(shown(&source.location, &place(&source.location), &here));
        }
    }

    /// From now on the files of a book are shown by paths that begin with the way to the book.
    pub fn name_from_above(&mut self, way: &Path) {
        for source in &mut self.files {
            let path = Path::new(&source.path);
            if !path.is_absolute() {
                source.shown = Some(slashes(&normalize(&way.join(path))));
            }
        }
    }

    /// The folder that paths of a code host start from: the top of the Git repository, or without one
    /// the nearest folder that holds the working directory and all files.
    pub fn repository(&self) -> Option<&Path> {
        self.repository.as_deref()
    }
}

/// A path to a file as it is shown: one that opens from the working directory.
pub fn shown_from_here(location: &Path) -> String {
    shown(location, &place(location), &follow(Path::new(".")))
}

/// A way down is short, so it is used if there is one; otherwise the path is the one that the
/// file was opened by.
fn shown(location: &Path, place: &Path, here: &Path) -> String {
    let climbs = location.components().any(|part| part == Component::ParentDir);
    match place.strip_prefix(here) {
        Ok(below) if climbs && location.is_relative() => slashes(below),
        _ => slashes(&without_dots(location)),
    }
}

/// Where a file really is; its own name is kept, though it may be that of a link.
fn place(location: &Path) -> PathBuf {
    let folder = location.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = follow(folder.unwrap_or(Path::new(".")));
    match location.file_name() {
        Some(name) => folder.join(name),
        None => follow(location),
    }
}

fn repository<'p>(here: &Path, mut places: impl Iterator<Item = &'p PathBuf> + Clone) -> Option<PathBuf> {
    let first = places.clone().next()?;
    let top =
        |of: &Path| of.ancestors().skip(1).find(|above| above.join(GIT).exists()).map(Path::to_path_buf);
    if let Some(of_here) = top(&here.join(GIT)).filter(|top| first.starts_with(top)) {
        return Some(of_here);
    }
    if let Some(of_first) = top(first) {
        return Some(of_first);
    }
    places.try_fold(here.to_path_buf(), |common, place| {
        common.ancestors().find(|above| place.starts_with(above)).map(Path::to_path_buf)
    })
}

/// `a/b` for `./a/./b`. A step up stays: what is before it may be a link.
fn without_dots(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// The path of a folder that was found on the way up from `named`: whole where that was whole.
pub(super) fn found_above(found: &Path, named: &Path) -> PathBuf {
    if named.is_absolute() {
        return normalize(found);
    }
    let way = relative(&follow(Path::new(".")), found);
    PathBuf::from(if way.is_empty() { "." } else { &way })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(here: &str, places: &[&str]) -> Option<PathBuf> {
        let places: Vec<PathBuf> = places.iter().map(PathBuf::from).collect();
        repository(Path::new(here), places.iter())
    }

    #[test]
    fn without_a_repository_the_common_folder_is_the_base() {
        assert_eq!(common("/no/book/src", &["/no/book/designs/a.toml"]), Some("/no/book".into()));
        assert_eq!(common("/no", &["/no/a/x.toml", "/no/b/x.toml"]), Some("/no".into()));
        assert_eq!(common("/no", &["/such/x.toml"]), Some("/".into()));
        assert_eq!(common("/no", &[]), None);
    }

    #[test]
    fn a_path_is_shown_as_it_was_opened_or_by_the_way_down() {
        let shown =
            |location: &str, place: &str| shown(Path::new(location), Path::new(place), Path::new("/b/src"));
        assert_eq!(shown("./a/./x.toml", "/b/src/a/x.toml"), "a/x.toml");
        assert_eq!(shown("../designs/x.toml", "/b/designs/x.toml"), "../designs/x.toml");
        assert_eq!(shown("../src/x.md", "/b/src/x.md"), "x.md");
        assert_eq!(shown("link/../x.md", "/elsewhere/x.md"), "link/../x.md");
        assert_eq!(shown("/b/src/x.md", "/b/src/x.md"), "/b/src/x.md");
    }
}
