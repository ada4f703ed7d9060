//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::fixes;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output};
use crate::book::inspect::Target;
use crate::book::{Checked, Inspection};
use crate::diagnostic::format::OutputFormat;
use crate::diagnostic::{Level, Suppressed, counted, guarded_json};
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
    inspection.session.sources.name_from_here();
    let mut text = output::formatted(&inspection.report, &inspection.session.sources, arguments.format)?;
    match arguments.format {
        OutputFormat::Text => text.push_str(summary(&inspection, arguments.verbose).text()),
        OutputFormat::Json => inspection.designs.iter().for_each(|(file, checked)| {
            let path = inspection.session.sources.get(*file).shown();
            let object = completeness(path, checked).to_string();
            let _ = writeln!(text, "{}", guarded_json(&object));
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

fn summary(inspection: &Inspection, verbose: bool) -> Lines {
    let mut lines = Lines::default();
    let sources = &inspection.session.sources;
    if verbose {
        for Suppressed { finding, reason } in &inspection.report.bounded().suppressed {
            let source = sources.get(finding.span.file);
            let line = source.position(finding.span.start as usize).line;
            let (code, message, path) = (finding.rule.code, &finding.message, source.shown());
            lines.line(format!("allowed[{code}]: {message} ({path}:{line})"));
            lines.line(format!("  because: {reason}"));
        }
    }
    for (file, checked) in &inspection.designs {
        let Some(design) = &checked.design else { continue };
        let all = &checked.completeness;
        let (path, version) = (sources.get(*file).shown(), &design.meta.version.text);
        let figures = figure(all.answered(), all.required(), all.justified(), all.defaulted());
        lines.line(format!("{path} {version} ({}): {figures}", design.status().word()));
        if verbose {
            let width = all.sections.iter().map(|section| section.heading.chars().count()).max().unwrap_or(0);
            for section in &all.sections {
                let figure = figure(section.answered, section.required, section.justified, section.defaulted);
                lines.line(format!("  {:<width$}  {figure}", section.heading));
            }
        }
    }
    if inspection.report.findings.is_empty() {
        lines.line(format!("{} checked, nothing found", counted(inspection.designs.len(), "design")));
    }
    lines
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
