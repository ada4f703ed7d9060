//! What the designs of a book use of each other.

use std::sync::Arc;

use super::Session;
use crate::catalog::landscape::{Directory, Known, Landscape};
use crate::design::Design;

impl Session {
    /// Lets the designs know each other if one that was asked for may name another: reads all of the book.
    pub(in crate::book) fn survey(&mut self) {
        let may_share = |design: &Design| !design.integrations.is_empty() || design.repository.is_some();
        if self.designs().any(|(_, design)| may_share(design)) {
            self.read_all();
        }
    }

    /// Completes what integrations take from the designs that they name, among those that were read.
    pub(in crate::book) fn know_each_other(&mut self) {
        self.relied_on.clear();
        for (file, alias, found, theirs) in Directory::new(self.known(), &self.sources).taken() {
            let opened = self.designs.get_mut(&file);
            if let Some(design) = opened.and_then(|opened| opened.design.as_mut()) {
                Arc::make_mut(design).take(&alias, theirs);
            }
            self.relied_on.entry(file).or_default().insert(alias, found);
        }
        self.is_surveyed = true;
    }

    /// The designs that were read, and what they use of each other: made once a run, for all who ask.
    pub(crate) fn landscape(&self) -> Landscape<'_> {
        Landscape::new(self.known(), &self.sources)
    }

    pub(super) fn known(&self) -> impl Iterator<Item = Known<'_>> {
        self.designs.iter().map(|(&file, opened)| Known {
            file,
            design: opened.design.as_deref(),
            series: self.series(file),
        })
    }
}
