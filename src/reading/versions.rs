//! Semantic versions, and what is wrong with a text that is not one.

use crate::diagnostic::{Finding, Rule};
use crate::source::Span;

/// A text that is not a semantic version.
#[derive(Clone, Debug)]
pub struct BadVersion {
    message: String,
    /// The version that was probably meant.
    whole: Option<String>,
}

/// Reads a semantic version, which may begin with `v`.
///
/// # Errors
/// When it is not one.
pub fn version(text: &str) -> Result<semver::Version, BadVersion> {
    let bare = text.strip_prefix('v').unwrap_or(text);
    semver::Version::parse(bare).map_err(|error| {
        let whole = complete_version(bare);
        let message = match whole {
            Some(_) => format!("`{text}` is not a complete semantic version"),
            None => format!("`{text}` is not a semantic version: {error}"),
        };
        BadVersion { message, whole }
    })
}

/// Completes `1.2` to `1.2.0`.
pub fn complete_version(text: &str) -> Option<String> {
    let missing = match text.split('.').count() {
        1 => ".0.0",
        2 => ".0",
        _ => return None,
    };
    let whole = format!("{text}{missing}");
    semver::Version::parse(&whole).is_ok().then_some(whole)
}

impl BadVersion {
    /// A finding of `rule` about the version at `span`.
    pub fn finding(self, rule: &'static Rule, span: Span) -> Finding {
        let finding = Finding::new(rule, span, self.message).label("not MAJOR.MINOR.PATCH");
        match self.whole {
            Some(whole) => {
                let quoted = format!("\"{whole}\"");
                finding.help(format!("write all three numbers: `{quoted}`")).fix(span, quoted)
            }
            None => finding.help("write three numbers: `\"1.2.0\"`"),
        }
    }
}
