//! Semantic versions, and what is wrong with a text that is not one.

use crate::diagnostic::{Finding, Rule};
use crate::source::Span;

/// A text that is not a semantic version.
#[derive(Debug)]
pub struct BadVersion {
    text: String,
    error: semver::Error,
}

/// Reads a semantic version: three numbers, without a `v`.
///
/// # Errors
/// When it is not one.
pub fn version(text: &str) -> Result<semver::Version, BadVersion> {
    semver::Version::parse(text).map_err(|error| BadVersion { text: text.to_owned(), error })
}

impl BadVersion {
    /// A finding of `rule` about the version at `span`, with the version that is probably meant.
    pub fn finding(&self, rule: &'static Rule, span: Span) -> Finding {
        let (text, error) = (self.text.as_str(), &self.error);
        let number = without_prefix(text);
        let is_whole = semver::Version::parse(number).is_ok();
        let meant = if is_whole { Some(number.to_owned()) } else { complete_version(number) };
        let message = if is_whole {
            let prefix = text.strip_suffix(number).unwrap_or_default().trim();
            format!("`{text}` is not a semantic version: it begins with `{prefix}`")
        } else if meant.is_some() {
            format!("`{text}` is not a complete semantic version")
        } else {
            format!("`{text}` is not a semantic version: {error}")
        };
        let finding = Finding::new(rule, span, message).label("not MAJOR.MINOR.PATCH");
        if let Some(meant) = meant {
            let what = if is_whole { "the number alone" } else { "all three numbers" };
            let quoted = format!("\"{meant}\"");
            return finding.help(format!("write {what}: `{quoted}`")).fix(span, quoted);
        }
        match likely(number) {
            Some(likely) => {
                let quoted = format!("\"{likely}\"");
                finding.help(format!("did you mean `{quoted}`?")).suggest(span, quoted)
            }
            None => finding.help("write three numbers: `\"1.2.0\"`"),
        }
    }
}

/// The text after what people write before a number: `v`, `V`, `version`.
fn without_prefix(text: &str) -> &str {
    let word = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (prefix, number) = text.split_at(word);
    let is_prefix = ["v", "version", "ver", "release", "r"].contains(&prefix.to_ascii_lowercase().as_str());
    if is_prefix { number.trim_start_matches(['.', ' ', '-', '_']) } else { text }
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

/// The version that a text seems to mean: without leading zeros, and with a hyphen before what
/// follows the numbers.
fn likely(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    let numbers: Option<Vec<String>> =
        numbers.split('.').map(|part| part.parse::<u64>().ok().map(|number| number.to_string())).collect();
    let mut numbers = numbers.filter(|numbers| numbers.len() <= 3)?;
    numbers.resize(3, "0".to_owned());
    let rest = rest.trim_start_matches([' ', '-', '_', '.']).replace([' ', '_'], ".");
    let rest = if rest.is_empty() || rest.starts_with('+') { rest } else { format!("-{rest}") };
    let likely = format!("{}{rest}", numbers.join("."));
    semver::Version::parse(&likely).is_ok().then_some(likely)
}

#[cfg(test)]
mod tests {
    use super::{complete_version, likely, without_prefix};

    #[test]
    fn the_number_is_found_after_any_prefix() {
        for text in ["v1.2.0", "V1.2.0", "v 1.2.0", "v.1.2.0", "version 1.2.0", "Version-1.2.0", "r1.2.0"] {
            assert_eq!(without_prefix(text), "1.2.0", "{text}");
        }
        for text in ["1.2.0", "beta-1.2.0", "", "v", "vv1"] {
            assert!(["", text].contains(&without_prefix(text)), "{text}");
        }
    }

    #[test]
    fn what_lacks_numbers_is_completed() {
        assert_eq!(complete_version("1").as_deref(), Some("1.0.0"));
        assert_eq!(complete_version("1.2").as_deref(), Some("1.2.0"));
        assert_eq!(complete_version("1.2.0.0"), None);
    }

    #[test]
    fn a_version_in_other_words_is_guessed() {
        for (text, expected) in [
            ("01.2.0", Some("1.2.0")),
            ("2026.01.02", Some("2026.1.2")),
            ("1.2.0 beta", Some("1.2.0-beta")),
            ("1.2.0beta1", Some("1.2.0-beta1")),
            ("1.2-rc", Some("1.2.0-rc")),
            ("1.2.x", None),
            ("1,2,0", None),
            ("latest", None),
            ("", None),
        ] {
            assert_eq!(likely(text).as_deref(), expected, "{text}");
        }
    }
}
