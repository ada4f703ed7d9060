//! The folder that designs may not leave.

use std::path::{Component, Path, PathBuf};

/// A folder outside which nothing is read.
#[derive(Clone, Debug)]
pub struct Root {
    folder: PathBuf,
    /// With symbolic links resolved; what is read is compared with this.
    real: PathBuf,
    open: bool,
}

/// A path that would leave the root.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path} lies outside {root}")]
pub struct OutsideRoot {
    /// The file as it would be opened.
    pub path: PathBuf,
    /// The folder it should lie in.
    pub root: PathBuf,
}

impl Root {
    /// Everything that is read must lie in `folder`; `open` lifts that.
    pub fn new(folder: &Path, open: bool) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        Self { folder: folder.to_path_buf(), real, open }
    }

    /// The folder, as it was given.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Finds a file that is named in a file of `folder`: relative to it, or to the root with
    /// a leading `/`. Symbolic links are resolved before the answer; a file that does not exist
    /// is judged by its path alone.
    ///
    /// # Errors
    /// When it lies outside the root, unless the root is open.
    pub fn resolve(&self, folder: &Path, name: &str) -> Result<PathBuf, OutsideRoot> {
        let path = match name.strip_prefix('/') {
            Some(rest) => self.folder.join(rest.trim_start_matches('/')),
            None => folder.join(name),
        };
        let path = normalize(&path);
        if self.open || self.holds(&path) {
            Ok(path)
        } else {
            Err(OutsideRoot { path, root: self.folder.clone() })
        }
    }

    /// The way from the working directory to the folder: empty where they are the same, whole where
    /// it lies elsewhere.
    pub fn from_here(&self) -> String {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        if let Ok(below) = self.real.strip_prefix(&here) {
            return slashes(below);
        }
        if here.starts_with(&self.real) { relative(&here, &self.real) } else { slashes(&self.folder) }
    }

    /// The path as findings print it: relative to the root where it lies inside, with `/`.
    pub fn shown(&self, path: &Path) -> String {
        let path = normalize(path);
        let inside = path.strip_prefix(normalize(&self.folder)).ok();
        let real = || path.strip_prefix(&self.real).ok();
        slashes(inside.or_else(real).unwrap_or(&path))
    }

    fn holds(&self, path: &Path) -> bool {
        match path.canonicalize() {
            Ok(real) => real.starts_with(&self.real),
            Err(_) => path.starts_with(normalize(&self.folder)) || path.starts_with(&self.real),
        }
    }
}

/// The way from a folder to a file, with `/`: for links between files of a book.
pub fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normalize(from), normalize(to));
    let mut from = from.components().peekable();
    let mut to = to.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| Component::ParentDir);
    slashes(&up.chain(to).collect::<PathBuf>())
}

/// Takes `.` and `name/..` out of a path without asking the disk.
pub(super) fn normalize(path: &Path) -> PathBuf {
    let mut parts: Vec<Component> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.into_iter().collect()
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_not_leave_the_root() {
        let root = Root::new(Path::new("/no/such/book"), false);
        let chapter = Path::new("/no/such/book/src");
        assert_eq!(root.resolve(chapter, "../designs/a.toml"), Ok("/no/such/book/designs/a.toml".into()));
        assert_eq!(root.resolve(chapter, "/designs/a.toml"), Ok("/no/such/book/designs/a.toml".into()));
        assert!(root.resolve(chapter, "../../a.toml").is_err());
        assert!(root.resolve(chapter, "/../a.toml").is_err());
        assert!(Root::new(Path::new("/no/such/book"), true).resolve(chapter, "../../a.toml").is_ok());
    }

    #[test]
    fn relative_paths_go_up_and_down() {
        assert_eq!(relative(Path::new("a/b"), Path::new("a/c/d.png")), "../c/d.png");
        assert_eq!(relative(Path::new(""), Path::new("d.png")), "d.png");
    }
}
