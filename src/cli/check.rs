//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::fixes::{self, counted};
use super::{FINDINGS, Failure, Outcome, output};
use crate::book::inspect::Target;
use crate::book::{Checked, Inspection};
use crate::diagnostic::Level;
use crate::diagnostic::format::OutputFormat;
use crate::source::Overlay;

pub(super) fn run(arguments: &Check) -> Outcome {
    let target = target(&arguments.paths)?;
    let mut inspection = inspect(&target)?;
    if arguments.diff {
        let failed = fails(arguments, &inspection);
        fixes::show(&target, inspection, arguments.unsafe_fixes)?;
        return Ok(exit_code(failed));
    }
    if arguments.fix {
        inspection = fixes::make(&target, inspection, arguments.unsafe_fixes)?;
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
    Ok(exit_code(fails(arguments, &inspection)))
}

fn fails(arguments: &Check, inspection: &Inspection) -> bool {
    let warned = arguments.deny_warnings && inspection.report.worst() >= Level::Warn;
    warned || inspection.fails()
}

fn exit_code(failed: bool) -> ExitCode {
    if failed { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
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
