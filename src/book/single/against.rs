//! The older design that a picture of a change is drawn from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Loaded, Output};
use crate::book::inspect::InspectError;
use crate::book::run::session::Session;
use crate::compare::{Changes, Side, compare};
use crate::design::Design;
use crate::source::Sources;
use crate::template::Template;

/// An older design, and what the new one changes of it.
pub(super) struct Older {
    pub(super) design: Arc<Design>,
    pub(super) changes: Changes,
}

impl Older {
    /// That both architectures are the same.
    pub(super) fn same(&self) -> String {
        let (old, new) = &self.changes.versions;
        if old == new {
            "the architecture did not change".to_owned()
        } else {
            format!("the architecture is the same in {old} and in {new}")
        }
    }
}

/// Why a change cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoChange {
    /// The older design cannot be read.
    #[error(transparent)]
    Unreadable(#[from] InspectError),
    /// What was named is not a version.
    #[error("`{}` names no version, so there is nothing to compare with", .0.display())]
    NoVersion(PathBuf),
    /// No older version was named, and none is known.
    #[error("there is nothing to compare with: {why}; name an older design with `--against OLD`")]
    NoBaseline {
        /// Why none is known.
        why: &'static str,
    },
    /// Both architectures are the same.
    #[error("there is nothing to draw: {0}")]
    Same(String),
}

/// What was found of the older design.
pub(super) enum Found {
    Older(Box<Older>),
    /// A part of it cannot be read, which its findings say.
    Unread(Box<Output>),
}

/// Compares a design with the one at a path, or with its baseline if none is named.
pub(super) fn find(
    path: Option<&Path>,
    session: &Session,
    design: &Design,
    template: &Template,
) -> Result<Found, NoChange> {
    let new = Side { design, template };
    let Some(path) = path else {
        let older = session.baseline_of(design.file).map(|old| older(old, template, session, new));
        return older.map(Found::Older).ok_or(NoChange::NoBaseline { why: why_none(session, design) });
    };
    let Loaded { session, found, checked } = Loaded::open(path, Sources::new())?;
    let Some(checked) = checked else { return Err(NoChange::NoVersion(path.to_path_buf())) };
    let whole = checked.design.filter(|old| session.whole(old.file).is_some());
    let Some(old) = whole else {
        let threshold = session.config.threshold();
        let output = Output { report: found, threshold, sources: session.sources, ..Output::default() };
        return Ok(Found::Unread(Box::new(output)));
    };
    Ok(Found::Older(older(old, template, &session, new)))
}

/// Without its own template, the older design is read by that of the newer one.
fn older(design: Arc<Design>, template: &Template, session: &Session, new: Side<'_>) -> Box<Older> {
    let own = session.templates.resolve(&design.template).unwrap_or(template);
    let changes = compare(Side { design: &design, template: own }, new, &[]);
    Box::new(Older { design, changes })
}

fn why_none(session: &Session, design: &Design) -> &'static str {
    match session.series(design.file).and_then(|series| series.member(design.file)) {
        Some(_) => "no earlier version of the design was accepted, or it cannot be read",
        None => "the design is not a version of a series",
    }
}
