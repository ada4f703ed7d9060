//! Paths in the project, normalized.

use std::fmt;

/// A path below the project's root: its names, without `.` and `..`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ProjectPath {
    names: Vec<String>,
    is_folder: bool,
}

impl ProjectPath {
    /// Reads a path from the project's root, with `/` or `\` between the names. `None` if it is
    /// absolute, or if its `..` leave the project.
    pub fn read(path: &str) -> Option<Self> {
        let drive = path.get(1..3).is_some_and(|mark| mark == ":\\" || mark == ":/");
        if drive || path.starts_with(['/', '\\', '~']) { None } else { Self::default().join(path) }
    }

    /// Appends a relative path. `None` if its `..` leave the project.
    #[must_use]
    pub fn join(&self, path: &str) -> Option<Self> {
        let mut names = self.names.clone();
        for name in path.split(['/', '\\']) {
            match name {
                "" | "." => {}
                ".." => _ = names.pop()?,
                name => names.push(name.to_owned()),
            }
        }
        let is_folder = names.is_empty() || path.ends_with(['/', '\\']) || path.ends_with("/..");
        Some(Self { names, is_folder })
    }

    /// The path's names, from the root down. The root itself has none.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The folder that contains the path; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.names.split_last()?;
        Some(Self { names: above.to_vec(), is_folder: true })
    }

    /// Whether the path was written as a folder, with a final `/`.
    pub fn is_folder(&self) -> bool {
        self.is_folder
    }

    /// The path relative to a folder: names below it, after `..` up to the common parent.
    pub fn names_from(&self, folder: &Self) -> Vec<&str> {
        let same = self.names.iter().zip(&folder.names).take_while(|(one, other)| one == other).count();
        let up = folder.names[same..].iter().map(|_| "..");
        up.chain(self.names[same..].iter().map(String::as_str)).collect()
    }
}

/// With `/` between the names, and none at the end.
impl fmt::Display for ProjectPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.names.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_joined(directory: &str, file: &str, path: &str) {
        let joined = ProjectPath::read(directory).and_then(|directory| directory.join(file));
        assert_eq!(joined.map(|path| path.to_string()).as_deref(), Some(path));
    }

    #[test]
    fn paths_are_joined() {
        assert_joined("", "src/a.rs", "src/a.rs");
        assert_joined("services/api/", "./src/a.rs", "services/api/src/a.rs");
        assert_joined("services/api", "../Cargo.toml", "services/Cargo.toml");
        assert_joined("services\\api", "src\\a.cs", "services/api/src/a.cs");
        assert_joined("app", "routes/[id].tsx", "app/routes/[id].tsx");
    }

    #[test]
    fn what_leaves_the_project_is_no_path_of_it() {
        for path in ["/etc/hosts", "../a", "~/a", "C:\\a", "a/../../.."] {
            assert_eq!(ProjectPath::read(path), None, "{path}");
        }
        assert_eq!(ProjectPath::read("x").and_then(|x| x.join("../../a")), None);
    }

    #[test]
    fn a_path_is_written_from_a_folder() {
        let path = |path: &str| ProjectPath::read(path).unwrap_or_default();
        assert_eq!(path("services/shared.rs").names_from(&path("services/api")), ["..", "shared.rs"]);
        assert_eq!(path("services/api/a.rs").names_from(&path("services/api")), ["a.rs"]);
        assert_eq!(path("a.rs").names_from(&path("")), ["a.rs"]);
        assert_eq!(path("a/b/").parent(), Some(path("a/")));
        assert!(path("a/").is_folder() && !path("a").is_folder() && path("").is_folder());
        assert_eq!(path("").parent(), None);
    }
}
