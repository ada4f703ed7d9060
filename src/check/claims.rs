//! The files that components claim, as paths below the project's root.

use crate::design::{Component, Design, Entity, Text};

/// A key of a component's `files`.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The component.
    pub component: &'a Entity<Component>,
    /// The key and its purpose.
    pub file: &'a Entity<Text>,
    /// Where the file lies.
    pub path: ClaimedPath,
}

/// Where a claimed file lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimedPath {
    /// Below the project's root, with `/` between the names. A key that ends with `/` is a folder.
    Inside {
        /// The path, without `.` and `..`.
        path: String,
        /// It was written as a folder.
        is_folder: bool,
    },
    /// It names several files: `migrations/*.sql`.
    Pattern,
    /// It is absolute, or its `..` leave the project.
    Outside,
    /// It lies in a directory that is outside.
    InOutside,
}

/// Every claim of a design, in the author's order.
pub(crate) fn of(design: &Design) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    // Where the directory was misspelt, nobody knows where the files lie.
    for component in
        design.components.iter().filter(|component| !component.given(|key| key.directory).is_mistaken())
    {
        let directory = component.directory.as_deref().unwrap_or_default();
        for file in component.files.iter() {
            let path = resolve(directory, &file.id.value);
            claims.push(Claim { component, file, path });
        }
    }
    claims
}

/// A path below the project's root; `None` where it leaves the project.
pub(crate) fn below_root(path: &str) -> Option<String> {
    let is_absolute =
        path.starts_with(['/', '\\', '~']) || path.get(1..3).is_some_and(|s| s == ":\\" || s == ":/");
    if is_absolute { None } else { joined("", path) }
}

fn resolve(directory: &str, file: &str) -> ClaimedPath {
    if below_root(directory).is_none() {
        return ClaimedPath::InOutside;
    }
    if ["*", "{", "…", "..."].iter().any(|mark| file.contains(mark)) {
        return ClaimedPath::Pattern;
    }
    // A `..` may leave the component's directory, not the project.
    match below_root(file.trim_start_matches("../")).and_then(|_| joined(directory, file)) {
        Some(path) => ClaimedPath::Inside { path, is_folder: file.ends_with(['/', '\\']) },
        None => ClaimedPath::Outside,
    }
}

fn joined(directory: &str, file: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in directory.split(['/', '\\']).chain(file.split(['/', '\\'])) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_inside(directory: &str, file: &str, path: &str) {
        assert_eq!(resolve(directory, file), ClaimedPath::Inside { path: path.into(), is_folder: false });
    }

    #[test]
    fn paths_are_joined() {
        assert_inside("", "src/a.rs", "src/a.rs");
        assert_inside("services/api/", "./src/a.rs", "services/api/src/a.rs");
        assert_inside("services/api", "../Cargo.toml", "services/Cargo.toml");
        assert_inside("services\\api", "src\\a.cs", "services/api/src/a.cs");
        assert_inside("app", "routes/[id].tsx", "app/routes/[id].tsx");
    }

    #[test]
    fn what_leaves_the_project_is_told() {
        for file in ["/etc/hosts", "../../a", "~/a", "C:\\a", "a/../../.."] {
            assert_eq!(resolve("x", file), ClaimedPath::Outside, "{file}");
        }
        assert_eq!(resolve("../shared", "a.rs"), ClaimedPath::InOutside);
        assert_eq!(resolve("", "migrations/*.sql"), ClaimedPath::Pattern);
    }
}
