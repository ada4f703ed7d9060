//! Values that several commands take.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::design::{RESERVED, as_id, is_id};
use crate::source::is_portable;

/// The format of a report on what was done.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Lines for people
    Text,
    /// A JSON object
    Json,
}

/// The output format of a list.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListFormat {
    /// One line per entry
    Text,
    /// A JSON array of objects
    Json,
}

/// Parses an argument that must be one of these words.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    words: &[&'static str],
    parse: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let known = words.join(", ");
    PossibleValuesParser::new(words)
        .try_map(move |word| parse(&word).ok_or_else(|| format!("one of {known}")))
}

/// Parses an id that a design may have.
pub(super) fn id(word: &str) -> Result<String, String> {
    if RESERVED.contains(&word) {
        return Err("designs use this word as a key; choose another id".to_owned());
    }
    if is_id(word) {
        return Ok(word.to_owned());
    }
    let near =
        Some(as_id(word)).filter(|near| !near.is_empty()).map(|near| format!("; did you mean `{near}`?"));
    let near = near.unwrap_or_default();
    Err(format!(
        "an id consists of ASCII letters, digits, `-` and `_`, and begins with a letter or a digit{near}"
    ))
}

/// Parses the path of a design's file.
pub(super) fn toml_file(path: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        return Err("a design's file ends in `.toml`".to_owned());
    }
    if is_portable(&name) {
        Ok(path)
    } else {
        Err("some systems do not allow a file of this name".to_owned())
    }
}
