//! The folder that no path may leave.
//!
//! A path that a design, a chapter or a configuration names reaches the disk through [`Root`] alone:
//! its answer is [`Granted`], and [`Sources::load`](super::Sources::load) takes nothing else.

use std::path::{Path, PathBuf};

use super::files::Files;
use super::granted::Granted;
use super::links::{normalize, relative, slashes, whole};
use super::names::found_above;
use super::portable::foreign;
use super::refused::Refused;

/// A folder outside which nothing is read.
#[derive(Clone, Debug)]
pub struct Root {
    folder: PathBuf,
    /// Whole, with symbolic links followed: what is read is compared with this.
    real: PathBuf,
    /// Other folders that may be read, such as chapters that lie beside the book.
    beside: Vec<PathBuf>,
    open: bool,
    files: Files,
}

/// A file or a folder in a folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entry's name.
    pub name: String,
    /// Whether it is a folder. A link to a folder is not.
    pub is_folder: bool,
    /// The entry's path, if it may be read.
    pub path: Result<Granted, Refused>,
    /// The entry's path, as findings print it.
    pub shown: String,
}

impl Root {
    /// Everything that is read must be in `folder`, unless `open`.
    pub fn new(folder: &Path, open: bool) -> Self {
        Self::of(&Files::Disk, folder, open)
    }

    /// The same where files are read from somewhere else.
    pub fn of(files: &Files, folder: &Path, open: bool) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let (real, files) = (files.follow(folder), files.clone());
        Self { folder: folder.to_path_buf(), real, beside: Vec::new(), open, files }
    }

    /// The same root with one more folder that may be read: one that the configuration names and whose
    /// path as written is outside. A link inside does not open what it leads to.
    #[must_use]
    pub fn and(&self, folder: &str) -> Self {
        let path = normalize(&self.real.join(folder));
        let mut root = self.clone();
        if !path.starts_with(&self.real) {
            root.beside.push(self.files.follow(&path));
        }
        root
    }

    /// The same root, which lets the folder of a file be read that a person named, or a folder itself.
    #[must_use]
    pub fn and_around(&self, named: &Path) -> Self {
        let folder = if self.files.is_folder(named) { named } else { folder_of(named) };
        let folder = self.files.follow(folder);
        let mut root = self.clone();
        if !folder.starts_with(&self.real) {
            root.beside.push(folder);
        }
        root
    }

    /// The nearest folder above a path that contains a file of this name, and the folder of the path
    /// itself. It is looked for on the way as it is written, and then on the way without links.
    pub fn above(files: &Files, path: &Path, file: &str) -> (Option<PathBuf>, PathBuf) {
        let folder = if files.is_folder(path) { path } else { folder_of(path) };
        let holds = |above: &&Path| files.holds(above, file);
        let (written, real) = (normalize(&whole(folder)), files.follow(folder));
        // A step up from a link leads elsewhere than it reads.
        let ways = [written, real.clone()].into_iter().filter(|way| files.follow(way) == real);
        let found = ways.into_iter().find_map(|place| {
            let found = place.ancestors().find(holds)?;
            // The path as it was given reads better, where it names the folder.
            Some(if found == place { folder.to_path_buf() } else { found_above(found, folder) })
        });
        (found, folder.to_path_buf())
    }

    /// The folder, as it was given.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The whole path of the folder, without links.
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// Finds a file that is named in a file of `folder`: relative to it, or to the root with
    /// a leading `/`. Symbolic links on the way are followed before the answer, whether the file
    /// is there or not.
    ///
    /// # Errors
    /// When it is outside the root, unless the root is open; when its name means something else on
    /// another system.
    pub fn resolve(&self, folder: &Path, name: &str) -> Result<Granted, Refused> {
        if let Some(foreign) = foreign(name) {
            return Err(Refused::Foreign(foreign));
        }
        self.grant(&self.asked(folder, name))
    }

    /// The path that is asked for, as findings print it, whether it may be read or not.
    pub fn shown_of(&self, folder: &Path, name: &str) -> String {
        relative(&self.real, &self.asked(folder, name))
    }

    /// A file that a person named on the command line. It may be anywhere; but a path that is
    /// inside as written may not lead out: a shell fills in `designs/*.toml`.
    ///
    /// # Errors
    /// When a link leads out of the root.
    pub fn named(&self, path: &Path) -> Result<Granted, Refused> {
        let place = whole(path);
        let folder = place.parent().map(|folder| self.files.follow(folder)).unwrap_or_default();
        let real = place.file_name().map_or_else(|| folder.clone(), |name| folder.join(name));
        let inside = [normalize(&place), real].into_iter().find(|path| path.starts_with(&self.real));
        match inside {
            Some(inside) => {
                let granted = self.grant(&inside)?;
                Ok(Granted { path: path.to_path_buf(), ..granted })
            }
            None => {
                let shown = relative(&self.real, &normalize(&place));
                let files = self.files.clone();
                Ok(Granted { path: path.to_path_buf(), shown, key: normalize(&place), files })
            }
        }
    }

    /// A folder, relative to this one, as a separate root.
    #[must_use]
    pub fn below(&self, folder: &Path) -> Self {
        Self::of(&self.files, &self.folder.join(folder), self.open)
    }

    /// The folder of the project that the book describes: inside the book, or one that the book is in.
    ///
    /// # Errors
    /// When it is another one, unless the root is open.
    pub fn project(&self, folder: &str) -> Result<Self, Refused> {
        if let Some(foreign) = foreign(folder) {
            return Err(Refused::Foreign(foreign));
        }
        let place = normalize(&self.real.join(folder));
        let is_around = self.real.starts_with(self.files.follow(&place));
        if self.open || is_around || self.holds(&place) {
            Ok(self.below(Path::new(folder)))
        } else {
            Err(self.refusal(place))
        }
    }

    /// The entries of a folder, by name; none if it cannot be read.
    pub fn list(&self, folder: &Granted) -> Vec<Entry> {
        let entries = self.files.list(&folder.path).into_iter();
        let mut listed: Vec<Entry> = entries
            .map(|(name, is_folder)| {
                let place = folder.key.join(&name);
                let name = name.to_string_lossy().into_owned();
                let refused = foreign(&name).map(Refused::Foreign);
                Entry {
                    is_folder,
                    path: refused.map_or_else(|| self.grant(&place), Err),
                    shown: self.shown(&place),
                    name,
                }
            })
            .collect();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        listed
    }

    /// The names in the folder of a path, for "did you mean": none if that folder is outside.
    pub fn names_beside(&self, path: &Granted) -> Vec<String> {
        let folder = path.key.parent().and_then(|folder| self.grant(folder).ok());
        let listed = folder.map(|folder| self.list(&folder)).unwrap_or_default();
        listed.into_iter().map(|entry| entry.name).collect()
    }

    /// The file of a path that is relative to the root.
    pub fn at(&self, shown: &str) -> PathBuf {
        self.folder.join(shown)
    }

    /// The path as rules know it: relative to the root, with `/`.
    pub fn shown(&self, path: &Path) -> String {
        relative(&self.real, &self.place(path))
    }

    /// A file that is to be written, as [`Self::resolve`] is for one that is read.
    ///
    /// # Errors
    /// When it is outside the root, unless the root is open.
    pub(super) fn may_be_written(&self, path: &Path) -> Result<Granted, Refused> {
        self.grant(&self.place(path))
    }

    fn grant(&self, place: &Path) -> Result<Granted, Refused> {
        let place = normalize(place);
        if !self.open && !self.holds(&place) {
            return Err(self.refusal(place));
        }
        let shown = relative(&self.real, &place);
        // A path that begins with the folder as it was given is as short as the folder.
        let path = match place.strip_prefix(&self.real) {
            Ok(below) if self.folder == Path::new(".") && below != Path::new("") => below.to_path_buf(),
            Ok(below) => self.folder.join(below),
            Err(_) if self.folder.is_relative() => found_above(&place, &self.folder),
            Err(_) => place.clone(),
        };
        Ok(Granted { path, shown, key: place, files: self.files.clone() })
    }

    fn holds(&self, place: &Path) -> bool {
        let real = self.files.follow(place);
        real.starts_with(&self.real) || self.beside.iter().any(|beside| real.starts_with(beside))
    }

    /// Names the first link that leads out, but not its target.
    fn refusal(&self, path: PathBuf) -> Refused {
        let Ok(below) = path.strip_prefix(&self.real) else { return Refused::Outside { path } };
        let mut way = self.real.clone();
        let link = below.components().find_map(|part| {
            way.push(part);
            (!self.holds(&way)).then(|| relative(&self.real, &way))
        });
        Refused::Link { link: link.unwrap_or_else(|| slashes(below)) }
    }

    fn asked(&self, folder: &Path, name: &str) -> PathBuf {
        match name.strip_prefix('/') {
            Some(rest) => self.real.join(rest.trim_start_matches('/')),
            None => self.place(folder).join(name),
        }
    }

    /// A whole path below the real folder, if the path begins with the folder as it was given.
    fn place(&self, path: &Path) -> PathBuf {
        let below = match path.strip_prefix(&self.folder) {
            Ok(below) => Some(below),
            Err(_) => (self.folder == Path::new(".") && path.is_relative()).then_some(path),
        };
        below.map_or_else(|| whole(path), |below| self.real.join(below))
    }
}

/// The folder that holds a file.
fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_not_leave_the_root() {
        let root = Root::new(Path::new("/no/such/book"), false);
        let chapter = Path::new("/no/such/book/src");
        let found = |name: &str| root.resolve(chapter, name).map(|granted| granted.shown().to_owned());
        assert_eq!(found("../designs/a.toml").as_deref(), Ok("designs/a.toml"));
        assert_eq!(found("/designs/a.toml").as_deref(), Ok("designs/a.toml"));
        let outside = Refused::Outside { path: "/no/such/a.toml".into() };
        assert_eq!(found("../../a.toml"), Err(outside.clone()));
        assert_eq!(found("/../a.toml"), Err(outside));
        assert!(Root::new(Path::new("/no/such/book"), true).resolve(chapter, "../../a.toml").is_ok());
    }

    #[test]
    fn the_working_directory_is_a_root_like_any_other() {
        for name in [".", "", "./"] {
            let root = Root::new(Path::new(name), false);
            for outside in ["../none.toml", "/../none.toml", "src/../../none.toml"] {
                assert!(
                    matches!(root.resolve(root.folder(), outside), Err(Refused::Outside { .. })),
                    "{outside}"
                );
            }
            let inside = root.resolve(Path::new("src"), "../none/a.toml");
            assert_eq!(inside.map(|granted| granted.path().to_path_buf()), Ok("none/a.toml".into()));
        }
    }

    #[test]
    fn a_name_is_held_against_its_spelling_on_disk() {
        let granted = |path: &str| Root::new(Path::new("."), false).named(Path::new(path)).expect("inside");
        assert!(granted("Cargo.toml").is_spelled_as_on_disk());
        assert!(!granted("cargo.toml").is_spelled_as_on_disk());
        assert!(!granted("src/Lib.rs").is_spelled_as_on_disk());
        assert!(granted("src/none.rs").is_spelled_as_on_disk());
    }
}
