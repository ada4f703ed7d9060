//! Semantic versions.

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

impl Read for Version {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Integer(_) | DeValue::Float(_) = node.value {
            let written = reader.sources.get(reader.file).slice(node.span).to_owned();
            let quoted = format!("\"{}\"", complete_version(&written).unwrap_or(written));
            let help = format!("write it as a string of three numbers: `{quoted}`");
            return reader.mistyped(node, "a string", Some(help), Some(quoted));
        }
        let text = reader.string(node)?.trim().to_owned();
        let semver = match version(&text) {
            Ok(version) => Some(version),
            Err(bad) => {
                reader.report(bad.finding(&INVALID_VERSION, node.span));
                None
            }
        };
        Some(Self { text, semver, span: node.span })
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

no_leaves!(Version);
