//! What `check` says of the designs as a whole, before what it found in them.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::args::Check;
use super::output::Lines;
use crate::answer::Completeness;
use crate::book::{Checked, Inspection};
use crate::design::{Design, Status};
use crate::diagnostic::format::Folded;
use crate::diagnostic::{Finding, Level, Report, Suppressed, counted};
use crate::source::FileId;

/// What `check` says before the findings.
#[derive(Default)]
pub(super) struct Overview {
    pub(super) lines: Lines,
    /// Whether the notes are too many to be told by section.
    pub(super) hides_sections: bool,
}

impl Overview {
    /// A line a design with findings, with its notes below it; all designs, and section by section,
    /// where more is asked for. `shown` are the findings that are printed at all.
    pub(super) fn of(inspection: &Inspection, shown: &Report, arguments: &Check) -> Self {
        if arguments.quiet {
            return Self::default();
        }
        let is_verbose = arguments.verbose;
        let mut lines = Lines::default();
        if is_verbose {
            allowed(inspection, &mut lines);
        }
        let path = |file: FileId| inspection.session.sources.get(file).shown();
        let designs = designs(inspection, shown, is_verbose);
        // Where more is asked for each note is printed itself.
        let folded = if is_verbose { Folded::default() } else { Folded::of(shown) };
        for file in folded.files().filter(|file| designs.iter().all(|(design, ..)| design != file)) {
            lines.line(format!("{}: {}", path(file), folded.file(file)));
        }
        let fit = folded.fit_below(designs.len());
        for (file, checked, design) in designs {
            lines.line(format!("{}{}", path(file), state(checked, design)));
            if is_verbose {
                sections(&checked.completeness, &mut lines);
            }
            if fit {
                folded.sections(file).iter().for_each(|section| lines.line(format!("  {section}")));
            }
        }
        if arguments.level.is_none_or(|level| level == Level::Note) {
            unsearched(inspection, &mut lines);
        }
        Self { lines, hides_sections: !fit }
    }
}

/// The designs that are named: those with findings, or the only one; all where more is asked for.
fn designs<'i>(
    inspection: &'i Inspection,
    shown: &Report,
    all: bool,
) -> Vec<(FileId, &'i Checked, &'i Design)> {
    let found: HashSet<FileId> = shown.findings.iter().map(Finding::file).collect();
    let is_named = |file: &FileId| all || inspection.designs.len() == 1 || found.contains(file);
    let designs = inspection.designs.iter().filter(|(file, _)| is_named(file));
    designs.filter_map(|(file, checked)| Some((*file, checked, checked.design.as_deref()?))).collect()
}

/// What designs silence, and why.
fn allowed(inspection: &Inspection, lines: &mut Lines) {
    let sources = &inspection.session.sources;
    for Suppressed { finding, reason } in &inspection.report.bounded().suppressed {
        let source = sources.get(finding.span.file);
        let line = source.position(finding.span.start as usize).line;
        let (code, message, path) = (finding.rule.code, &finding.message, source.shown());
        lines.line(format!("allowed[{code}]: {message} ({path}:{line})"));
        lines.line(format!("  because: {reason}"));
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
fn unsearched(inspection: &Inspection, lines: &mut Lines) {
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
