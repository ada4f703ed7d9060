//! Which component a file belongs to.

use std::collections::HashSet;

use super::Source;
use crate::design::{Component, Design, Entity, ProjectPath};

/// The component that files belong to: the one that the design names for them, or the one whose directory
/// holds them, the nearest of several.
pub(super) fn owner<'a>(design: &'a Design, source: Source<'a>) -> Option<&'a str> {
    if let Some(named) = &source.held.component {
        return Some(named);
    }
    let folder = ProjectPath::read(&source.part.folder)?;
    let depth = |component: &&Entity<Component>| {
        let directory = ProjectPath::read(component.directory.as_ref()?)?;
        let holds = !directory.names().is_empty() && folder.names().starts_with(directory.names());
        holds.then(|| directory.names().len())
    };
    let holding = design.placed_components().filter(|component| depth(component).is_some());
    holding.max_by_key(depth).map(|component| component.id.value.as_str())
}

/// A component and those that are a part of it, but for those to which other files belong.
pub(super) fn family<'a>(design: &'a Design, owner: &'a str, owners: &HashSet<&str>) -> HashSet<&'a str> {
    let mut family = HashSet::from([owner]);
    loop {
        let inside = design.components.iter().filter(|component| {
            let id = component.id.value.as_str();
            component.part_of.as_deref().is_some_and(|whole: &str| family.contains(whole))
                && !owners.contains(id)
                && !family.contains(id)
        });
        let more: Vec<&str> = inside.map(|component| component.id.value.as_str()).collect();
        if more.is_empty() {
            return family;
        }
        family.extend(more);
    }
}

/// A component with its parts and with all that it is a part of.
pub(super) fn kin<'a>(design: &'a Design, id: &'a str) -> HashSet<&'a str> {
    let mut kin = family(design, id, &HashSet::new());
    let mut above = design.components.get(id);
    while let Some(whole) = above.and_then(|component| component.part_of.as_deref()) {
        if !kin.insert(whole) {
            break;
        }
        above = design.components.get(whole);
    }
    kin
}
