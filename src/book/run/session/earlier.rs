//! What the versions of a series are compared with.

use std::sync::Arc;

use super::{Session, locked};
use crate::check::Earlier;
use crate::compare::{Changes, Side, compare};
use crate::design::Design;
use crate::diagnostic::Finding;
use crate::source::FileId;

impl Earlier for Session {
    fn baseline(&self, file: FileId) -> Option<&Design> {
        self.baseline_side(file).map(|side| side.design)
    }

    fn between(&self, old: FileId, new: FileId) -> Option<Arc<Changes>> {
        if let Some(known) = locked(&self.between).get(&(old, new)) {
            return known.clone();
        }
        let changes = self.compared_with(old, new).map(Arc::new);
        locked(&self.between).insert((old, new), changes.clone());
        changes
    }

    fn revision(&self) -> Option<&str> {
        self.held_against()
    }

    fn before(&self, file: FileId) -> Option<&Design> {
        self.was(file).map(|side| side.design)
    }

    fn since(&self, file: FileId) -> Option<Changes> {
        self.changed(file)
    }

    fn gone(&self, file: FileId) -> Vec<&Design> {
        self.gone_before(file)
    }

    fn restored_by(&self, file: FileId) -> Option<String> {
        self.put_back_by(file)
    }

    fn changes(&self, file: FileId) -> Option<Arc<Changes>> {
        if let Some(known) = locked(&self.changes).get(&file) {
            return known.clone();
        }
        let changes = self.compared(file).map(Arc::new);
        locked(&self.changes).insert(file, changes.clone());
        changes
    }
}

impl Session {
    /// The version below it, or, of a design that has no other one, what it was at another version.
    fn baseline_side(&self, file: FileId) -> Option<Side<'_>> {
        if let Some(baseline) = self.series(file).and_then(|series| series.baseline(file)) {
            return self.side(self.whole(baseline.file)?);
        }
        let is_other = |old: &Design| {
            let new = self.design(file).and_then(|new| new.meta.version.semver.as_ref());
            let pair = old.meta.version.semver.as_ref().zip(new);
            pair.is_some_and(|(old, new)| old.cmp_precedence(new).is_lt())
        };
        self.was(file).filter(|old| old.design.is_promise() && is_other(old.design))
    }

    fn compared(&self, file: FileId) -> Option<Changes> {
        self.changes_from(self.baseline_side(file)?, file)
    }

    /// What the design in a file changes against another one; `None` if a part of either could not be read.
    pub(in crate::book) fn compared_with(&self, old: FileId, file: FileId) -> Option<Changes> {
        self.changes_from(self.side(self.whole(old)?)?, file)
    }

    pub(super) fn changes_from(&self, old: Side<'_>, file: FileId) -> Option<Changes> {
        let new = self.side(self.whole(file)?)?;
        Some(compare(old, new, &[]).breaking_in(&self.config.breaking_areas))
    }

    pub(in crate::book) fn side<'s>(&'s self, design: &'s Design) -> Option<Side<'s>> {
        let template = self.template_of(design)?;
        Some(Side { design, template })
    }

    /// The design that the one in a file is compared with, to keep.
    pub(in crate::book) fn baseline_of(&self, file: FileId) -> Option<Arc<Design>> {
        let baseline = self.baseline(file)?.file;
        self.designs.get(&baseline)?.design.clone()
    }

    /// A design, unless a part of it could not be read: what is missing there would seem to be removed.
    pub(in crate::book) fn whole(&self, file: FileId) -> Option<&Design> {
        let opened = self.designs.get(&file)?;
        let design = opened.design.as_deref()?;
        // Judging costs more than looking.
        if opened.sink.findings().iter().any(|finding| finding.rule.group.is_shape()) {
            let report = self.judge(file, Some(design), opened.sink.clone());
            if report.findings.iter().any(Finding::is_unread) {
                return None;
            }
        }
        Some(design)
    }
}
