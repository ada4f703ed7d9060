//! `diff --against REV`: all of a book that changed since it had its last commit in common with a revision.

use std::path::PathBuf;
use std::process::ExitCode;

use super::written;
use crate::authoring::diff::comparison::{Alone, Comparison, Half};
use crate::book::inspect::Target;
use crate::book::{Inspection, Since, Then};
use crate::catalog::landscape::Landscape;
use crate::cli::args::Diff;
use crate::cli::{FAILURE, FINDINGS, Failure, Outcome, output};
use crate::diagnostic::Report;
use crate::source::Overlay;

pub(super) fn run(arguments: &Diff, revision: &str) -> Outcome {
    let paths: Vec<PathBuf> = arguments.old.iter().chain(&arguments.new).cloned().collect();
    let mut inspections = Vec::new();
    for target in Target::named(&paths).map_err(Failure::because)? {
        let target = target.against(revision).map_err(Failure::because)?;
        let mut inspection = target.inspect(&Overlay::default()).map_err(Failure::because)?;
        inspection.session.sources.name_from_here();
        inspections.push(inspection);
    }
    let mut all = All::default();
    for inspection in &inspections {
        inspection.unread.iter().for_each(|error| output::error(&error.to_string()));
        all.is_unread |= !inspection.unread.is_empty();
        let landscape = inspection.session.landscape();
        let since = inspection.session.since();
        for since in &since {
            all.add(since, inspection, &landscape, arguments);
        }
    }
    output::print(&written(&all.changed, &all.alone, arguments))?;
    let differs = all.changed.iter().any(Comparison::has_entries) || !all.alone.is_empty();
    Ok(match (all.is_unread, arguments.exit_code && differs) {
        (true, _) => ExitCode::from(FAILURE),
        (false, true) => ExitCode::from(FINDINGS),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What became of the designs.
#[derive(Default)]
struct All<'a> {
    changed: Vec<Comparison<'a>>,
    alone: Vec<Alone<'a>>,
    /// Whether one of them could not be compared.
    is_unread: bool,
}

impl<'a> All<'a> {
    fn add(
        &mut self,
        since: &Since<'a>,
        inspection: &'a Inspection,
        landscape: &Landscape<'_>,
        arguments: &Diff,
    ) {
        let half = |then: &Then<'a>| then.side.clone().map(|side| half(side, inspection));
        let sides = (since.old.as_ref().map(half), since.new.as_ref().map(half));
        match sides {
            (Some(Ok(old)), Some(Ok(new))) => {
                let one = Comparison::of(old, new, &arguments.renames, Some(landscape));
                self.changed.extend(Some(one).filter(|one| !one.is_same()));
            }
            (Some(Ok(design)), None) => self.alone.push(Alone { design, is_gone: true }),
            (None, Some(Ok(design))) => self.alone.push(Alone { design, is_gone: false }),
            (None, None) => {}
            (old, new) => {
                let text = |then: &Then<'_>| inspection.session.sources.get(then.file).text().clone();
                if since.old.as_ref().map(text) == since.new.as_ref().map(text) {
                    return;
                }
                // What cannot be read is never “no change”.
                self.is_unread = true;
                let reports = [old, new].into_iter().flatten().filter_map(Result::err);
                reports.for_each(|report| tell(&report, inspection));
            }
        }
    }
}

fn half<'a>(side: crate::compare::Side<'a>, inspection: &'a Inspection) -> Half<'a> {
    let session = &inspection.session;
    let (sources, areas) = (&session.sources, &session.config.breaking_areas);
    Half { design: side.design, template: side.template, sources, areas }
}

fn tell(report: &Report, inspection: &Inspection) {
    let session = &inspection.session;
    output::build(&report.unread(), session.config.threshold(), &session.sources);
}
