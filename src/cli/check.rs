//! `check`: a book or single designs, without building anything.

use std::process::ExitCode;

use super::args::Check;
use super::told::Printer;
use super::{FAILURE, FINDINGS, Failure, Outcome, fixes, known, output, stdin};
use crate::book::Inspection;
use crate::book::inspect::{Target, Told};
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
    let mut printer = Printer::new(arguments, targets.len());
    let goes_on = !(arguments.write_baseline || arguments.diff || arguments.fix);
    let (mut inspected, mut unread) = inspect(&targets, &given.overlay, goes_on.then_some(&mut printer));
    if arguments.write_baseline && !unread {
        known::write(inspected.iter().flat_map(|(_, inspection)| inspection.listed()))?;
        (inspected, unread) = inspect(&targets, &given.overlay, None);
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
    let mut inspections = if arguments.fix {
        fixes::make(inspected, arguments.unsafe_fixes)?
    } else {
        inspected.into_iter().map(|(_, inspection)| inspection).collect()
    };
    if !goes_on {
        for inspection in &mut inspections {
            inspection.session.sources.name_from_here();
            printer.designs(inspection);
            printer.rest(inspection);
        }
    }
    let joined = inspections.into_iter().reduce(|mut all, more| {
        all.join(more);
        all
    });
    let Some(mut inspection) = joined else { return Ok(exit_code(false)) };
    inspection.session.sources.name_from_here();
    printer.end(&inspection)?;
    let code = exit_code(fails(&inspection));
    // The system takes all memory back at once; to give it back piece by piece takes longer.
    std::mem::forget(inspection);
    Ok(code)
}

/// Checks each target, and prints what is found as it is found; those that cannot be read are named on stderr, and
/// whether there are any is said.
fn inspect(
    targets: &[Target],
    overlay: &Overlay,
    mut printer: Option<&mut Printer<'_>>,
) -> (Vec<(Target, Inspection)>, bool) {
    let mut inspected = Vec::new();
    let mut unread = false;
    for target in targets {
        let inspection = match printer.as_deref_mut() {
            Some(printer) => {
                target.inspect_and_tell(overlay, Some(&mut |told: &Told<'_>| printer.design(told)))
            }
            None => target.inspect(overlay),
        };
        match inspection {
            Ok(mut inspection) => {
                inspection.unread.iter().for_each(|error| output::error(&error.to_string()));
                unread |= !inspection.unread.is_empty();
                if let Some(printer) = printer.as_deref_mut() {
                    inspection.session.sources.name_from_here();
                    printer.rest(&inspection);
                }
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
