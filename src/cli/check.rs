//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output};
use crate::book::{Checked, Inspection, inspect};
use crate::diagnostic::format::OutputFormat;
use crate::diagnostic::{self, Level, Suppressed, counted, guarded_json};
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
        OutputFormat::Text => text.push_str(summary(&inspection, arguments.verbose).text()),
        OutputFormat::Json => inspection.designs.iter().for_each(|(file, checked)| {
            let path = inspection.session.sources.get(*file).path();
            let object = completeness(path, checked).to_string();
            let _ = writeln!(text, "{}", guarded_json(&object));
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
        output::say(format!("{} applied", counted(applied, "fix")));
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

fn summary(inspection: &Inspection, verbose: bool) -> Lines {
    let mut lines = Lines::default();
    let sources = &inspection.session.sources;
    if verbose {
        for Suppressed { finding, reason } in &inspection.report.bounded().suppressed {
            let source = sources.get(finding.span.file);
            let line = source.position(finding.span.start as usize).line;
            let (code, message, path) = (finding.rule.code, &finding.message, source.path());
            lines.line(format!("allowed[{code}]: {message} ({path}:{line})"));
            lines.line(format!("  because: {reason}"));
        }
    }
    for (file, checked) in &inspection.designs {
        let Some(design) = &checked.design else { continue };
        let all = &checked.completeness;
        let (path, version) = (sources.get(*file).path(), &design.meta.version.text);
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
