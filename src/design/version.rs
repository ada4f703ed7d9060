//! Semantic versions.

use std::ops::Deref;

use toml::de::DeValue;

use super::rules::INVALID_VERSION;
use super::walk::no_leaves;
use crate::reading::{Node, Read, Reader, Shape, StandIn, complete_version, version};
use crate::source::Span;

/// A version as it was written, and its parsed form.
#[derive(Clone, Debug)]
pub struct Version {
    /// As it was written.
    pub text: String,
    /// The parsed version; `None` if it is not a semantic version (already reported).
    pub semver: Option<semver::Version>,
    /// Where it is written.
    pub span: Span,
}

/// A version that another project chose, which may begin with a `v`.
#[derive(Clone, Debug)]
pub struct OthersVersion(Version);

impl Deref for OthersVersion {
    type Target = Version;
    fn deref(&self) -> &Version {
        &self.0
    }
}

impl Read for Version {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read(node, reader, "")
    }

    fn shape() -> Shape {
        Shape::Pattern(r"^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$")
    }
}

impl Read for OthersVersion {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read(node, reader, "v").map(Self)
    }

    fn shape() -> Shape {
        Shape::Pattern(r"^v?[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$")
    }
}

impl StandIn for Version {
    fn stand_in(span: Span) -> Self {
        Self { text: String::new(), semver: None, span }
    }
}

no_leaves!(Version, OthersVersion);

/// Reads a version that may begin with `prefix`.
fn read(node: Node<'_>, reader: &mut Reader<'_>, prefix: &str) -> Option<Version> {
    if let DeValue::Integer(_) | DeValue::Float(_) = node.value {
        let written = reader.sources.get(reader.file).slice(node.span).to_owned();
        let quoted = format!("\"{}\"", complete_version(&written).unwrap_or(written));
        let help = format!("write it as a string of three numbers: `{quoted}`");
        return reader.mistyped(node, "a string", Some(help), Some(quoted));
    }
    let text = reader.string(node)?.trim().to_owned();
    let semver = match version(text.strip_prefix(prefix).unwrap_or(&text)) {
        Ok(version) => Some(version),
        Err(bad) => {
            reader.report(bad.finding(&INVALID_VERSION, node.span));
            None
        }
    };
    Some(Version { text, semver, span: node.span })
}

/// The version that the name of a design's file says, without its ending. A `v` before it is not part of
/// the version.
pub fn version_in_name(stem: &str) -> Option<semver::Version> {
    semver::Version::parse(stem.strip_prefix('v').unwrap_or(stem)).ok()
}
