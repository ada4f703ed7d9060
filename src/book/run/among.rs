//! What the designs of a book are to each other: versions of one design, or two with one id.

use std::collections::{HashMap, HashSet};

use crate::check::OtherDesign;
use crate::design::{Design, version_in_name};
use crate::diagnostic::Finding;
use crate::reading::rules::DUPLICATE_ID;
use crate::source::{FileId, Sources, Span};

/// Why no version of a series can be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoVersion {
    /// The folder has no version.
    #[error(
        "the folder `{folder}` has no versions of a design; they are files such as `{folder}/1.0.0.toml`"
    )]
    Empty {
        /// The folder.
        folder: String,
    },
    /// No version is the one that was asked for.
    #[error("{}", no_match(folder, wanted, there))]
    NoMatch {
        /// The folder.
        folder: String,
        /// What was asked for; empty for the version that holds.
        wanted: String,
        /// The versions that there are.
        there: String,
    },
}

fn no_match(folder: &str, wanted: &str, there: &str) -> String {
    if wanted.is_empty() {
        format!("no version of `{folder}` holds: each of {there} was rejected")
    } else {
        format!("no version of `{folder}` matches `{wanted}`; there are {there}")
    }
}

/// What others can know of a design.
pub(super) fn known(design: &Design) -> OtherDesign {
    OtherDesign {
        id: design.id.clone(),
        status: design.status(),
        superseded_by: design.meta.superseded_by.as_ref().map(|id| id.to_string()),
        span: design.meta.id.as_ref().map_or(design.meta.title.span, |id| id.span),
    }
}

/// Findings about designs that share an id, reported at the one with the later path. The versions of a
/// series are one design. That a snapshot has the id, too, is reported at the design: nobody can mend a snapshot.
pub(super) fn twins<'d>(
    designs: impl Iterator<Item = (FileId, &'d Design)>,
    snapshots: impl Iterator<Item = &'d Design>,
    sources: &Sources,
    is_series: impl Fn(&str) -> bool,
) -> HashMap<FileId, Finding> {
    let mut sorted: Vec<(&str, FileId, OtherDesign)> =
        designs.map(|(file, design)| (sources.get(file).path(), file, known(design))).collect();
    sorted.sort_by_key(|(path, ..)| *path);
    let mut seen: HashMap<String, (Span, Option<&str>)> = HashMap::new();
    let mut reported: HashSet<(String, &str)> = HashSet::new();
    let mut findings = HashMap::new();
    for (_, file, design) in sorted {
        let source = sources.get(file);
        let is_version = version_in_name(source.stem()).is_some() && is_series(source.folder());
        let series = is_version.then(|| source.folder());
        let Some(&(first, of_first)) = seen.get(&design.id) else {
            seen.insert(design.id, (design.span, series));
            continue;
        };
        // A second series is reported once.
        let is_known = series
            .is_some_and(|series| of_first == Some(series) || !reported.insert((design.id.clone(), series)));
        if !is_known {
            let message = format!("two designs of this book have the id `{}`", design.id);
            let finding = Finding::new(&DUPLICATE_ID, design.span, message)
                .related(first, "the first design is here")
                .help("give this one its own `id` in `[design]`: links use it");
            findings.insert(file, finding);
        }
    }
    for snapshot in snapshots {
        let Some(&(own, _)) = seen.get(&snapshot.id) else { continue };
        let message = format!("a snapshot of another repository has the id `{}`, too", snapshot.id);
        let finding = Finding::new(&DUPLICATE_ID, own, message)
            .label("this one is meant by those that name it")
            .related(known(snapshot).span, "the snapshot is here")
            .help("give this one its own `id` in `[design]`, or delete the snapshot");
        findings.entry(own.file).or_insert(finding);
    }
    findings
}
