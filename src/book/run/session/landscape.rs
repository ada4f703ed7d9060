//! What the designs of a book use of each other.

use std::sync::Arc;

use super::Session;
use crate::book::chapter::folder::{designs, is_version, without_data};
use crate::catalog::landscape::{Known, Landscape};

impl Session {
    /// Lets the designs know each other: reads every design of the book's folder if one that was asked for has
    /// integrations, and completes what integrations take from the designs that they name.
    pub(in crate::book) fn survey(&mut self) {
        if self
            .asked()
            .any(|(_, opened)| opened.design.as_ref().is_some_and(|design| !design.integrations.is_empty()))
        {
            self.know_all();
        }
    }

    /// The same, whatever the designs that were asked for are.
    pub(in crate::book) fn know_all(&mut self) {
        for entry in without_data(&designs(&self.config, &self.root)) {
            let loaded = entry.path.as_ref().ok().and_then(|granted| self.sources.load(granted).ok());
            let Some(file) = loaded else { continue };
            self.read_once(file);
            if is_version(&entry.name) {
                self.open_series_of(file);
            }
        }
        self.know_each_other();
    }

    /// The same among the designs that are open, without a book around them.
    pub(in crate::book) fn know_each_other(&mut self) {
        for (file, alias, theirs) in self.landscape().taken() {
            let opened = self.designs.get_mut(&file);
            if let Some(design) = opened.and_then(|opened| opened.design.as_mut()) {
                Arc::make_mut(design).take(&alias, theirs);
            }
        }
        self.is_surveyed = true;
    }

    /// The designs that are open, and what they use of each other.
    pub(crate) fn landscape(&self) -> Landscape<'_> {
        let known = self.designs.iter().map(|(&file, opened)| Known {
            file,
            design: opened.design.as_deref(),
            series: self.series(file),
        });
        Landscape::new(known, &self.sources)
    }
}
