//! Patterns of file names, as `exclude` has them.

use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::Finding;
use crate::reading::{Node, Plain, Read, Reader, Shape};

/// Patterns of files below a folder. `*` matches any characters of a name, `**` any folders. A
/// pattern without `/` is about a name in any folder; one that fits a folder fits everything in it.
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<String>);

impl Patterns {
    /// Whether a pattern fits a path that is relative to the folder.
    pub fn fit(&self, path: &str) -> bool {
        self.0.iter().any(|pattern| fits(pattern, path))
    }
}

impl Read for Patterns {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut patterns = Vec::new();
        for pattern in Vec::<Plain>::read(node, reader)? {
            if is_pattern(&pattern) {
                patterns.push(pattern.value);
            } else if !pattern.is_stand_in {
                let message = format!("`{}` is not a pattern of files in the designs folder", &*pattern);
                let finding = Finding::new(&INVALID_CONFIGURATION, pattern.span, message);
                reader.report(finding.help(
                    "write a path relative to that folder, with `/`, as in `exclude = [\"taplo.toml\", \"old/*\"]`",
                ));
            }
        }
        Some(Self(patterns))
    }

    fn shape() -> Shape {
        Vec::<Plain>::shape()
    }
}

fn is_pattern(pattern: &str) -> bool {
    let names = pattern.strip_suffix('/').unwrap_or(pattern);
    !pattern.contains('\\') && names.split('/').all(|name| !matches!(name.trim(), "" | "." | ".."))
}

fn fits(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_end_matches('/');
    let mut names: Vec<&str> = pattern.split('/').collect();
    if names.len() == 1 {
        names.insert(0, "**");
    }
    // After each name of the path, how many names of the pattern may have been used.
    let mut used = vec![false; names.len() + 1];
    used[0] = true;
    for part in path.split('/') {
        let mut next = vec![false; names.len() + 1];
        for (at, name) in names.iter().enumerate() {
            if used[at] && *name == "**" {
                used[at + 1] = true;
                next[at] = true;
            } else if used[at] && name_fits(name, part) {
                next[at + 1] = true;
            }
        }
        used = next;
        if used[names.len()] {
            return true;
        }
    }
    // The rest of the pattern may match no folder at all.
    names.last() == Some(&"**") && used[names.len() - 1]
}

/// Whether a name fits a pattern with `*`. The last `*` takes what the rest leaves.
fn name_fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names_and_folders() {
        for (pattern, path) in [
            ("taplo.toml", "taplo.toml"),
            ("taplo.toml", "a/b/taplo.toml"),
            ("*.local.toml", "a/x.local.toml"),
            ("old", "old/a.toml"),
            ("old/", "a/old/b/c.toml"),
            ("old/*", "old/a.toml"),
            ("old/*", "old/a/b.toml"),
            ("a/**/c.toml", "a/c.toml"),
            ("a/**/c.toml", "a/b/b/c.toml"),
            ("**/c.toml", "c.toml"),
            ("a/**", "a/b.toml"),
            ("*a*b*", "xaxbx"),
            ("*", "a.toml"),
        ] {
            assert!(is_pattern(pattern) && fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("taplo.toml", "my-taplo.toml"),
            ("a/b.toml", "b.toml"),
            ("a/b.toml", "x/a/b.toml"),
            ("old/*", "old.toml"),
            ("*.toml", "a.TOML"),
            ("ab*ba", "aba"),
            ("a*b", "ab.toml"),
        ] {
            assert!(is_pattern(pattern) && !fits(pattern, path), "{pattern} {path}");
        }
        for wrong in ["", " ", "/a", "a//b", "../a", "a/..", "./a", r"a\b", "/"] {
            assert!(!is_pattern(wrong), "{wrong}");
        }
    }

    #[test]
    fn many_stars_take_little_time() {
        let pattern = "*a".repeat(200) + "b";
        assert!(!fits(&pattern, &"a".repeat(10_000)));
        let folders = "**/a/".repeat(100) + "b";
        assert!(!fits(&folders, &"a/".repeat(1000)));
    }
}
