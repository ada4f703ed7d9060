//! Semantic versions.

use toml::de::DeValue;

use super::rules::INVALID_VERSION;
use super::walk::leafless;
use crate::diagnostic::Finding;
use crate::reading::{Missing, Node, Read, Reader, Shape};
use crate::source::Span;

/// A version as it was written, and what it means.
#[derive(Clone, Debug)]
pub struct Version {
    /// As it was written.
    pub text: String,
    /// What it means; `None` where it is no semantic version, which was reported.
    pub semver: Option<semver::Version>,
    /// Where it stands.
    pub span: Span,
}

impl Read for Version {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Integer(_) | DeValue::Float(_) = node.value {
            let written = reader.sources.get(reader.file).slice(node.span).to_owned();
            let quoted = format!("\"{}\"", complete(&written).unwrap_or(written));
            let help = format!("write it as a string of three numbers: `{quoted}`");
            return reader.mistyped(node, "a string", Some(help), Some(quoted));
        }
        let text = reader.string(node)?.trim().to_owned();
        let bare = text.strip_prefix('v').unwrap_or(&text);
        let semver = match semver::Version::parse(bare) {
            Ok(version) => Some(version),
            Err(error) => {
                let message = match complete(bare) {
                    Some(_) => format!("`{text}` is not a whole semantic version"),
                    None => format!("`{text}` is not a semantic version: {error}"),
                };
                let finding =
                    Finding::new(&INVALID_VERSION, node.span, message).label("not MAJOR.MINOR.PATCH");
                reader.report(match complete(bare) {
                    Some(whole) => {
                        let quoted = format!("\"{whole}\"");
                        finding.help(format!("write all three numbers: `{quoted}`")).fix(node.span, quoted)
                    }
                    None => finding.help("write three numbers: `\"1.2.0\"`"),
                });
                None
            }
        };
        Some(Self { text, semver, span: node.span })
    }

    fn shape() -> Shape {
        Shape::Pattern(r"^v?[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$")
    }
}

impl Missing for Version {
    fn missing(span: Span) -> Self {
        Self { text: String::new(), semver: None, span }
    }
}

leafless!(Version);

/// `1.2` is meant as `1.2.0`.
fn complete(text: &str) -> Option<String> {
    let missing = match text.split('.').count() {
        1 => ".0.0",
        2 => ".0",
        _ => return None,
    };
    let whole = format!("{text}{missing}");
    semver::Version::parse(&whole).is_ok().then_some(whole)
}
