//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::{FINDINGS, Failure, Outcome, output};
use crate::book::{Checked, Inspection, inspect};
use crate::diagnostic::format::OutputFormat;
use crate::diagnostic::{self, Level};
use crate::source::{Root, Writes};

pub(super) fn run(arguments: &Check) -> Outcome {
    let mut inspection = inspect(&arguments.paths)?;
    if arguments.fix {
        inspection = fix(inspection, &arguments.paths)?;
    }
    let here = inspection.session.root.from_here();
    inspection.session.sources.show_below(&here);
    let mut text = output::formatted(&inspection.report, &inspection.session.sources, arguments.format)?;
    match arguments.format {
        OutputFormat::Text => summarise(&inspection, arguments.verbose, &mut text),
        OutputFormat::Json => inspection.designs.iter().for_each(|(file, checked)| {
            let path = inspection.session.sources.get(*file).path();
            let _ = writeln!(text, "{}", completeness(path, checked));
        }),
        OutputFormat::Short | OutputFormat::Sarif | OutputFormat::Github => {}
    }
    output::print(&text)?;
    let warned = arguments.deny_warnings && inspection.report.worst() >= Level::Warn;
    Ok(if warned || inspection.fails() { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

/// A book's folder, or files; the book of this folder where nothing is named.
pub(super) fn inspect(paths: &[PathBuf]) -> Result<Inspection, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let inspected = match paths {
        [folder] if folder.is_dir() => inspect::book(folder),
        files => match files.iter().find(|path| path.is_dir()) {
            Some(folder) => {
                let message = format!("`{}` is a folder: name one book, or design files", folder.display());
                return Err(Failure::new(message));
            }
            None => inspect::files(files),
        },
    };
    inspected.map_err(|error| Failure::new(error.to_string()))
}

/// Applies the fixes and checks again, until nothing is left to fix.
pub(super) fn fix(mut inspection: Inspection, paths: &[PathBuf]) -> Result<Inspection, Failure> {
    /// A fix may make another one possible; more rounds than this mean that two fixes undo each other.
    const ROUNDS: usize = 10;
    let mut applied = 0;
    for _ in 0..ROUNDS {
        let fixed = diagnostic::fix(&inspection.report, &inspection.session.sources);
        if fixed.applied == 0 {
            break;
        }
        write(&fixed, &inspection, paths)?;
        applied += fixed.applied;
        inspection = inspect(paths)?;
    }
    if applied > 0 {
        output::say(&format!("{} applied\n", counted(applied, "fix", "fixes")));
    }
    Ok(inspection)
}

/// Writes all changed files or none.
fn write(fixed: &diagnostic::Fixed, inspection: &Inspection, paths: &[PathBuf]) -> Result<(), Failure> {
    let session = &inspection.session;
    let mut writes = Writes::within(&inspection.root);
    // A file that the user named may be elsewhere.
    for folder in paths.iter().filter(|path| !path.is_dir()).filter_map(|path| path.parent()) {
        writes = writes.or_within(Root::new(folder, false));
    }
    for (file, text) in &fixed.texts {
        let source = session.sources.get(*file);
        writes.change(source.location(), Some(source.text()), text);
    }
    writes.commit().map_err(|error| Failure::new(error.to_string()))
}

fn summarise(inspection: &Inspection, verbose: bool, text: &mut String) {
    if verbose {
        for suppressed in &inspection.report.suppressed {
            let finding = &suppressed.finding;
            let source = inspection.session.sources.get(finding.span.file);
            let line = source.position(finding.span.start as usize).line;
            let _ = writeln!(
                text,
                "allowed[{}]: {} ({}:{line})\n  because: {}",
                finding.rule.code,
                finding.message,
                source.path(),
                suppressed.reason
            );
        }
    }
    for (file, checked) in &inspection.designs {
        let Some(design) = &checked.design else { continue };
        let completeness = &checked.completeness;
        let _ = writeln!(
            text,
            "{} {} ({}): {}",
            inspection.session.sources.get(*file).path(),
            design.meta.version.text,
            design.status().word(),
            figure(
                completeness.answered(),
                completeness.required(),
                completeness.justified(),
                completeness.defaulted()
            ),
        );
        if verbose {
            let width = completeness.sections.iter().map(|section| section.heading.chars().count()).max();
            for section in &completeness.sections {
                let figure = figure(section.answered, section.required, section.justified, section.defaulted);
                let _ = writeln!(text, "  {:<width$}  {figure}", section.heading, width = width.unwrap_or(0));
            }
        }
    }
    let findings = inspection.report.findings.len();
    if findings == 0 {
        let designs = counted(inspection.designs.len(), "design", "designs");
        let _ = writeln!(text, "{designs} checked, nothing found");
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

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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
        "version": checked.design.as_ref().map(|design| design.meta.version.text.as_str()),
        "status": checked.design.as_ref().map(|design| design.status().word()),
        "required": figure.required(),
        "answered": figure.answered(),
        "not_applicable": figure.justified(),
        "defaulted": figure.defaulted(),
        "sections": sections,
    })
}
