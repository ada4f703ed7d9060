//! Packages: what one component needs to be built.

use std::collections::HashSet;

use super::families::kin;
use super::{Sides, Source};
use crate::design::{Component, Design, Entity, ProjectPath, RelationKind, Relationship, SourceKind};
use crate::interchange::partial::{Dependency, Package, Partial};

/// A difference between what packages need and what components say that they use.
pub enum DependencyDrift<'a> {
    /// A package needs another one, and its component does not use the other's.
    Undeclared {
        /// The component of the package.
        own: &'a Entity<Component>,
        /// The component that is needed.
        needed: &'a Entity<Component>,
        /// Where the file says it.
        dependency: &'a Dependency,
        /// The package that needs.
        package: &'a Package,
    },
    /// A component is built with another one, whose package its own does not need.
    Unneeded {
        /// The component.
        own: &'a Entity<Component>,
        /// What it says.
        relationship: &'a Relationship,
        /// Its package.
        package: &'a Package,
    },
}

/// What differs between the dependencies of packages and those of components.
pub fn dependencies<'a>(sides: &Sides<'a>) -> Vec<DependencyDrift<'a>> {
    let mut drifts = Vec::new();
    for source in sides.sources(SourceKind::Dependencies) {
        undeclared(sides, source, &mut drifts);
        if sides.is_read(SourceKind::Dependencies) {
            unneeded(sides, source, &mut drifts);
        }
    }
    drifts
}

fn chosen(source: Source<'_>, package: &Package) -> bool {
    source.held.choice.takes(&[package.name.value.as_str(), package.folder.as_str()])
}

fn undeclared<'a>(sides: &Sides<'a>, source: Source<'a>, drifts: &mut Vec<DependencyDrift<'a>>) {
    let partial: &'a Partial = source.partial();
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    // What only tests and tools need is no part of how the system is built.
    for dependency in partial.dependencies.iter().filter(|dependency| !dependency.is_dev) {
        let at = |place: usize| partial.packages.get(place).filter(|package| chosen(source, package));
        let (Some(package), Some(target)) = (at(dependency.from), at(dependency.to)) else { continue };
        let (owners, targets) = (claimed(sides.design, package), claimed(sides.design, target));
        let Some((own, needed)) = owners.first().copied().zip(targets.first().copied()) else { continue };
        let is_one = owners.iter().any(|own| targets.iter().any(|needed| own.id.value == needed.id.value));
        let is_said =
            || owners.iter().any(|own| targets.iter().any(|needed| uses(sides.design, own, needed)));
        if !is_one && !is_said() && told.insert((&own.id.value, &needed.id.value)) {
            drifts.push(DependencyDrift::Undeclared { own, needed, dependency, package });
        }
    }
}

fn unneeded<'a>(sides: &Sides<'a>, source: Source<'a>, drifts: &mut Vec<DependencyDrift<'a>>) {
    let partial: &'a Partial = source.partial();
    let of = |component: &str| -> Vec<usize> {
        let is_of =
            |package: &Package| claimed(sides.design, package).iter().any(|own| own.id.value == component);
        let places = partial.packages.iter().enumerate();
        places.filter(|(_, package)| is_of(package)).map(|(at, _)| at).collect()
    };
    for own in &sides.design.components {
        let packages = of(&own.id.value);
        let Some(package) = packages.first().and_then(|at| partial.packages.get(*at)) else { continue };
        if own.not_in_source.is_some() || !chosen(source, package) {
            continue;
        }
        for relationship in own.uses.iter().filter(|uses| uses.kind() == RelationKind::Build) {
            let targets = of(&relationship.target);
            let is_needed = partial
                .dependencies
                .iter()
                .any(|dependency| packages.contains(&dependency.from) && targets.contains(&dependency.to));
            let is_known = targets.first().is_some_and(|at| chosen(source, &partial.packages[*at]));
            if is_known && !is_needed {
                drifts.push(DependencyDrift::Unneeded { own, relationship, package });
            }
        }
    }
}

/// The components whose directory a package is in: that of the folder itself, or the nearest one above.
fn claimed<'a>(design: &'a Design, package: &Package) -> Vec<&'a Entity<Component>> {
    let Some(folder) = ProjectPath::read(&package.folder) else { return Vec::new() };
    let depth = |component: &&Entity<Component>| {
        let directory = ProjectPath::read(component.directory.as_ref()?)?;
        let holds = !directory.names().is_empty() && folder.names().starts_with(directory.names());
        holds.then(|| directory.names().len())
    };
    let nearest = design.placed_components().filter_map(|component| depth(&component)).max();
    design.placed_components().filter(|component| nearest.is_some() && depth(component) == nearest).collect()
}

/// Whether a component, or one that it is a part of or that is a part of it, says that it uses another one.
fn uses(design: &Design, own: &Entity<Component>, needed: &Entity<Component>) -> bool {
    let (from, to) = (kin(design, &own.id.value), kin(design, &needed.id.value));
    if from.contains(needed.id.value.as_str()) && own.uses.is_empty() {
        // A part and its whole are one.
        return true;
    }
    let mut starts = design.components.iter().filter(|component| from.contains(component.id.value.as_str()));
    starts.any(|component| component.uses.iter().any(|uses| to.contains(&*uses.target as &str)))
        || design.components.iter().filter(|component| to.contains(component.id.value.as_str())).any(
            |component| {
                component.uses.iter().any(|uses| uses.is_both_ways && from.contains(&*uses.target as &str))
            },
        )
}
