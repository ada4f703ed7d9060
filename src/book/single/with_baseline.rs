//! A version of a series, and the one that it is compared with.

use std::path::{Path, PathBuf};

use super::Loaded;
use crate::book::directive::{is_toml, parted};
use crate::catalog::Member;

/// Why there is nothing to compare a version with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum NoBaseline {
    /// It is not a version of a series.
    #[error(
        "`{named}` is not a series of versions; name another design to compare it with: `diff OLD {named}`"
    )]
    NotASeries {
        /// What was named.
        named: String,
    },
    /// There is no version below it that others could rely on.
    #[error(
        "no version below {version} was ever accepted, so there is nothing to compare it with; name two \
         versions (there are {there})"
    )]
    FirstVersion {
        /// The version.
        version: String,
        /// The versions that there are.
        there: String,
    },
}

impl Loaded {
    /// The files of two versions: the baseline of the one that was named, then that one; `None` if it is what
    /// was opened. Of a series that is named alone it is the highest one. `path` is what was opened.
    pub(crate) fn with_baseline(&self, path: &Path) -> Result<(PathBuf, Option<PathBuf>), NoBaseline> {
        let named = path.to_string_lossy();
        let not_a_series = || NoBaseline::NotASeries { named: named.clone().into_owned() };
        let checked = self.checked.as_ref().ok_or_else(not_a_series)?;
        let file = checked.design.as_ref().ok_or_else(not_a_series)?.file;
        let series = self.session.series(file).ok_or_else(not_a_series)?;
        let opened = series.member(file).ok_or_else(not_a_series)?;
        let asked = parted(&named).map(|(path, _)| path);
        let whole = asked.unwrap_or(&named);
        let (folder, newer) = if is_toml(whole) {
            (whole.rsplit_once('/').map_or(".", |(folder, _)| folder), opened)
        } else {
            let highest = series.members().last().filter(|_| asked.is_none());
            (whole.trim_end_matches('/'), highest.unwrap_or(opened))
        };
        let Some(older) = series.baseline(newer.file) else {
            let version = newer.number.to_string();
            return Err(NoBaseline::FirstVersion { version, there: series.listed() });
        };
        let file = |member: &Member| PathBuf::from(format!("{folder}/{}.toml", member.stem));
        Ok((file(older), (newer.file != opened.file).then(|| file(newer))))
    }
}
