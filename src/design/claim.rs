//! The files that components claim, and where they are.

use super::component::Component;
use super::entries::Entity;
use super::file::Design;
use super::project_path::ProjectPath;
use super::text::Text;

/// A key of a component's `files`.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The component.
    pub component: &'a Entity<Component>,
    /// The key and its purpose.
    pub file: &'a Entity<Text>,
    /// Where the file is.
    pub path: ClaimedPath,
}

/// Where a claimed file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimedPath {
    /// Below the project's root.
    Inside(ProjectPath),
    /// Below the project's root, and it names several files: `migrations/*.sql`.
    Pattern(ProjectPath),
    /// The path is absolute, or its `..` leave the project.
    Outside,
    /// The component's directory is outside the project.
    DirectoryOutside,
}

impl ClaimedPath {
    /// The path in the project, whether it names one file or several.
    pub fn in_project(&self) -> Option<&ProjectPath> {
        match self {
            ClaimedPath::Inside(path) | ClaimedPath::Pattern(path) => Some(path),
            ClaimedPath::Outside | ClaimedPath::DirectoryOutside => None,
        }
    }
}

impl Design {
    /// Every claim, in the author's order.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'_>> {
        self.placed_components().flat_map(Entity::claims)
    }

    /// The components whose place is known. If the key `directory` could not be read, it is not.
    pub fn placed_components(&self) -> impl Iterator<Item = &Entity<Component>> {
        self.components.iter().filter(|component| !component.given(|key| key.directory).is_unreadable())
    }

    /// Whether any component says where its code is, by a directory or a file.
    pub fn has_claims(&self) -> bool {
        let is_named = |path: Option<&ProjectPath>| path.is_none_or(|path| !path.names().is_empty());
        self.placed_components().any(|component| is_named(component.place().as_ref()))
            || self.claims().any(|claim| is_named(claim.path.in_project()))
    }
}

impl Component {
    /// The component's directory, or the project's root. `None` if it is outside the project.
    pub fn place(&self) -> Option<ProjectPath> {
        match &self.directory {
            Some(directory) => ProjectPath::read(directory),
            None => Some(ProjectPath::default()),
        }
    }

    fn locate(&self, file: &str) -> ClaimedPath {
        let Some(place) = self.place() else { return ClaimedPath::DirectoryOutside };
        // A `..` may leave the component's directory, but not the project.
        let inside = ProjectPath::read(file.trim_start_matches("../")).and_then(|_| place.join(file));
        let is_pattern = ["*", "{", "…", "..."].iter().any(|mark| file.contains(mark));
        match inside {
            Some(path) if is_pattern => ClaimedPath::Pattern(path),
            Some(path) => ClaimedPath::Inside(path),
            None => ClaimedPath::Outside,
        }
    }
}

impl Entity<Component> {
    /// The files that the component claims, in the author's order.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'_>> {
        let claim = |file| Claim { component: self, file, path: self.locate(&file.id) };
        self.files.iter().map(claim)
    }
}
