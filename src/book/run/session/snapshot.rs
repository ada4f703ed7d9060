//! Snapshots: the models of designs that other repositories have.

use super::Session;
use crate::book::rules::MISSING_DESIGN_FILE;
use crate::design::Design;
use crate::diagnostic::{Finding, Sink};
use crate::interchange::model;
use crate::reading::Reader;
use crate::source::FileId;
use crate::template::Template;

/// The template whose facts are known where the one of a snapshot is not.
const NEXT_BEST: &str = "system-design@1";

impl Session {
    /// Whether a file is the model of a design of another repository. Nothing in it is a finding, since
    /// nobody here can mend it.
    pub(crate) fn is_snapshot(&self, file: FileId) -> bool {
        model::is_model(self.sources.get(file))
    }

    /// Reads a snapshot, so that designs can rely on it. Only one that cannot be read is checked.
    pub(in crate::book) fn open_snapshot(&mut self, file: FileId) {
        self.read_once(file);
        self.open_series_of(file);
        if self.design(file).is_none() {
            self.ask(file);
        }
    }

    /// The snapshots that are open and can be read.
    #[cfg(feature = "cli")]
    pub(in crate::book) fn snapshots(&self) -> impl Iterator<Item = FileId> {
        let all = self.designs.iter().filter(|(_, opened)| opened.design.is_some());
        all.map(|(&file, _)| file).filter(|file| self.is_snapshot(*file))
    }

    /// Reads the model in a file.
    pub(super) fn read_model(&mut self, file: FileId, sink: &mut Sink) -> Option<Design> {
        let mut reader = Reader::new(&mut self.sources, &self.root, file, sink);
        match model::read(&self.context, &mut reader) {
            Ok(design) => Some(design),
            Err(why) => {
                let path = reader.sources.get(file).path();
                let message = format!("the snapshot `{path}` cannot be read: {why}");
                let finding = Finding::new(&MISSING_DESIGN_FILE, why.span(&reader), message);
                reader.report(finding.help(why.help()));
                None
            }
        }
    }

    /// The template of a design. That of a snapshot need not be known here.
    pub(super) fn template_of(&self, design: &Design) -> Option<&Template> {
        let own = self.templates.resolve(&design.template).ok();
        // The texts may be those of another session.
        let is_snapshot = || self.designs.get(&design.file).is_some_and(|opened| opened.is_snapshot);
        own.or_else(|| self.templates.find(NEXT_BEST).ok()?.filter(|_| is_snapshot()))
    }
}
