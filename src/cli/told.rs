//! What `check` prints: each design as soon as it was checked, then what is between designs and in the rest of the
//! book, and at the end what came of it.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::json;

use super::args::Check;
use super::overview::{self, Overview};
use super::{Failure, output};
use crate::book::inspect::Told;
use crate::book::{Checked, Inspection};
use crate::diagnostic::format::{Ending, Introduced, OutputFormat};
use crate::diagnostic::{Level, Report, counted, guarded_json};
use crate::source::{FileId, Sources};

/// Prints a run.
pub(super) struct Printer<'p> {
    arguments: &'p Check,
    /// Whether the run is about a single book, or files of one.
    is_only: bool,
    /// The designs of the book that were printed.
    printed: HashSet<FileId>,
    introduced: Introduced,
    /// Whether a section's notes were not printed.
    hides_sections: bool,
    /// Whether the last line is one of an overview.
    is_open: bool,
    failure: Option<Failure>,
}

impl<'p> Printer<'p> {
    pub(super) fn new(arguments: &'p Check, books: usize) -> Self {
        Self {
            arguments,
            is_only: books == 1,
            printed: HashSet::new(),
            introduced: Introduced::default(),
            hides_sections: false,
            is_open: false,
            failure: None,
        }
    }

    /// Prints a design and what was found in it, unless it is the only one: then all is printed together.
    pub(super) fn design(&mut self, told: &Told<'_>) {
        let Told { sources, file, checked, of, .. } = *told;
        if self.prints_together(of) {
            return;
        }
        let (mut report, _) = checked.report.clone().parted();
        report.sort(sources);
        let overview = Overview {
            arguments: self.arguments,
            sources,
            designs: vec![(file, checked)],
            names_all: self.arguments.verbose,
            times: of,
        };
        if self.findings(&report, &overview, None) {
            self.printed.insert(file);
        }
    }

    /// Prints the designs of a book that was checked before.
    pub(super) fn designs(&mut self, inspection: &Inspection) {
        let (sources, of) = (&inspection.session.sources, inspection.designs.len());
        for (file, checked) in &inspection.designs {
            self.design(&Told::new(sources, *file, checked, of));
        }
    }

    /// Prints what is left to be said of a book: what is between its designs, in its chapters and in its settings.
    pub(super) fn rest(&mut self, inspection: &Inspection) {
        let printed = std::mem::take(&mut self.printed);
        if !self.arguments.format.can_go_on() || has_checked_nothing(inspection) {
            return;
        }
        let is_together = self.prints_together(inspection.designs.len());
        let report = inspection.report.clone();
        let report = if is_together { report } else { report.parted().1 };
        let designs = inspection.designs.iter().filter(|(file, _)| !printed.contains(file));
        let overview = Overview {
            arguments: self.arguments,
            sources: &inspection.session.sources,
            designs: designs.map(|(file, checked)| (*file, checked)).collect(),
            names_all: is_together && (self.arguments.verbose || inspection.designs.len() == 1),
            times: 1,
        };
        self.findings(&report, &overview, Some(inspection));
    }

    /// Whether a book has too few designs to be printed one by one.
    fn prints_together(&self, designs: usize) -> bool {
        !self.arguments.format.can_go_on() || self.is_only && designs < 2
    }

    /// Prints findings, below an overview for people. Whether anything was printed.
    fn findings(&mut self, report: &Report, overview: &Overview<'_>, end_of: Option<&Inspection>) -> bool {
        let shown = report.from_level(self.least());
        let text = if self.arguments.format == OutputFormat::Text {
            self.text(&shown, overview, end_of)
        } else {
            output::formatted(&shown, overview.sources, self.arguments.format)
        };
        match text.and_then(|text| output::print(&text).map(|()| !text.is_empty())) {
            Ok(is_printed) => is_printed,
            Err(failure) => {
                self.failure.get_or_insert(failure);
                false
            }
        }
    }

    fn text(
        &mut self,
        shown: &Report,
        overview: &Overview<'_>,
        end_of: Option<&Inspection>,
    ) -> Result<String, Failure> {
        let mut text = String::new();
        if !self.arguments.quiet {
            let (mut lines, hides_sections) = overview.lines(shown);
            let shows_notes = self.arguments.level.is_none_or(|level| level == Level::Note);
            if let Some(inspection) = end_of.filter(|_| shows_notes) {
                overview::unsearched(inspection, &mut lines);
            }
            self.hides_sections |= hides_sections;
            self.is_open |= !lines.text().is_empty();
            text.push_str(lines.text());
        }
        let (in_full, introduced) = (self.in_full(), &mut self.introduced);
        let findings = output::drawn(|text, out| {
            text.write_more_findings(introduced, shown, in_full, overview.sources, out)
        })?;
        if !findings.is_empty() {
            if self.is_open {
                text.push('\n');
            }
            self.is_open = false;
            text.push_str(&findings);
        }
        Ok(text)
    }

    /// The least level that is printed.
    fn least(&self) -> Level {
        self.arguments.level.unwrap_or(if self.arguments.quiet { Level::Warn } else { Level::Note })
    }

    /// The least level from which each finding is printed itself.
    fn in_full(&self) -> Level {
        if self.arguments.verbose { Level::Note } else { Level::Warn }
    }

    /// Ends the output: what was found in all books.
    pub(super) fn end(self, all: &Inspection) -> Result<(), Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        if has_checked_nothing(all) {
            return Ok(());
        }
        let text = match self.arguments.format {
            OutputFormat::Text => self.ending(all)?,
            OutputFormat::Json => completeness_of(all),
            OutputFormat::Short => String::new(),
            format => output::formatted(&all.report.from_level(self.least()), &all.session.sources, format)?,
        };
        output::print(&text)
    }

    fn ending(&self, all: &Inspection) -> Result<String, Failure> {
        let arguments = self.arguments;
        let report = &all.report;
        let cause = all.cause(arguments.deny_warnings);
        let mut text = String::new();
        if !arguments.quiet && report.findings.is_empty() {
            text = format!("{} checked, nothing found\n", counted(all.designs.len(), "design"));
        } else if self.is_open {
            text.push('\n');
        }
        let shown = report.from_level(self.least());
        let notes = match (self.in_full(), self.hides_sections) {
            _ if shown.count(Level::Note) == 0 => None,
            (Level::Note, _) => None,
            (_, true) => Some("`mdbook-system-design check FILE` shows the notes of one by section"),
            (_, false) => Some("`--verbose` shows each note"),
        };
        if !arguments.quiet || !shown.findings.is_empty() || cause.is_some() {
            let ending = Ending { cause, notes };
            text.push_str(&output::drawn(|text, out| text.write_ending(report, &ending, out))?);
        }
        Ok(text)
    }
}

/// Whether nothing but files that cannot be read was to be checked.
fn has_checked_nothing(inspection: &Inspection) -> bool {
    inspection.designs.is_empty() && !inspection.unread.is_empty()
}

/// The last objects of `--format json`: one for each design.
fn completeness_of(all: &Inspection) -> String {
    let mut text = String::new();
    for (file, checked) in &all.designs {
        let object = completeness(*file, checked, &all.session.sources).to_string();
        let _ = writeln!(text, "{}", guarded_json(&object));
    }
    text
}

/// How complete a design is.
fn completeness(file: FileId, checked: &Checked, sources: &Sources) -> serde_json::Value {
    let figure = &checked.completeness;
    let sections: Vec<_> = figure
        .sections
        .iter()
        .map(|section| {
            json!({
                "section": section.key,
                "required": section.required,
                "answered": section.answered,
                "not_applicable": section.justified,
                "defaulted": section.defaulted,
            })
        })
        .collect();
    json!({
        "design": checked.design.as_ref().map(|design| design.id.as_str()),
        "file": sources.get(file).shown(),
        "version": checked.design.as_deref().and_then(overview::version),
        "status": checked.design.as_deref().and_then(overview::status),
        "required": figure.required(),
        "answered": figure.answered(),
        "not_applicable": figure.justified(),
        "defaulted": figure.defaulted(),
        "placeholders": figure.placeholders,
        "sections": sections,
    })
}
