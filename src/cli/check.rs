//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::overview::{self, Overview};
use super::{FAILURE, FINDINGS, Failure, Outcome, fixes, output};
use crate::book::inspect::Target;
use crate::book::{Checked, Inspection};
use crate::diagnostic::format::{Ending, OutputFormat};
use crate::diagnostic::{Level, Report, Threshold, counted, guarded_json};
use crate::source::Overlay;

pub(super) fn run(arguments: &Check) -> Outcome {
    let target = target(&arguments.paths)?;
    let mut inspection = inspect(&target)?;
    inspection.unread.iter().for_each(|error| output::error(&error.to_string()));
    if arguments.diff {
        let code = exit_code(arguments, &inspection);
        fixes::show(&target, inspection, arguments.unsafe_fixes)?;
        return Ok(code);
    }
    if arguments.fix {
        inspection = fixes::make(&target, inspection, arguments.unsafe_fixes)?;
    }
    inspection.session.sources.name_from_here();
    let has_checked_nothing = inspection.designs.is_empty() && !inspection.unread.is_empty();
    if !has_checked_nothing {
        output::print(&found(arguments, &inspection)?)?;
    }
    Ok(exit_code(arguments, &inspection))
}

fn threshold(arguments: &Check, inspection: &Inspection) -> Threshold {
    Threshold { deny_warnings: arguments.deny_warnings, ..inspection.session.config.threshold() }
}

/// What was found, in the form that was asked for.
fn found(arguments: &Check, inspection: &Inspection) -> Result<String, Failure> {
    let least = arguments.level.unwrap_or(if arguments.quiet { Level::Warn } else { Level::Note });
    let shown = inspection.report.from_level(least);
    if arguments.format == OutputFormat::Text {
        return text(arguments, inspection, &shown);
    }
    let mut text = output::formatted(&shown, &inspection.session.sources, arguments.format)?;
    if arguments.format == OutputFormat::Json {
        for (file, checked) in &inspection.designs {
            let path = inspection.session.sources.get(*file).shown();
            let object = completeness(path, checked).to_string();
            let _ = writeln!(text, "{}", guarded_json(&object));
        }
    }
    Ok(text)
}

/// For people: the designs, what is wrong in them, and what came of it.
fn text(arguments: &Check, inspection: &Inspection, shown: &Report) -> Result<String, Failure> {
    let report = &inspection.report;
    let cause = threshold(arguments, inspection).cause(report.worst());
    let in_full = if arguments.verbose { Level::Note } else { Level::Warn };
    let Overview { mut lines, hides_sections } = Overview::of(inspection, shown, arguments);
    if !arguments.quiet {
        if report.findings.is_empty() {
            lines.line(format!("{} checked, nothing found", counted(inspection.designs.len(), "design")));
        } else if !lines.text().is_empty() {
            lines.line("");
        }
    }
    let is_told = !arguments.quiet || !shown.findings.is_empty() || cause.is_some();
    let notes = match (in_full, hides_sections) {
        _ if shown.count(Level::Note) == 0 => None,
        (Level::Note, _) => None,
        (_, true) => Some("`mdbook-system-design check FILE` shows the notes of one by section"),
        (_, false) => Some("`--verbose` shows each note"),
    };
    let ending = Ending { cause, notes };
    let findings = output::drawn(|text, out| {
        text.write_findings(shown, in_full, &inspection.session.sources, out)?;
        if is_told { text.write_ending(report, &ending, out) } else { Ok(()) }
    })?;
    Ok(format!("{}{findings}", lines.text()))
}

fn exit_code(arguments: &Check, inspection: &Inspection) -> ExitCode {
    if !inspection.unread.is_empty() {
        return ExitCode::from(FAILURE);
    }
    let cause = threshold(arguments, inspection).cause(inspection.report.worst());
    if cause.is_some() { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}

/// A book's folder, or files; the book of this folder where nothing is named.
fn target(paths: &[PathBuf]) -> Result<Target, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    match paths {
        [folder] if folder.is_dir() => Ok(Target::Book(folder.clone())),
        files => match files.iter().find(|path| path.is_dir()) {
            Some(folder) => {
                let message = format!("`{}` is a folder: name one book, or design files", folder.display());
                Err(Failure::new(message))
            }
            None => Ok(Target::Files(files.to_vec())),
        },
    }
}

pub(super) fn inspect(target: &Target) -> Result<Inspection, Failure> {
    target.inspect(&Overlay::default()).map_err(|error| Failure::new(error.to_string()))
}

/// The last object of a design in `--format json`.
fn completeness(path: &str, checked: &Checked) -> serde_json::Value {
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
        "file": path,
        "version": checked.design.as_deref().and_then(overview::version),
        "status": checked.design.as_deref().and_then(overview::status),
        "required": figure.required(),
        "answered": figure.answered(),
        "not_applicable": figure.justified(),
        "defaulted": figure.defaulted(),
        "sections": sections,
    })
}
