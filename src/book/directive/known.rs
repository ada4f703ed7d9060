//! What names a file in a directive.

use std::path::Path;

/// A path and what follows its `@`. A path of a design file may have an `@` in it, and so may folders.
pub(in crate::book) fn parted(text: &str) -> Option<(&str, &str)> {
    if is_toml(text) {
        return None;
    }
    let parts = text.rsplit_once('@').filter(|(path, _)| !path.is_empty() && !path.ends_with(['/', '\\']));
    parts.filter(|(path, version)| is_toml(path) || !version.contains(['/', '\\']))
}

/// Whether a file's name has the extension of a design.
pub(in crate::book) fn is_toml(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
