//! What a person types: a path, or `git:REV:PATH`.

use std::path::{Path, PathBuf};

use super::files::Files;
use super::links::{normalize, slashes};
use super::revision::{GitError, Repository};

impl Files {
    /// Where a file is that a person named, and its path there: `git:REV:PATH` is at a revision, any other
    /// path on the disk. As in Git, the path begins at the repository's top, or with `./` or `../` in the
    /// working directory.
    ///
    /// # Errors
    /// When the revision cannot be read, or the path is outside the repository.
    pub fn named(named: &Path) -> Result<(Self, PathBuf), GitError> {
        let Some(wanted) = named.to_str().and_then(|text| text.strip_prefix("git:")) else {
            return Ok((Self::Disk, named.to_path_buf()));
        };
        let parts = parted(wanted).filter(|(revision, _)| !revision.starts_with('-'));
        let (revision, path) = parts.ok_or_else(|| GitError::NotNamed(format!("git:{wanted}")))?;
        let repository = Repository::around(Path::new("."))?;
        let files = Files::from(repository.at(revision)?);
        let (top, here) = repository.place();
        let is_from_here = path.starts_with("./") || path.starts_with("../");
        let from_here = normalize(&top.join(here).join(path));
        let place = if is_from_here { from_here.clone() } else { normalize(&top.join(path)) };
        if !place.starts_with(top) {
            return Err(GitError::Outside(path.to_owned()));
        }
        let is_there = |place: &Path| {
            let version = place.to_str().and_then(|text| text.rsplit_once('@'));
            files.is_there(place) || version.is_some_and(|(path, _)| files.is_there(Path::new(path)))
        };
        if !is_there(&place) && from_here.starts_with(top) && is_there(&from_here) {
            let meant = from_here.strip_prefix(top).map(slashes).unwrap_or_default();
            let (path, revision) = (path.to_owned(), revision.to_owned());
            return Err(GitError::FromHere { path, revision, meant });
        }
        Ok((files, place))
    }
}

/// The revision and the path. A colon in braces is a part of the revision, as in `HEAD^{/fix: rounding}`.
fn parted(wanted: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let colon = wanted.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    let (revision, path) = (wanted.get(..colon)?, wanted.get(colon + 1..)?);
    (!revision.is_empty()).then_some((revision, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_ends_at_the_first_colon_outside_of_braces() {
        for (wanted, parts) in [
            ("v1:designs/a.toml", Some(("v1", "designs/a.toml"))),
            ("HEAD~1:./a:b.toml", Some(("HEAD~1", "./a:b.toml"))),
            ("HEAD^{/fix: rounding}:a.toml", Some(("HEAD^{/fix: rounding}", "a.toml"))),
            ("main@{2 days ago}:a", Some(("main@{2 days ago}", "a"))),
            ("v1", None),
            (":a.toml", None),
            ("{:a", None),
        ] {
            assert_eq!(parted(wanted), parts, "{wanted}");
        }
    }

    #[test]
    fn a_path_is_on_the_disk() {
        for path in ["designs/a.toml", "./git:v1:a.toml", "git", "C:/git:x"] {
            let (files, there) = Files::named(Path::new(path)).expect("a path");
            assert!(matches!(files, Files::Disk) && there == Path::new(path), "{path}");
        }
        for wrong in ["git:v1", "git::a.toml", "git:", "git:--output=x:a.toml"] {
            assert!(matches!(Files::named(Path::new(wrong)), Err(GitError::NotNamed(_))), "{wrong}");
        }
    }
}
