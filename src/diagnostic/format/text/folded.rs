//! Notes in few lines: how many a section of a design has. A draft has dozens of them, and an error
//! would be lost among their lines.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Finding, InSection, Level, Report, counted};
use crate::source::FileId;

/// More lines than these, with a few around them, would not fit a screen.
const SCREEN: usize = 40;

/// The notes of a report, by file.
#[derive(Debug, Default)]
pub struct Folded<'r> {
    files: IndexMap<FileId, Sections<'r>>,
}

/// The notes of one file, in the order of the template's sections; those of no section come last.
type Sections<'r> = BTreeMap<(bool, Option<&'r InSection>), Notes<'r>>;

/// Notes that are printed in one line.
#[derive(Debug, Default)]
struct Notes<'r> {
    /// How much is missing of what the template asks for.
    missing: usize,
    /// How many there are beside.
    others: usize,
    /// One of these.
    other: Option<&'r Finding>,
}

impl<'r> Folded<'r> {
    /// Folds the notes of a report.
    pub fn of(report: &'r Report) -> Self {
        let mut folded = Self::default();
        for finding in report.findings.iter().filter(|finding| finding.level == Level::Note) {
            let section = finding.section.as_ref();
            let sections = folded.files.entry(finding.file()).or_default();
            sections.entry((section.is_none(), section)).or_default().add(finding);
        }
        folded
    }

    /// The files that have notes.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.files.keys().copied()
    }

    /// What is said of a file in one line.
    pub fn file(&self, file: FileId) -> String {
        let mut all = Notes::default();
        for notes in self.files.get(&file).into_iter().flat_map(BTreeMap::values) {
            all.missing += notes.missing;
            all.others += notes.others;
            all.other = all.other.or(notes.other);
        }
        all.words()
    }

    /// Whether notes of a file belong to sections, as those of a design do.
    pub fn has_sections(&self, file: FileId) -> bool {
        self.files.get(&file).is_some_and(|sections| sections.keys().any(|(_, section)| section.is_some()))
    }

    /// A line for each section of a file.
    pub fn sections(&self, file: FileId) -> Vec<String> {
        let sections = self.files.get(&file).into_iter().flatten();
        let line = |(&(_, section), notes): (&(bool, Option<&InSection>), &Notes)| match section {
            Some(section) => format!("{}: {}", section.heading, notes.words()),
            None => notes.words(),
        };
        sections.map(line).collect()
    }

    /// Whether the lines of all sections, and one above them, would fit a screen so many times.
    pub fn fit_times(&self, times: usize) -> bool {
        times.saturating_mul(1 + self.lines()) <= SCREEN
    }

    fn lines(&self) -> usize {
        self.files.values().map(BTreeMap::len).sum()
    }

    /// Whether the lines of all sections fit a screen below so many other lines.
    pub fn fit_below(&self, lines: usize) -> bool {
        lines + self.lines() <= SCREEN
    }
}

impl<'r> Notes<'r> {
    fn add(&mut self, finding: &'r Finding) {
        if finding.asked_by.is_some() {
            // One finding names all that a block lacks.
            self.missing += finding.names.len().max(1);
        } else {
            self.others += finding.omitted.max(1);
            self.other = self.other.or(Some(finding));
        }
    }

    /// `10 missing`, `1 missing, 2 other notes`; a note that is the only one is said itself.
    fn words(&self) -> String {
        match (self.missing, self.others, self.other) {
            (0, 1, Some(note)) => format!("{} ({})", note.message, note.rule.code),
            (0, others, _) => counted(others, "note"),
            (missing, 0, _) => format!("{missing} missing"),
            (missing, others, _) => format!("{missing} missing, {}", counted(others, "other note")),
        }
    }
}
