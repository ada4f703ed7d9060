//! `check`: a book or single designs, without building anything.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::json;

use super::args::Check;
use super::overview::{self, Overview};
use super::{FAILURE, FINDINGS, Failure, Outcome, fixes, known, output, stdin};
use crate::book::inspect::Target;
use crate::book::{Checked, Inspection};
use crate::diagnostic::format::{Ending, OutputFormat};
use crate::diagnostic::{Level, Report, counted, guarded_json};
use crate::source::{Files, Overlay};

pub(super) fn run(arguments: &Check) -> Outcome {
    let given = stdin::read(&arguments.paths, arguments.stdin_filename.as_deref())?;
    if given.has_stdin && arguments.fix {
        return Err(Failure::new("what comes on stdin cannot be changed; `--diff` shows what would be"));
    }
    let stdin_is_listed = given.has_stdin && arguments.write_baseline;
    if stdin_is_listed {
        return Err(Failure::new("what comes on stdin has no place in a list of known findings"));
    }
    let targets = Target::named(&given.paths).map_err(|error| Failure::new(error.to_string()))?;
    let list = arguments.baseline.as_deref();
    if let Some(list) = list.filter(|list| !arguments.write_baseline && !Files::Disk.is_there(list)) {
        let message =
            format!("there is no list of known findings `{}`: `--write-baseline` writes it", list.display());
        return Err(Failure::new(message));
    }
    let targets = targets.into_iter().map(|target| {
        let target = target.with_baseline(list).with_project(arguments.project_root.as_deref());
        match &arguments.against {
            Some(revision) => target.against(revision),
            None => Ok(target),
        }
    });
    let targets: Vec<Target> = targets.collect::<Result<_, _>>().map_err(Failure::because)?;
    let (mut inspected, mut unread) = inspect(&targets, &given.overlay);
    if arguments.write_baseline && !unread {
        known::write(inspected.iter().flat_map(|(_, inspection)| inspection.listed()))?;
        (inspected, unread) = inspect(&targets, &given.overlay);
    }
    let exit_code = |failed: bool| match (unread, failed) {
        (true, _) => ExitCode::from(FAILURE),
        (false, true) => ExitCode::from(FINDINGS),
        (false, false) => ExitCode::SUCCESS,
    };
    let fails = |inspection: &Inspection| inspection.cause(arguments.deny_warnings).is_some();
    if arguments.diff {
        let failed = inspected.iter().any(|(_, inspection)| fails(inspection));
        fixes::show(inspected, &given.overlay, arguments.unsafe_fixes)?;
        return Ok(exit_code(failed));
    }
    let inspections = if arguments.fix {
        fixes::make(inspected, arguments.unsafe_fixes)?
    } else {
        inspected.into_iter().map(|(_, inspection)| inspection).collect()
    };
    let joined = inspections.into_iter().reduce(|mut all, more| {
        all.join(more);
        all
    });
    let Some(mut inspection) = joined else { return Ok(exit_code(false)) };
    inspection.session.sources.name_from_here();
    let has_checked_nothing = inspection.designs.is_empty() && !inspection.unread.is_empty();
    if !has_checked_nothing {
        output::print(&found(arguments, &inspection)?)?;
    }
    let code = exit_code(fails(&inspection));
    // The system takes all memory back at once; to give it back piece by piece takes longer.
    std::mem::forget(inspection);
    Ok(code)
}

/// Checks each target; those that cannot be read are named on stderr, and whether there are any is said.
fn inspect(targets: &[Target], overlay: &Overlay) -> (Vec<(Target, Inspection)>, bool) {
    let mut inspected = Vec::new();
    let mut unread = false;
    for target in targets {
        match target.inspect(overlay) {
            Ok(inspection) => {
                inspection.unread.iter().for_each(|error| output::error(&error.to_string()));
                unread |= !inspection.unread.is_empty();
                inspected.push((target.clone(), inspection));
            }
            Err(error) => {
                output::error(&error.to_string());
                unread = true;
            }
        }
    }
    (inspected, unread)
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
    let cause = inspection.cause(arguments.deny_warnings);
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
        "placeholders": figure.placeholders,
        "sections": sections,
    })
}
