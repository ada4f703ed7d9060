//! The files of the repository that designs are held against.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::Session;
use crate::check::Agreed;
use crate::compare::agreement::{Other, given, take};
use crate::design::Design;
use crate::diagnostic::{Report, Sink};
use crate::interchange::repository::consult;
use crate::reading::rules::MISSING_KEY;
use crate::source::{FileId, Files, Root, Span};

impl Session {
    /// Looks for the files of the project in another folder than book.toml names, if one is named.
    pub(in crate::book) fn use_project(&mut self, folder: Option<&Path>) {
        self.project = folder.map(|folder| self.sources.root(folder, self.config.allow_outside_root));
    }

    /// The folder of the project, if somebody names it.
    pub(super) fn project_root(&self) -> Option<Root> {
        let configured = || Some(self.root.below(self.config.project_root.as_ref()?));
        self.project.clone().or_else(configured)
    }

    /// A design after the files that it names were read.
    pub(super) fn with_sources(&mut self, mut design: Design, sink: &mut Sink) -> Design {
        self.agreements.remove(&design.file);
        if self.is_snapshot(design.file) {
            return design;
        }
        let Some(named) = &design.repository else { return design };
        let project = self.project_root().unwrap_or_else(|| self.root.below(Path::new(".")));
        let template = self.templates.find("system-design@1").ok().flatten();
        let agreement = consult(named, &project, &mut self.sources, &mut self.memory, template);
        let given = given(&design, &agreement);
        sink.retain(|finding| {
            let is_given = |(span, key): &(Span, &str)| {
                finding.span == *span && finding.message.contains(&format!("`{key}`"))
            };
            *finding.rule != MISSING_KEY || !given.iter().any(is_given)
        });
        take(&mut design, &agreement);
        self.agreements.insert(design.file, Arc::new(agreement));
        design
    }

    /// Lets findings begin at the file that changed since the revision that designs are held against, where the
    /// design did not.
    pub(super) fn turn(&self, file: FileId, report: &mut Report) {
        let Some(then) = self.files_then() else { return };
        if self.has_changed(file, then) {
            return;
        }
        for finding in &mut report.findings {
            if finding.other_side().is_some_and(|other| self.has_changed(other.span.file, then)) {
                finding.turn();
            }
        }
    }

    /// The file of the repository by whose name for it a table of a design, or a column of one, is known.
    #[cfg(feature = "cli")]
    pub(crate) fn names_table(&self, file: FileId, table: &str, column: Option<&str>) -> Option<&str> {
        let agreement = self.agreements.get(&file)?;
        let parts = agreement.held.iter().flat_map(|held| &held.parts);
        let has = |name: &str, wanted: &str| name.eq_ignore_ascii_case(wanted);
        let found = parts.into_iter().find(|part| {
            let mut tables = part.partial.tables.iter().filter(|known| has(&known.name.value, table));
            tables.any(|known| {
                column.is_none_or(|column| known.columns.iter().any(|known| has(&known.name.value, column)))
            })
        });
        found.map(|part| part.name.as_str())
    }

    /// Marks the findings in files that changed since that revision.
    pub(in crate::book) fn mark_changed(&self, report: &mut Report) {
        let Some(then) = self.files_then() else { return };
        let mut known: HashMap<FileId, bool> = HashMap::new();
        for finding in &mut report.findings {
            let other = finding.other_side().map(|other| other.span.file);
            finding.in_change = std::iter::once(finding.span.file)
                .chain(other)
                .any(|file| *known.entry(file).or_insert_with(|| self.has_changed(file, then)));
        }
    }

    /// Whether a file was another one, or was not there.
    fn has_changed(&self, file: FileId, then: &Files) -> bool {
        let source = self.sources.get(file);
        let folder = source.location().parent().unwrap_or(Path::new("."));
        let granted = Root::of(then, folder, true).named(source.location());
        granted.ok().and_then(|granted| granted.text().ok()).is_none_or(|text| *text != **source.text())
    }

    /// What the files of a design say, and the other designs of the book.
    pub(super) fn agreed(&self, file: FileId) -> Option<Agreed<'_>> {
        let agreement = self.agreements.get(&file)?;
        let path = |file: FileId| self.sources.get(file).path();
        let mut files: Vec<FileId> = self.designs.keys().copied().collect();
        files.retain(|other| {
            self.holds(*other) && !self.are_of_one(file, *other) && !self.is_snapshot(*other)
        });
        files.sort_by_key(|file| path(*file));
        let other = |other: FileId| {
            let design = self.design(other)?;
            let agreement = self.agreements.get(&other).map(Arc::as_ref);
            Some(Other { design, agreement, is_before: path(other) < path(file) })
        };
        Some(Agreed { agreement, others: files.into_iter().filter_map(other).collect() })
    }
}
