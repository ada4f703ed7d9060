//! Deployment: services, and the images that they run.

use std::collections::HashSet;

use super::{Sides, Source};
use crate::design::{Component, Design, Entity, SourceKind, Technology};
use crate::interchange::partial::Service;

/// A difference between what files deploy and what components say of it.
pub enum DeploymentDrift<'a> {
    /// No component names a service.
    Unnamed {
        /// The service.
        service: &'a Service,
        /// The file.
        source: Source<'a>,
        /// The component that seems to be meant.
        near: Option<&'a Entity<Component>>,
    },
    /// A component names a service that no file has.
    Missing {
        /// The component.
        own: &'a Entity<Component>,
        /// The service.
        name: &'a str,
        /// The file.
        source: Source<'a>,
    },
    /// A component names a service that has another name.
    Renamed {
        /// The component.
        own: &'a Entity<Component>,
        /// The service.
        service: &'a Service,
    },
    /// The image is of another major version than the technology.
    Version {
        /// The component.
        own: &'a Entity<Component>,
        /// The technology.
        technology: &'a Entity<Technology>,
        /// Its version.
        ours: &'a str,
        /// The service.
        service: &'a Service,
        /// The version of its image.
        theirs: &'a str,
    },
}

/// What differs between the services of a deployment and what components say that deploys them.
pub fn deployment<'a>(sides: &Sides<'a>) -> Vec<DeploymentDrift<'a>> {
    let mut drifts = Vec::new();
    let design = sides.design;
    let sources: Vec<Source<'a>> = sides.sources(SourceKind::Deployment).collect();
    let mut services: Vec<(&'a Service, Source<'a>)> = Vec::new();
    for source in &sources {
        for service in &source.partial().services {
            let is_known = services.iter().any(|(known, _)| known.name.value == service.name.value);
            if !is_known && source.held.choice.takes(&[&service.name.value]) {
                services.push((service, *source));
            }
        }
    }
    let Some(first) = sources.first().copied() else { return drifts };
    let mut gone: Vec<(&'a Entity<Component>, &'a str)> = Vec::new();
    for own in &design.components {
        for name in deployed(own) {
            match services.iter().find(|(service, _)| service.name.value == name) {
                Some((service, _)) => drifts.extend(version(design, own, service)),
                None if own.not_in_source.is_none() && sides.is_read(SourceKind::Deployment) => {
                    let is_chosen = sources.iter().any(|source| source.held.choice.takes(&[name]));
                    let is_unknown = sources.iter().any(|source| source.partial().is_unknown(name));
                    if is_chosen && !is_unknown {
                        gone.push((own, name));
                    }
                }
                None => {}
            }
        }
    }
    let named: HashSet<&str> = design.components.iter().flat_map(|own| deployed(own)).collect();
    let mut free: Vec<(&'a Service, Source<'a>)> =
        services.into_iter().filter(|(service, _)| !named.contains(service.name.value.as_str())).collect();
    let is_only = gone.len() == 1 && free.len() == 1;
    for (own, name) in gone {
        let is_it = |service: &Service| is_only || runs(design, own, service);
        match free.iter().position(|(service, _)| is_it(service)) {
            Some(at) => drifts.push(DeploymentDrift::Renamed { own, service: free.remove(at).0 }),
            None => drifts.push(DeploymentDrift::Missing { own, name, source: first }),
        }
    }
    for (service, source) in free {
        let name = service.name.value.as_str();
        let has =
            |other: &Design| other.components.iter().any(|own| deployed(own).any(|named| named == name));
        if !sides.others.iter().any(|other| has(other.design)) && sides.is_asked(source, has) {
            let lacks = |own: &&Entity<Component>| own.deploys.is_none();
            let near = design.components.get(name).filter(lacks).or_else(|| {
                let mut near =
                    design.components.iter().filter(lacks).filter(|own| runs(design, own, service));
                near.next().filter(|_| near.next().is_none())
            });
            drifts.push(DeploymentDrift::Unnamed { service, source, near });
        }
    }
    drifts
}

/// The services of compose files that a component names: `compose:web`.
pub fn deployed(own: &Component) -> impl Iterator<Item = &str> {
    let written = own.deploys.as_ref().map_or("", |deploys| deploys.value.as_str());
    written.split([',', ';']).filter_map(|one| one.trim().strip_prefix("compose:")).map(str::trim)
}

/// Whether a service is built from the component's directory, or its image is of the component's technology.
fn runs(design: &Design, own: &Entity<Component>, service: &Service) -> bool {
    let directory = own.directory.as_ref().map(|directory| directory.trim_matches(['.', '/']));
    let is_built =
        service.build.as_ref().is_some_and(|build| directory == Some(build.value.trim_matches(['.', '/'])));
    is_built || technology(design, own, service).is_some()
}

fn version<'a>(
    design: &'a Design,
    own: &'a Entity<Component>,
    service: &'a Service,
) -> Option<DeploymentDrift<'a>> {
    let technology = technology(design, own, service)?;
    let ours = technology.version.as_ref().filter(|version| !version.is_empty())?.value.as_str();
    let theirs = service.version.as_deref()?;
    let differs = major(ours)? != major(theirs)? && own.not_in_source.is_none();
    differs.then_some(DeploymentDrift::Version { own, technology, ours, service, theirs })
}

/// The technology of a component that is what an image runs.
fn technology<'a>(design: &'a Design, own: &Component, service: &Service) -> Option<&'a Entity<Technology>> {
    let product = letters(&service.product);
    let is_it = |name: &str| {
        let name = letters(name);
        name == product
            || (name.len().min(product.len()) >= SHORTEST
                && (name.starts_with(&product) || product.starts_with(&name)))
    };
    let mut used = own.technology.iter().filter_map(|name| design.technologies.get(name));
    used.find(|technology| !product.is_empty() && is_it(&technology.id.value))
}

/// Shorter names begin many others.
const SHORTEST: usize = 4;

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The first number of a version.
fn major(version: &str) -> Option<u64> {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}
