//! Packages, what they need, and what is deployed.

use crate::source::{Span, Spanned};

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: Spanned<String>,
    /// The folder of its file, relative to the root, with `/`; empty for the root.
    pub folder: String,
}

/// A package needs another one of those that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The place in [`Partial::packages`](super::Partial::packages) of the one that needs.
    pub from: usize,
    /// The place of the one that is needed.
    pub to: usize,
    /// Where that is said.
    pub span: Span,
    /// Whether it is needed for tests and tools only.
    pub is_dev: bool,
}

/// A service of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: Spanned<String>,
    /// Its image, as it is written, its variables replaced by their defaults.
    pub image: Option<Spanned<String>>,
    /// The name of the image without registry, folder, tag and digest: `postgres`.
    pub product: String,
    /// The version in the tag: `17.4` of `postgres:17.4-alpine`; none for `latest`.
    pub version: Option<String>,
    /// The folder that it is built from, relative to the root.
    pub build: Option<Spanned<String>>,
    /// The services that it waits for.
    pub needs: Vec<Spanned<String>>,
}
