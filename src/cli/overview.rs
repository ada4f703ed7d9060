//! What `check` says of designs before what it found in them.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::args::Check;
use super::output::Lines;
use crate::answer::Completeness;
use crate::book::{Checked, Inspection};
use crate::design::{Design, Status};
use crate::diagnostic::format::Folded;
use crate::diagnostic::{Finding, Report, Suppressed, counted};
use crate::source::{FileId, Sources};

/// What is said before some findings.
pub(super) struct Overview<'o> {
    pub(super) arguments: &'o Check,
    pub(super) sources: &'o Sources,
    /// The designs that have not been named yet.
    pub(super) designs: Vec<(FileId, &'o Checked)>,
    /// Whether designs without a finding are named, too.
    pub(super) names_all: bool,
    /// How many such overviews there are.
    pub(super) times: usize,
}

impl Overview<'_> {
    /// A line a design, with its notes below it; section by section, where more is asked for. `shown` are the
    /// findings that are printed at all. Also whether notes are too many to be told by section.
    pub(super) fn lines(&self, shown: &Report) -> (Lines, bool) {
        let is_verbose = self.arguments.verbose;
        let mut lines = Lines::default();
        if is_verbose {
            self.allowed(shown, &mut lines);
        }
        let path = |file: FileId| self.sources.get(file).shown();
        let designs = self.named(shown);
        // Where more is asked for each note is printed itself.
        let folded = if is_verbose { Folded::default() } else { Folded::of(shown) };
        for file in folded.files().filter(|file| designs.iter().all(|(design, ..)| design != file)) {
            lines.line(format!("{}: {}", path(file), folded.file(file)));
        }
        let fit = if self.times > 1 { folded.fit_times(self.times) } else { folded.fit_below(designs.len()) };
        for (file, checked, design) in designs {
            lines.line(format!("{}{}", path(file), state(checked, design)));
            if is_verbose {
                sections(&checked.completeness, &mut lines);
            }
            if fit {
                folded.sections(file).iter().for_each(|section| lines.line(format!("  {section}")));
            }
        }
        (lines, !fit)
    }

    /// The designs that are named: those with findings, unless all are.
    fn named(&self, shown: &Report) -> Vec<(FileId, &Checked, &Design)> {
        let found: HashSet<FileId> = shown.findings.iter().map(Finding::file).collect();
        let designs = self.designs.iter().filter(|(file, _)| self.names_all || found.contains(file));
        designs.filter_map(|(file, checked)| Some((*file, *checked, checked.design.as_deref()?))).collect()
    }

    /// What designs silence, and why.
    fn allowed(&self, shown: &Report, lines: &mut Lines) {
        for Suppressed { finding, reason } in &shown.bounded().suppressed {
            let source = self.sources.get(finding.span.file);
            let line = source.position(finding.span.start as usize).line;
            let (code, message, path) = (finding.rule.code, &finding.message, source.shown());
            lines.line(format!("allowed[{code}]: {message} ({path}:{line})"));
            lines.line(format!("  because: {reason}"));
        }
    }
}

/// ` 1.2.0 (accepted): 53 of 53 answered`: what the design says of itself, and how complete it is.
fn state(checked: &Checked, design: &Design) -> String {
    let mut state = String::new();
    if let Some(version) = version(design) {
        let _ = write!(state, " {version}");
    }
    if let Some(status) = status(design) {
        let _ = write!(state, " ({status})");
    }
    if checked.template.is_some() {
        let all = &checked.completeness;
        let figure = figure(all.answered(), all.required(), all.justified(), all.defaulted());
        let _ = write!(state, ": {figure}");
        if all.placeholders > 0 {
            let _ = write!(state, ", {}", counted(all.placeholders, "placeholder"));
        }
    }
    state
}

/// The version that a design names, if it does.
pub(super) fn version(design: &Design) -> Option<&str> {
    Some(design.meta.version.text.as_str()).filter(|version| !version.is_empty())
}

/// The status that a design names, if it does: without one it is read as a draft.
pub(super) fn status(design: &Design) -> Option<&'static str> {
    design.has_status.then(|| design.status().word())
}

fn sections(completeness: &Completeness, lines: &mut Lines) {
    let sections = &completeness.sections;
    let width = sections.iter().map(|section| section.heading.chars().count()).max().unwrap_or(0);
    for section in sections {
        let figure = figure(section.answered, section.required, section.justified, section.defaulted);
        lines.line(format!("  {:<width$}  {figure}", section.heading));
    }
}

fn figure(answered: usize, required: usize, justified: usize, defaulted: usize) -> String {
    let mut figure = format!("{answered} of {required} answered");
    if justified > 0 {
        let _ = write!(figure, ", {justified} of them not applicable");
    }
    if defaulted > 0 {
        let _ = write!(figure, ", {defaulted} of them by the template");
    }
    figure
}

/// Says that the files of implemented designs were not looked up, where nothing says where they are.
pub(super) fn unsearched(inspection: &Inspection, lines: &mut Lines) {
    if inspection.session.config.project_root_at.is_some() {
        return;
    }
    let designs = inspection.designs.iter().filter_map(|(file, checked)| {
        let design = checked.design.as_deref()?;
        let names_files = design
            .components
            .iter()
            .any(|component| component.directory.is_some() || !component.files.is_empty());
        (design.status() == Status::Implemented && names_files).then_some(*file)
    });
    let designs: Vec<FileId> = designs.collect();
    let which = match designs.as_slice() {
        [] => return,
        [one] => format!("`{}`", inspection.session.sources.get(*one).shown()),
        several => counted(several.len(), "implemented design"),
    };
    lines.line(format!("note: files of {which} were not looked up: no `project-root` is set in book.toml"));
}
